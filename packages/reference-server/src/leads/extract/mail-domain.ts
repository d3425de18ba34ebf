import { domainToASCII } from 'node:url';
import { getDomain, parse } from 'tldts';

/** Reserved for tests and documents (RFC 2606): no public suffix, but addresses of a simulated internet. */
const testTlds = /\.(?:test|example|invalid|localhost)$/;

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

const judged = new Map<string, string | null>();
const mostJudged = 2000;

/** The ASCII form of a domain that could receive mail: well-formed, and under a suffix that exists. Null otherwise. */
export function mailDomain(text: string, allowTestTlds: boolean): string | null {
  if (text.length > 253) return null;
  const key = allowTestTlds ? `${text} test` : text;
  const known = judged.get(key);
  if (known !== undefined) return known;
  // A page names the same few domains again and again.
  if (judged.size >= mostJudged) judged.clear();
  const domain = judge(text, allowTestTlds);
  judged.set(key, domain);
  return domain;
}

function judge(text: string, allowTestTlds: boolean): string | null {
  const domain = /^[\x20-\x7E]*$/.test(text) ? text.toLowerCase() : domainToASCII(text);
  const labels = domain.split('.');
  if (labels.length < 2 || !labels.every((part) => label.test(part))) return null;
  if (testTlds.test(domain)) return allowTestTlds ? domain : null;
  const { isIcann, publicSuffix } = parse(domain, { validateHostname: false });
  return isIcann === true && publicSuffix !== domain ? domain : null;
}

/** The domain somebody registered: `www.shop.example.co.uk` → `example.co.uk`. */
export const registeredDomain = (host: string): string =>
  getDomain(host, { allowPrivateDomains: true }) ?? host.toLowerCase();

/** The registered domain of a page's URL or host name, `''` if it is neither. */
export function siteDomain(site: string): string {
  const url = URL.parse(site.includes('://') ? site : `http://${site}`);
  return url === null || url.hostname === '' ? '' : registeredDomain(url.hostname);
}

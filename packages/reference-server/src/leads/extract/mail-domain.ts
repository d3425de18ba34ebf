import { domainToASCII } from 'node:url';
import { getDomain, parse } from 'tldts';
import { isTestDomain } from '../../verification/parse-email.ts';

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Pages repeat the same few domains. */
const knownDomains = new Map<string, string | null>();
const MAX_KNOWN = 2000;

/** A part of a string keeps the whole string in memory, here the text of a page. */
const copyOf = (text: string): string => Buffer.from(text).toString();

/** Returns the ASCII form of a well-formed domain under an existing public suffix, or null. */
export function mailDomain(text: string, allowTestTlds: boolean): string | null {
  if (text.length > 253) return null;
  const key = allowTestTlds ? `${text} test` : text;
  const known = knownDomains.get(key);
  if (known !== undefined) return known;
  if (knownDomains.size >= MAX_KNOWN) knownDomains.clear();
  const domain = parseDomain(text, allowTestTlds);
  knownDomains.set(copyOf(key), domain === null ? null : copyOf(domain));
  return domain;
}

function parseDomain(text: string, allowTestTlds: boolean): string | null {
  const domain = /^[\x20-\x7E]*$/.test(text) ? text.toLowerCase() : domainToASCII(text);
  const labels = domain.split('.');
  if (labels.length < 2 || !labels.every((part) => label.test(part))) return null;
  if (isTestDomain(domain)) return allowTestTlds ? domain : null;
  const { isIcann, publicSuffix } = parse(domain, { validateHostname: false });
  return isIcann === true && publicSuffix !== domain ? domain : null;
}

const registeredDomains = new Map<string, string>();

/** Returns the registered domain: `www.shop.example.co.uk` → `example.co.uk`. */
export function registeredDomain(host: string): string {
  const known = registeredDomains.get(host);
  if (known !== undefined) return known;
  if (registeredDomains.size >= MAX_KNOWN) registeredDomains.clear();
  const registered = getDomain(host, { allowPrivateDomains: true }) ?? host.toLowerCase();
  registeredDomains.set(copyOf(host), copyOf(registered));
  return registered;
}

/** Returns whether an address belongs to this registered domain. */
export const isOfDomain = (email: string, domain: string): boolean =>
  domain !== '' && registeredDomain(email.slice(email.lastIndexOf('@') + 1)) === domain;

/** Moves the addresses of this registered domain to the front and otherwise keeps the order. */
export const ownDomainFirst = (emails: readonly string[], domain: string): readonly string[] => [
  ...emails.filter((email) => isOfDomain(email, domain)),
  ...emails.filter((email) => !isOfDomain(email, domain)),
];

/** Returns the registered domain of a URL or host name; `''` for other text. */
export function siteDomain(site: string): string {
  const url = URL.parse(site.includes('://') ? site : `http://${site}`);
  return url === null || url.hostname === '' ? '' : registeredDomain(url.hostname);
}

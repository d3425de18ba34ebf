import { failureOf, isHttp } from '@scrapekit/guarded-http';
import { registeredDomain } from '../extract/mail-domain.ts';
import type { Visit, VisitedPage } from './visit.ts';

/**
 * Fetches the home page. A website without a scheme is tried with https, then with http. When its name has no address,
 * the name with `www.` in front is tried, or the one without.
 */
export async function fetchHome(website: string, visit: Visit): Promise<VisitedPage | null> {
  const urls = urlsOf(website.trim());
  const first = await openFirst(urls, visit);
  return first === NO_ADDRESS ? pageOf(await openFirst(urls.flatMap(withOtherName), visit)) : first;
}

const NO_ADDRESS = 'no address';
type Opened = VisitedPage | null | typeof NO_ADDRESS;

const pageOf = (opened: Opened): VisitedPage | null => (opened === NO_ADDRESS ? null : opened);

async function openFirst(urls: readonly URL[], visit: Visit): Promise<Opened> {
  let hasAddress = urls.length === 0;
  for (const url of urls) {
    try {
      const page = await visit.open(url);
      if (page !== null) return page;
      hasAddress = true;
    } catch (error) {
      if (failureOf(error).kind !== 'name') hasAddress = true;
    }
  }
  return hasAddress ? null : NO_ADDRESS;
}

function urlsOf(written: string): URL[] {
  const schemes = /^https?:\/\//i.test(written) ? [''] : ['https://', 'http://'];
  return schemes.flatMap((scheme) => {
    const url = URL.parse(`${scheme}${written.replace(/^\/\//, '')}`);
    if (url === null || !isHttp(url)) return [];
    url.hash = '';
    return [url];
  });
}

function withOtherName(url: URL): URL[] {
  const { hostname } = url;
  const isBare = registeredDomain(hostname) === hostname && /\.[a-z][a-z0-9-]*$/.test(hostname);
  if (!isBare && !hostname.startsWith('www.')) return [];
  const other = new URL(url);
  other.hostname = isBare ? `www.${hostname}` : hostname.replace('www.', '');
  return [other];
}

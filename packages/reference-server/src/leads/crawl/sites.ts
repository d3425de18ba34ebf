import { registeredDomain } from '../extract/mail-domain.ts';

/** A profile on these hosts is not crawled: they forbid robots, and their addresses are not those of the business. */
const socialHosts = new Set(
  'facebook.com fb.com fb.me instagram.com twitter.com x.com tiktok.com youtube.com youtu.be linkedin.com pinterest.com whatsapp.com wa.me t.me telegram.me snapchat.com threads.net yelp.com tripadvisor.com google.com goo.gl g.page maps.app.goo.gl linktr.ee booking.com airbnb.com doordash.com ubereats.com grubhub.com opentable.com foursquare.com vk.com wikipedia.org medium.com reddit.com'.split(
    ' ',
  ),
);

/** Hosts of many websites, with the number of path segments that name one of them. */
const hostsOfSites: Readonly<Record<string, number>> = {
  'sites.google.com': 2,
  'members.tripod.com': 1,
  'www.angelfire.com': 2,
  'www.geocities.ws': 1,
};

export const isSocialHost = ({ hostname }: URL): boolean =>
  hostsOfSites[hostname] === undefined && socialHosts.has(registeredDomain(hostname));

/** A website: all pages of a registered domain, or the pages under one path of a host that many websites share. */
export interface Website {
  /** The registered domain; `''` for a website on a shared host, because that domain is its provider's. */
  readonly domain: string;
  includes(url: URL): boolean;
}

/** Returns the website that a page belongs to. */
export function websiteOf({ hostname, pathname }: URL): Website {
  const path = sharedPath(hostname, pathname);
  const domain = registeredDomain(hostname);
  return path === undefined
    ? { domain, includes: (url) => registeredDomain(url.hostname) === domain }
    : {
        domain: '',
        includes: (url) => url.hostname === hostname && `${url.pathname}/`.startsWith(path),
      };
}

/** Returns the path of a website on a shared host, with a slash at its end. A user's pages may stand below `/~name/`. */
function sharedPath(hostname: string, pathname: string): string | undefined {
  const home = /^\/~[^/]+\//.exec(`${pathname}/`)?.[0];
  const segments = hostsOfSites[hostname];
  if (home !== undefined || segments === undefined) return home;
  return `${pathname
    .split('/')
    .slice(0, segments + 1)
    .join('/')}/`;
}

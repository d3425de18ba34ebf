import { parseCookie } from 'undici';
import { getDomain } from 'tldts';

const MAX_COOKIES = 50;
const MAX_HEADER_CHARACTERS = 8_000;
/** Characters that may stand in a cookie of a request. */
const sendable = /^[\x20-\x3A\x3C-\x7E]+$/;

interface Cookie {
  readonly pair: string;
  readonly host: string;
  /** True when the cookie is for the subdomains of `host` too. */
  readonly isShared: boolean;
  readonly path: string;
  readonly isSecure: boolean;
}

/**
 * The cookies of one visit of a website (RFC 6265), at most 50. A cookie goes back to the host that set it, and to other
 * hosts of the same registered domain when it says so. It never goes to another website.
 */
export class CookieJar {
  readonly #cookies = new Map<string, Cookie>();

  /** Keeps the cookies of an answer. `date` is the answer's own Date header, which tells which cookies have expired. */
  store({ hostname, pathname }: URL, setCookies: readonly string[], date: string | undefined): void {
    const now = Date.parse(date ?? '') || 0;
    for (const header of setCookies.slice(0, MAX_COOKIES)) {
      const parsed = parseCookie(header);
      if (parsed === null) continue;
      const { name, value, domain, path, maxAge, expires, secure = false } = parsed;
      const shared = domain?.toLowerCase().replace(/^\./, '') ?? hostname;
      const pair = name === '' ? value : `${name}=${value}`;
      if (!sendable.test(pair) || !mayShare(hostname, shared)) continue;
      const key = JSON.stringify([shared, path, name]);
      const isOver =
        maxAge === undefined ? expires !== undefined && Number(expires) <= now + SECOND_MS : maxAge <= 0;
      this.#cookies.delete(key);
      if (isOver || this.#cookies.size >= MAX_COOKIES) continue;
      const isSecure = secure;
      const isShared = domain !== undefined;
      this.#cookies.set(key, { pair, host: shared, isShared, path: path ?? folderOf(pathname), isSecure });
    }
  }

  /** Returns the Cookie header of a request, or undefined without cookies for it. */
  headerFor({ protocol, hostname, pathname }: URL): string | undefined {
    const pairs = [...this.#cookies.values()]
      .filter(({ host, isShared }) => hostname === host || (isShared && hostname.endsWith(`.${host}`)))
      .filter(({ path, isSecure }) => isBelow(pathname, path) && (!isSecure || protocol === 'https:'))
      .map(({ pair }) => pair);
    const header = pairs.join('; ');
    return header === '' || header.length > MAX_HEADER_CHARACTERS ? undefined : header;
  }
}

/** Servers delete a cookie with the first second of 1970, also when they send no date. */
const SECOND_MS = 1_000;

/** A host may set cookies for itself and for a domain above it that is not a public suffix. */
const mayShare = (hostname: string, domain: string): boolean =>
  domain === hostname ||
  (hostname.endsWith(`.${domain}`) && getDomain(domain, { allowPrivateDomains: true }) !== null);

const folderOf = (pathname: string): string => pathname.slice(0, pathname.lastIndexOf('/')) || '/';

const isBelow = (pathname: string, path: string): boolean =>
  path === '/' || pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`);

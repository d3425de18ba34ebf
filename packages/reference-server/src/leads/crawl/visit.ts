import { createRequire } from 'node:module';
import type { Dispatcher } from 'undici';
import { fetchPage, robotName, type FetchedPage } from './fetch-page.ts';
import type { CrawlLimits } from './limits.ts';

export interface VisitOptions {
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal;
  readonly limits: CrawlLimits;
}

export interface VisitedPage {
  /** After redirects. */
  readonly url: URL;
  readonly html: string;
}

export interface Visit {
  /** The page, or null if robots.txt forbids it, it does not exist, or the allowance is used up. */
  open(url: URL): Promise<VisitedPage | null>;
}

interface Robots {
  isAllowed(url: string, robot: string): boolean | undefined;
}

/** Required by hand: the package's types describe a default export that it has not. */
const parseRobots = createRequire(import.meta.url)('robots-parser') as (url: string, text: string) => Robots;

const robotsBytes = 500_000;
const allowed = (): boolean => true;
const forbidden = (): boolean => false;
type Permission = (url: URL) => boolean;

/** One call at a website: counts requests, asks robots.txt once per origin (RFC 9309), follows redirects. */
export function startVisit({ dispatcher, signal, limits }: VisitOptions): Visit {
  const permissions = new Map<string, Permission>();
  let requestsLeft = limits.requests;

  async function get(url: URL, byteLimit: number): Promise<FetchedPage | null> {
    if (requestsLeft <= 0) return null;
    requestsLeft--;
    return await fetchPage(url, { dispatcher, signal, byteLimit });
  }

  async function readRobots(origin: string): Promise<Permission> {
    let url = new URL('/robots.txt', origin);
    for (let hop = 0; hop <= limits.redirects; hop++) {
      const answer = await get(url, robotsBytes);
      if (answer === null || answer.status >= 500) return forbidden;
      if (answer.redirectTo === null) return permissionFrom(url, answer.text ?? '');
      url = answer.redirectTo;
      if (!isHttp(url)) return allowed;
    }
    return allowed;
  }

  async function mayOpen(url: URL): Promise<boolean> {
    const known = permissions.get(url.origin);
    if (known) return known(url);
    const permission = await readRobots(url.origin);
    permissions.set(url.origin, permission);
    return permission(url);
  }

  return {
    async open(start) {
      let url = start;
      for (let hop = 0; hop <= limits.redirects; hop++) {
        if (!(await mayOpen(url))) return null;
        const answer = await get(url, limits.pageBytes);
        if (answer === null) return null;
        const { text: html } = answer;
        const target = answer.redirectTo ?? (html === null ? null : refreshTarget(html, url));
        if (target === null) return html === null ? null : { url, html };
        if (!isHttp(target) || target.href === url.href) return null;
        url = target;
      }
      return null;
    },
  };
}

/** The file speaks for the origin that was asked, wherever a redirect found it. */
function permissionFrom(found: URL, text: string): Permission {
  const robots = parseRobots(found.href, text);
  return ({ pathname, search }) =>
    robots.isAllowed(new URL(pathname + search, found).href, robotName) ?? true;
}

export const isHttp = ({ protocol }: URL): boolean => protocol === 'http:' || protocol === 'https:';

/** `<meta http-equiv="refresh" content="0; url=/welcome">` on a page that shows nothing else. */
function refreshTarget(html: string, base: URL): URL | null {
  if (html.length > 4000) return null;
  const tag = /<meta[^>]{0,200}http-equiv\s*=\s*["']?refresh[^>]{0,300}>/i.exec(html)?.[0] ?? '';
  const target = /url\s*=\s*["']?([^"'>\s]{1,300})/i.exec(tag)?.[1];
  return target === undefined ? null : URL.parse(target, base.href);
}

import { createRequire } from 'node:module';
import { isHttp } from './website-urls.ts';
import { robotName, type FetchedPage } from './fetch-page.ts';

export type Permission = (url: URL) => boolean;

interface Robots {
  isAllowed(url: string, robot: string): boolean | undefined;
}

/** Required by hand: the package's types describe a default export that it has not. */
const parseRobots = createRequire(import.meta.url)('robots-parser') as (url: string, text: string) => Robots;

const allowed: Permission = () => true;
const forbidden: Permission = () => false;

/** Asks an origin what it allows (RFC 9309): a missing file allows all, a server that fails forbids all. */
export async function readRobots(
  origin: string,
  redirects: number,
  get: (url: URL) => Promise<FetchedPage | null>,
): Promise<Permission> {
  let url = new URL('/robots.txt', origin);
  for (let hop = 0; hop <= redirects; hop++) {
    const answer = await get(url);
    if (answer === null || answer.status >= 500) return forbidden;
    if (answer.redirectTo === null) return permissionFrom(url, answer.text ?? '');
    url = answer.redirectTo;
    if (!isHttp(url)) return allowed;
  }
  return allowed;
}

/** The file speaks for the origin that was asked, wherever a redirect found it. */
function permissionFrom(found: URL, text: string): Permission {
  const robots = parseRobots(found.href, text);
  return ({ pathname, search }) =>
    robots.isAllowed(new URL(pathname + search, found).href, robotName) ?? true;
}

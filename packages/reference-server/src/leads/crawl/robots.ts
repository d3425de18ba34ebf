import { createRequire } from 'node:module';
import { RedirectError } from '@scrapekit/guarded-http';
import type { Dispatcher } from 'undici';
import type { CookieJar } from '../../net/cookie-jar.ts';
import { decodeText } from '../../net/decode-text.ts';
import { fetchPage } from '../../net/fetch-page.ts';
import { pageHeaders, ROBOT_NAME } from './page-request.ts';
import { rulesForThisRobot } from './robots-rules.ts';

export type Permission = (url: URL) => boolean;

interface Robots {
  isAllowed(url: string, robot: string): boolean | undefined;
}

/** Loaded with `require`, because the package's types declare a default export that it does not have. */
const parseRobots = createRequire(import.meta.url)('robots-parser') as (url: string, text: string) => Robots;

const allowed: Permission = () => true;
const forbidden: Permission = () => false;

export interface RobotsOptions {
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal;
  readonly maxRedirects: number;
  readonly cookies: CookieJar;
  /** Called before each request. Returns false when the crawl has no requests left. */
  readonly takeRequest: () => boolean;
}

const MAX_ROBOTS_BYTES = 500_000;

/**
 * Fetches robots.txt (RFC 9309). A missing file and one behind redirects that are not followed allow everything. A failing
 * server, a crawl without requests left and a file with too many wildcards forbid everything.
 */
export async function fetchRobots(
  origin: string,
  { takeRequest, ...options }: RobotsOptions,
): Promise<Permission> {
  if (!takeRequest()) return forbidden;
  try {
    const { url, status, body, contentType } = await fetchPage(new URL('/robots.txt', origin), {
      ...options,
      headers: pageHeaders,
      maxBytes: MAX_ROBOTS_BYTES,
      isAllowed: takeRequest,
      // The file is accepted with any content type, because it is sent with various types.
      readsBody: (answer) => answer.status === 200,
    });
    return status >= 500 ? forbidden : permissionFrom(url, decodeText(body, contentType));
  } catch (error) {
    if (error instanceof RedirectError) return error.reason === 'refused' ? forbidden : allowed;
    throw error;
  }
}

// After a redirect to another host, the rules still apply to the paths of the first origin (RFC 9309, 2.3.1.2).
function permissionFrom(found: URL, text: string): Permission {
  const rules = rulesForThisRobot(text);
  if (rules === null) return forbidden;
  const robots = parseRobots(found.href, rules);
  return ({ pathname, search }) =>
    robots.isAllowed(new URL(pathname + search, found).href, ROBOT_NAME) ?? true;
}

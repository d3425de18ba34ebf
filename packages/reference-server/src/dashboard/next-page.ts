import type { FastifyRequest } from 'fastify';

const MOST_CHARACTERS = 1_000;
const BASE = 'http://dashboard.invalid';

/** Pages that a person who has just logged in does not want to see. */
const isForGuests = (path: string): boolean => /^\/dashboard\/(log-in|log-out|sign-up|link)(\/|$)/.test(path);

/**
 * Returns the address of the page to open after a log-in, or undefined when the text leads to another server or out of
 * the dashboard. The URL is parsed as a browser parses it, so that `//evil`, `/\\evil` and encoded dots are seen.
 */
export function parseNext(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > MOST_CHARACTERS || !text.startsWith('/')) return undefined;
  const url = URL.parse(text, BASE);
  if (url?.origin !== BASE) return undefined;
  const { pathname, search } = url;
  const isPage = /^\/dashboard(\/|$)/.test(pathname) && !isForGuests(pathname);
  return isPage ? pathname + search : undefined;
}

/** Returns the address of the log-in that leads back to the page that the request asked for. */
export function logInAddress({ method, url }: Pick<FastifyRequest, 'method' | 'url'>): string {
  const next = method === 'GET' ? parseNext(url) : undefined;
  if (next === undefined || /^\/dashboard\/?$/.test(next)) return '/dashboard/log-in';
  return `/dashboard/log-in?${new URLSearchParams({ next }).toString()}`;
}

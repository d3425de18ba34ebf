import type { FastifyRequest } from 'fastify';

/** Returns whether requests with this method change nothing. */
export const isReading = (method: string): boolean => ['GET', 'HEAD', 'OPTIONS'].includes(method);

export interface SameOriginOptions {
  /** The server's address for clients, when a proxy in front changes the `Host` header. */
  readonly publicUrl?: string;
}

/**
 * Returns whether a request that changes something was sent by a page of this server (C181). A request without
 * `Sec-Fetch-Site` and `Origin` passes: it comes from a program, which sends no cookie of a browser.
 */
export function isSameOrigin(
  { method, headers }: Pick<FastifyRequest, 'method' | 'headers'>,
  { publicUrl }: SameOriginOptions,
): boolean {
  if (isReading(method)) return true;
  const site = headers['sec-fetch-site'];
  // "none" is sent when a person typed the address; a page cannot cause it.
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  if (headers.origin === undefined) return true;
  const origin = URL.parse(headers.origin);
  if (origin === null) return false;
  return (
    origin.host === headers.host || (publicUrl !== undefined && origin.origin === new URL(publicUrl).origin)
  );
}

import type { FastifyRequest } from 'fastify';

const CHANGES_NOTHING = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface SameOriginOptions {
  /** Where clients reach this server, when a proxy shows it another `Host`. */
  readonly publicUrl?: string;
}

/**
 * Whether a request that changes something may come from where a browser says it does (C181). A client that is no
 * browser sends neither header, and carries no cookie it was not given.
 */
export function isSameOrigin(
  { method, headers }: Pick<FastifyRequest, 'method' | 'headers'>,
  { publicUrl }: SameOriginOptions,
): boolean {
  if (CHANGES_NOTHING.has(method)) return true;
  const site = headers['sec-fetch-site'];
  // "none" is a person typing an address, which no page can bring about.
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  if (headers.origin === undefined) return true;
  const origin = URL.parse(headers.origin);
  if (origin === null) return false;
  return (
    origin.host === headers.host || (publicUrl !== undefined && origin.origin === new URL(publicUrl).origin)
  );
}

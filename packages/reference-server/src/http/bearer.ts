import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/** The content of a request's `Authorization` header. */
export type Bearer =
  | { readonly kind: 'missing' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'token'; readonly token: string };

/** Parses the header strictly. Two headers and any scheme but Bearer are malformed (C005-C007). */
export function parseBearer({ headers, raw }: Pick<FastifyRequest, 'headers' | 'raw'>): Bearer {
  const header = headers.authorization;
  if (header === undefined) return { kind: 'missing' };
  // Node keeps only the first of several headers, so they are counted in the raw list.
  const sent = raw.rawHeaders.filter(
    (name, index) => index % 2 === 0 && name.toLowerCase() === 'authorization',
  ).length;
  const token = /^bearer +([^\s]+) *$/i.exec(header)?.[1];
  return sent !== 1 || token === undefined ? { kind: 'malformed' } : { kind: 'token', token };
}

/** Returns true when the request has this Bearer token. The comparison takes the same time for every wrong token. */
export function hasToken(request: FastifyRequest, token: string): boolean {
  const bearer = parseBearer(request);
  return bearer.kind === 'token' && timingSafeEqual(digest(bearer.token), digest(token));
}

// timingSafeEqual needs two texts of the same length. Digests have it, and they hide the length of the token.
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

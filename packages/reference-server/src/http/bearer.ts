import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/** What the `Authorization` header holds: nothing there, one Bearer token, or something else. */
export type Bearer =
  | { readonly kind: 'missing' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'token'; readonly token: string };

/** Reads the header strictly: two of them, or another scheme, are malformed (C005-C007). */
export function readBearer({ headers, raw }: Pick<FastifyRequest, 'headers' | 'raw'>): Bearer {
  const header = headers.authorization;
  if (header === undefined) return { kind: 'missing' };
  // Node keeps the first of several; the raw list shows them all.
  const sent = raw.rawHeaders.filter(
    (name, index) => index % 2 === 0 && name.toLowerCase() === 'authorization',
  ).length;
  const token = /^bearer +([^\s]+) *$/i.exec(header)?.[1];
  return sent !== 1 || token === undefined ? { kind: 'malformed' } : { kind: 'token', token };
}

/** Whether the request carries that Bearer token; the comparison takes the same time for every wrong one. */
export function hasToken(request: FastifyRequest, token: string): boolean {
  const bearer = readBearer(request);
  return bearer.kind === 'token' && timingSafeEqual(digest(bearer.token), digest(token));
}

// Digests have one length, which timingSafeEqual demands and which hides the token's.
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { readBearer } from './bearer.ts';

/** Whether the request carries that Bearer token; the comparison takes the same time for every wrong one. */
export function hasToken(request: FastifyRequest, token: string): boolean {
  const bearer = readBearer(request);
  return bearer.kind === 'token' && timingSafeEqual(digest(bearer.token), digest(token));
}

// Digests have one length, which timingSafeEqual demands and which hides the token's.
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

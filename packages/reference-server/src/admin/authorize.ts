import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { ApiError } from '../http/api-error.ts';
import { readBearer } from '../http/bearer.ts';

/** Throws unless the request carries the admin token; the comparison takes the same time for every wrong one. */
export function authorize(request: FastifyRequest, adminToken: string): void {
  const bearer = readBearer(request);
  if (bearer.kind === 'token' && timingSafeEqual(digest(bearer.token), digest(adminToken))) return;
  throw new ApiError(401, 'invalid_admin_token', {
    message: 'Send the admin token in an Authorization header: Bearer ...',
    headers: { 'www-authenticate': 'Bearer' },
  });
}

// Digests have one length, which timingSafeEqual demands and which hides the token's.
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

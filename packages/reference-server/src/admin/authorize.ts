import type { FastifyRequest } from 'fastify';
import { HttpError } from '../http/errors.ts';
import { hasToken } from '../http/bearer.ts';

/** Throws unless the request carries the admin token. */
export function authorize(request: FastifyRequest, adminToken: string): void {
  if (hasToken(request, adminToken)) return;
  throw new HttpError(401, 'invalid_admin_token', {
    message: 'Send the admin token in an Authorization header: Bearer ...',
    headers: { 'www-authenticate': 'Bearer' },
  });
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { HttpError } from './errors.ts';
import { findTextWithNul } from './text-with-nul.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The code of a query or a form that cannot be taken. @default invalid_request */
    readonly invalidCode?: string;
  }
}

/**
 * A `preHandler` hook that refuses a query or a form with U+0000 in it. `readJsonObject` does the same for JSON, paths
 * are mended before they are routed, and in headers the character is no HTTP.
 */
export function refuseNul(
  { query, body, routeOptions }: FastifyRequest,
  _reply: FastifyReply,
  done: (error?: Error) => void,
): void {
  const form = typeof body === 'object' && body !== null && !Buffer.isBuffer(body) ? body : {};
  const found = findTextWithNul(query as object) ?? findTextWithNul(form);
  const code = routeOptions.config.invalidCode ?? 'invalid_request';
  done(found && new HttpError(400, code, { message: found.message }));
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { toHttpError } from '../http/to-api-error.ts';
import { renderErrorPage } from './html/error-page.ts';
import { sendHtml } from './send-html.ts';

/** What went wrong, as a page that says how to go on. */
export function sendErrorPage(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const known = toHttpError(error);
  if (known.status === 500) request.log.error({ err: known.cause ?? known }, 'request failed');
  reply.status(known.status).headers({ 'x-request-id': request.id, ...known.headers });
  sendHtml(reply, renderErrorPage(known, request.id));
}

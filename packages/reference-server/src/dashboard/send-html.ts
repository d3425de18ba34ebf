import type { FastifyReply, FastifyRequest } from 'fastify';
import { toHttpError } from '../http/errors.ts';
import { renderErrorPage } from './html/error-page.ts';

// Pages may load this server's stylesheet and send forms to it. Scripts, frames and pictures are refused.
const POLICY =
  "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

export function sendHtml(reply: FastifyReply, page: string): FastifyReply {
  return reply
    .headers({
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      // With "no-referrer" the browser sends "Origin: null" with the dashboard's forms.
      'referrer-policy': 'same-origin',
    })
    .type('text/html; charset=utf-8')
    .send(page);
}

/** Answers with a page that states the error and what to do about it. */
export function sendErrorPage(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const known = toHttpError(error);
  if (known.status === 500) request.log.error({ err: known.cause ?? known }, 'request failed');
  reply.status(known.status).headers({ 'x-request-id': request.id, ...known.headers });
  sendHtml(reply, renderErrorPage(known, request.id));
}

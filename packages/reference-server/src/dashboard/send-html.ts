import type { FastifyReply, FastifyRequest } from 'fastify';
import { beginErrorAnswer } from '../http/errors.ts';
import { renderErrorPage } from './html/error-page.ts';

// Pages may load this server's own files, read its live events and send forms to it. Scripts and styles inside a page,
// frames and other origins are refused.
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

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
  const answer = beginErrorAnswer(error, request, reply);
  sendHtml(reply, renderErrorPage(answer, request.id));
}

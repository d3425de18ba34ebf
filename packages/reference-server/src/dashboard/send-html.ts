import type { FastifyReply, FastifyRequest } from 'fastify';
import { beginErrorAnswer } from '../http/errors.ts';
import { sendPage } from '../http/html-pages.ts';
import { renderErrorPage } from './html/error-page.ts';

// Pages may load this server's own files, read its live events and send forms to it. Scripts and styles inside a page,
// frames and other origins are refused.
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

export const sendHtml = (reply: FastifyReply, page: string): FastifyReply => sendPage(reply, page, POLICY);

/** Answers with a page that states the error and what to do about it. */
export function sendErrorPage(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const answer = beginErrorAnswer(error, request, reply);
  sendHtml(reply, renderErrorPage(answer, request.id));
}

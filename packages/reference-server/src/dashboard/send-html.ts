import type { FastifyReply } from 'fastify';

// Nothing but this server's own stylesheet and forms: no script, no frame, no picture.
const POLICY =
  "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** Sends a page under a policy that lets it load and do nothing from elsewhere. */
export function sendHtml(reply: FastifyReply, page: string): FastifyReply {
  return reply
    .headers({
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      // With "no-referrer" a browser would hide from us that a form is our own.
      'referrer-policy': 'same-origin',
    })
    .type('text/html; charset=utf-8')
    .send(page);
}

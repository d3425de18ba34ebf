import type { FastifyInstance } from 'fastify';
import { HttpError } from '../http/api-error.ts';
import { credentials } from './credentials.ts';
import { findVisitor } from './find-visitor.ts';
import { renderLogInPage } from './html/log-in-page.ts';
import { openSession } from './open-session.ts';
import { invalidRequest } from './refusals.ts';
import { sendHtml } from './send-html.ts';
import type { DashboardServices } from './services.ts';

/** `/dashboard/log-in`: the form, and what it sends. */
export function addLogInPage(app: FastifyInstance, services: DashboardServices): void {
  app.get('/log-in', async (request, reply) => {
    const { session } = await findVisitor(request, services);
    if (session !== undefined) return await reply.redirect('/dashboard', 303);
    const { done } = request.query as { readonly done?: unknown };
    const notice = done === 'logged-out' ? 'You are logged out.' : undefined;
    return await sendHtml(reply, renderLogInPage({ notice }));
  });
  app.post('/log-in', async (request, reply) => {
    const readCredentials = () => {
      const given = credentials.safeParse(request.body);
      if (!given.success) throw invalidRequest('Fill in both e-mail address and password.');
      return given.data;
    };
    try {
      await openSession(services, { request, reply, readCredentials });
      return await reply.redirect('/dashboard', 303);
    } catch (error) {
      // Something of this server's own is no matter of filling in the form again.
      if (!(error instanceof HttpError)) throw error;
      reply.status(error.status).headers(error.headers);
      return await sendHtml(
        reply,
        renderLogInPage({ error: error.message, email: typedEmail(request.body) }),
      );
    }
  });
}

function typedEmail(body: unknown): string | undefined {
  return credentials.shape.email.safeParse((body as { readonly email?: unknown } | undefined)?.email).data;
}

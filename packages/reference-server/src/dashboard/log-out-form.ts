import type { FastifyInstance } from 'fastify';
import { endSession } from '../accounts/session.ts';
import { writeCookie } from '../http/cookies.ts';
import { COOKIE } from './find-visitor.ts';
import { sessionOf } from './guard-session.ts';
import type { DashboardServices } from './services.ts';

/** `POST /dashboard/log-out`: ends the session behind the cookie, and takes the cookie back. */
export function addLogOutForm(app: FastifyInstance, { storage, clock }: DashboardServices): void {
  app.post('/log-out', async (request, reply) => {
    await endSession(storage.db, sessionOf(request).id, new Date(clock.now()));
    reply.header('set-cookie', writeCookie(COOKIE, '', 0));
    return await reply.redirect('/dashboard/log-in?done=logged-out', 303);
  });
}

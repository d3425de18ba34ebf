import type { FastifyInstance } from 'fastify';
import { endSession } from '../accounts/session.ts';
import { writeCookie } from '../http/cookies.ts';
import { COOKIE } from './find-visitor.ts';
import { sessionOf } from './guard-session.ts';
import type { DashboardServices } from './services.ts';

/** `DELETE /api/session`: the cookie is taken back, and worth nothing to whoever kept a copy. */
export function addLogOut(app: FastifyInstance, { storage, clock }: DashboardServices): void {
  app.delete('/session', async (request, reply) => {
    await endSession(storage.db, sessionOf(request).id, new Date(clock.now()));
    return await reply
      .status(204)
      .header('set-cookie', writeCookie(COOKIE, '', 0))
      .send();
  });
}

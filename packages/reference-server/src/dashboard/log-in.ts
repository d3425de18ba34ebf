import type { FastifyInstance } from 'fastify';
import { SESSION_SECONDS } from '../accounts/session.ts';
import { readJsonObject } from '../http/json-body.ts';
import { credentials } from './credentials.ts';
import { openSession } from './open-session.ts';
import { invalidRequest } from './refusals.ts';
import type { DashboardServices } from './services.ts';

/** `POST /api/session`: e-mail address and password for a cookie. */
export function addLogIn(app: FastifyInstance, services: DashboardServices): void {
  app.post('/session', async (request, reply) => {
    const readCredentials = () => {
      const given = credentials.safeParse(readJsonObject(request, 'invalid_request'));
      if (!given.success) throw invalidRequest('Send email and password as text.');
      return given.data;
    };
    const { id, email } = await openSession(services, { request, reply, readCredentials });
    return { account_id: id, email, expires_in: SESSION_SECONDS };
  });
}

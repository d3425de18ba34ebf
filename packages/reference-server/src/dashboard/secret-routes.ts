import type { FastifyInstance } from 'fastify';
import { ensureSigningSecret, rotateSigningSecret } from '../accounts/signing-secret.ts';
import { timestamp } from '../http/timestamp.ts';
import { sessionOf } from './guard-session.ts';
import type { DashboardServices } from './services.ts';

/** The account's signing secret: shown, made when missing, replaced (C176, C177). */
export function addSecretRoutes(app: FastifyInstance, { storage, clock }: DashboardServices): void {
  app.get('/webhook/secret', async (request) => {
    const at = new Date(clock.now());
    return { webhook_secret: await ensureSigningSecret(storage.db, sessionOf(request).accountId, at) };
  });
  app.post('/webhook/secret/rotate', async (request) => {
    const at = new Date(clock.now());
    const secret = await rotateSigningSecret(storage.db, sessionOf(request).accountId, at);
    return { webhook_secret: secret, rotated_at: timestamp(at) };
  });
}

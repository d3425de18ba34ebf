import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod/v4';
import { type AddedKey, insertApiKey, deleteApiKey, listApiKeys } from '../accounts/api-keys.ts';
import { ensureSigningSecret, rotateSigningSecret } from '../accounts/signing-secret.ts';
import { parseJsonObject, refuseUnknownFields, timestamp } from '../http/json.ts';
import type { DashboardServices } from './page.ts';
import { invalidRequest, keyNotFound } from './refusals.ts';
import { forOwners, sessionOf } from './session-guard.ts';

export const MAX_NAME = 100;
const UNNAMED = 'API key';

// A text column of PostgreSQL cannot hold U+0000 and half of a surrogate pair.
export const keyName = z
  .string()
  .trim()
  .min(1)
  .max(MAX_NAME)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);

const newKey = z.object({ name: keyName.nullish() });

/** Adds the routes that list, add and delete API keys (C008-C010). */
export function addKeyRoutes(app: FastifyInstance, { storage, clock }: DashboardServices): void {
  const now = () => new Date(clock.now());
  app.get('/keys', async (request) => {
    const keys = await listApiKeys(storage.db, sessionOf(request).accountId);
    return { keys: keys.map(keyBody) };
  });
  app.post('/keys', forOwners, async (request, reply) => {
    const input = { name: parseName(request), at: now() };
    const { key, ...added } = await insertApiKey(storage.db, sessionOf(request).accountId, input);
    return await reply.status(201).send({ ...keyBody(added), key });
  });
  app.delete('/keys/:id', forOwners, async (request, reply) => {
    const { id } = request.params as { id: string };
    const { accountId } = sessionOf(request);
    const deleted = /^\w+$/.test(id) && (await deleteApiKey(storage.db, accountId, { id, at: now() }));
    if (!deleted) throw keyNotFound();
    return await reply.status(204).send();
  });
}

function parseName(request: FastifyRequest): string {
  const hasBody = Buffer.isBuffer(request.body) && request.body.length > 0;
  const body = hasBody ? parseJsonObject(request, 'invalid_request') : {};
  refuseUnknownFields(body, Object.keys(newKey.shape), invalidRequest);
  const given = newKey.safeParse(body);
  if (!given.success) throw invalidRequest(`name must be text of 1 to ${MAX_NAME} characters.`);
  return given.data.name ?? UNNAMED;
}

const keyBody = ({ id, name, prefix, createdAt }: Omit<AddedKey, 'key'>): object => ({
  id,
  name,
  prefix,
  created_at: timestamp(createdAt),
});

/** Adds the routes that show and replace the account's signing secret (C176, C177). */
export function addSecretRoutes(app: FastifyInstance, { storage, clock }: DashboardServices): void {
  // With the secret a person could forge webhooks, so a viewer does not read it.
  app.get('/webhook/secret', { config: { leastRole: 'member' } }, async (request) => {
    const at = new Date(clock.now());
    return { webhook_secret: await ensureSigningSecret(storage.db, sessionOf(request).accountId, at) };
  });
  app.post('/webhook/secret/rotate', async (request) => {
    const at = new Date(clock.now());
    const secret = await rotateSigningSecret(storage.db, sessionOf(request).accountId, at);
    return { webhook_secret: secret, rotated_at: timestamp(at) };
  });
}

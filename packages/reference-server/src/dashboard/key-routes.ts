import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod/v4';
import { addApiKey, deleteApiKey, listApiKeys, type ListedKey } from '../accounts/api-keys.ts';
import { readJsonObject } from '../http/json-body.ts';
import { timestamp } from '../http/timestamp.ts';
import { sessionOf } from './guard-session.ts';
import { keyName, MAX_NAME, UNNAMED } from './key-name.ts';
import { invalidRequest, keyNotFound } from './refusals.ts';
import type { DashboardServices } from './services.ts';

const newKey = z.object({ name: keyName.nullish() });

/** `/api/keys`: list, add, delete (C008-C010). */
export function addKeyRoutes(app: FastifyInstance, { storage, clock }: DashboardServices): void {
  const now = () => new Date(clock.now());
  app.get('/keys', async (request) => {
    const keys = await listApiKeys(storage.db, sessionOf(request).accountId);
    return { keys: keys.map(keyBody) };
  });
  app.post('/keys', async (request, reply) => {
    const input = { name: readName(request), at: now() };
    const { key, ...added } = await addApiKey(storage.db, sessionOf(request).accountId, input);
    return await reply.status(201).send({ ...keyBody(added), key });
  });
  app.delete('/keys/:id', async (request, reply) => {
    const { id } = request.params as { id: string };
    const { accountId } = sessionOf(request);
    const deleted = /^\w+$/.test(id) && (await deleteApiKey(storage.db, accountId, { id, at: now() }));
    if (!deleted) throw keyNotFound();
    return await reply.status(204).send();
  });
}

function readName(request: FastifyRequest): string {
  const hasBody = Buffer.isBuffer(request.body) && request.body.length > 0;
  const given = newKey.safeParse(hasBody ? readJsonObject(request, 'invalid_request') : {});
  if (!given.success) throw invalidRequest(`name must be text of 1 to ${MAX_NAME} characters.`);
  return given.data.name ?? UNNAMED;
}

const keyBody = ({ id, name, prefix, createdAt }: ListedKey): object => ({
  id,
  name,
  prefix,
  created_at: timestamp(createdAt),
});

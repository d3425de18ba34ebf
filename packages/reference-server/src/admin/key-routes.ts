import type { FastifyInstance } from 'fastify';
import { z } from 'zod/v4';
import { addApiKey } from '../accounts/api-keys.ts';
import type { AccountRoutesOptions } from './account-routes.ts';
import { findAccount } from './account-routes.ts';
import { readInput } from './read-input.ts';

const newKey = z.strictObject({
  name: z.string().min(1).max(100).default('Another key'),
  project: z
    .string()
    .regex(/^[\w.-]{1,64}$/)
    .optional(),
  env: z.enum(['LIVE', 'TEST']).optional(),
});

/** More keys of an account, each in a project and an environment of its own choice. */
export function addKeyRoutes(app: FastifyInstance, { storage, clock }: AccountRoutesOptions): void {
  app.post('/accounts/:id/keys', async (request, reply) => {
    const { name, ...scope } = readInput(request, newKey);
    const { id: accountId } = await findAccount(storage.db, request);
    const at = new Date(clock.now());
    const { id, key } = await addApiKey(storage.db, accountId, { name, at, scope });
    return await reply.status(201).send({ id, api_key: key });
  });
}

import type { FastifyInstance } from 'fastify';
import { toCredits } from '../../accounts/credits.ts';
import { readAccount } from '../../accounts/read-account.ts';
import { callerOf } from '../caller.ts';
import type { BackendServices } from '../provider-backend.ts';
import { unknownKey } from './refusals.ts';

/** `GET /ping` and `GET /account/credits` (S11): free, and good for checking a key. */
export function addReadAccount(app: FastifyInstance, { storage }: BackendServices): void {
  app.get('/ping', () => ({ status: 'ok' }));
  app.get('/account/credits', async (request) => {
    const account = await readAccount(storage.db, callerOf(request).accountId);
    if (account === undefined) throw unknownKey();
    return { credits: toCredits(account.balance) };
  });
}

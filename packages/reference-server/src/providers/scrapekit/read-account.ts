import type { FastifyInstance } from 'fastify';
import { toCredits } from '../../accounts/credits.ts';
import { readAccount } from '../../accounts/accounts.ts';
import { callerOf } from '../caller.ts';
import { invalidApiKey } from './refusals.ts';
import type { Services } from './services.ts';

/** `GET /account`: whose key this is, free of charge (X03). */
export function addReadAccount(app: FastifyInstance, { storage }: Services): void {
  app.get('/account', async (request) => {
    const { accountId, keyPrefix } = callerOf(request);
    const account = await readAccount(storage.db, accountId);
    if (account === undefined) throw invalidApiKey();
    return {
      account_id: account.id,
      email: account.email,
      balance: toCredits(account.balance),
      key_prefix: keyPrefix,
    };
  });
}

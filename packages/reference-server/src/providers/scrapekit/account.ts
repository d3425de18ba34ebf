import type { FastifyInstance } from 'fastify';
import { findAccount } from '../../accounts/accounts.ts';
import { toCredits } from '../../accounts/credits.ts';
import { callerOf } from '../mount.ts';
import type { BackendServices } from '../provider-backend.ts';
import * as schema from '../../http/openapi.ts';
import { invalidApiKey } from './refusals.ts';

/** Adds `GET /account`, which shows the account of the key and costs nothing (X03). */
export function addAccount(api: FastifyInstance, { storage }: Pick<BackendServices, 'storage'>): void {
  api.get('/account', async (request) => {
    const { accountId, keyPrefix } = callerOf(request);
    const account = await findAccount(storage.db, accountId);
    if (account === undefined) throw invalidApiKey();
    return {
      account_id: account.id,
      email: account.email,
      balance: toCredits(account.balance),
      key_prefix: keyPrefix,
    };
  });
}

export const accountSchema = schema.exactly({
  account_id: schema.someText,
  email: schema.someText,
  balance: schema.credits,
  key_prefix: schema.keyPrefix,
});

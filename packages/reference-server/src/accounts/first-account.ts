import type { Clock } from '@scrapekit/core';
import { sql } from 'kysely';
import type { Storage } from '../storage/open-storage.ts';
import type { NewAccount } from './account.ts';
import { createAccount } from './create-account.ts';
import { hashPassword } from './password.ts';
import { randomText } from './random-text.ts';

/** 100 credits: 6,666 leads or 20,000 addresses. */
export const FIRST_ACCOUNT_UNITS = 100_000;

const FIRST_ACCOUNT_LOCK = 7_354_211;

/** The account and its password, which are shown this once. */
export interface FirstAccount extends NewAccount {
  readonly password: string;
}

/** An empty database gets one account to start with; returns it, or undefined when there was one already. */
export async function createFirstAccount(storage: Storage, clock: Clock): Promise<FirstAccount | undefined> {
  const password = randomText(24);
  const passwordHash = await hashPassword(password);
  return await storage.transaction(async (trx) => {
    await sql`select pg_advisory_xact_lock(${FIRST_ACCOUNT_LOCK})`.execute(trx);
    const existing = await trx.selectFrom('account').select('id').limit(1).executeTakeFirst();
    if (existing !== undefined) return undefined;
    const account = await createAccount(trx, {
      email: 'owner@localhost',
      passwordHash,
      opening: FIRST_ACCOUNT_UNITS,
      at: new Date(clock.now()),
    });
    return account && { ...account, password };
  });
}

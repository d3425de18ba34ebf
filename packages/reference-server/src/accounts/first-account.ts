import type { Clock } from '@scrapekit/core';
import { sql } from 'kysely';
import type { Storage } from '../storage/open-storage.ts';
import type { NewAccount } from './account.ts';
import { createAccount } from './create-account.ts';
import { keepLogIn, readKeptLogIn } from './kept-log-in.ts';
import { hashPassword } from './password.ts';
import { randomText } from './random-text.ts';

/** 100 credits: 6,666 leads or 20,000 addresses. */
export const FIRST_ACCOUNT_UNITS = 100_000;

const FIRST_ACCOUNT_LOCK = 7_354_211;

/** The account that an empty database was given, with its password. */
export interface FirstAccount extends NewAccount {
  readonly password: string;
}

export interface FirstAccountOptions {
  readonly clock: Clock;
  /** Where its e-mail address, password and API key are kept. */
  readonly dataDir: string;
}

/**
 * Gives an empty database an account to start with; returns undefined when there is one already.
 * A log-in that the folder keeps from another database, or from a start that was cut off, is used again.
 */
export async function createFirstAccount(
  storage: Storage,
  { clock, dataDir }: FirstAccountOptions,
): Promise<FirstAccount | undefined> {
  const { email = 'owner@localhost', password = randomText(24) } = (await readKeptLogIn(dataDir)) ?? {};
  const passwordHash = await hashPassword(password);
  return await storage.transaction(async (trx) => {
    await sql`select pg_advisory_xact_lock(${FIRST_ACCOUNT_LOCK})`.execute(trx);
    const existing = await trx.selectFrom('account').select('id').limit(1).executeTakeFirst();
    if (existing !== undefined) return undefined;
    const account = await createAccount(trx, {
      email,
      passwordHash,
      opening: FIRST_ACCOUNT_UNITS,
      at: new Date(clock.now()),
    });
    if (account === undefined) return undefined;
    // Before the commit: an account whose password is kept nowhere could not be used.
    await keepLogIn(dataDir, { email, password, apiKey: account.apiKey });
    return { ...account, password };
  });
}

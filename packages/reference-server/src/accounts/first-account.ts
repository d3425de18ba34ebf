import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '@scrapekit/core';
import { SettingError } from '@scrapekit/storage/startup-failure';
import { sql } from 'kysely';
import { z } from 'zod/v4';
import type { Db } from '../storage/database.ts';
import type { Storage } from '../storage/open-storage.ts';
import { createAccount, findOldestAccount, type NewAccount } from './accounts.ts';
import { logIn } from './log-in.ts';
import { hashPassword } from './password.ts';
import { randomText } from './random-text.ts';

/** 100 credits: 6,666 leads or 20,000 addresses. */
export const FIRST_ACCOUNT_UNITS = 100_000;

const FIRST_ACCOUNT_LOCK = 7_354_211;

/** The account that the server created in an empty database, with its password. */
export interface FirstAccount extends NewAccount {
  readonly password: string;
}

export interface FirstAccountOptions {
  readonly clock: Clock;
  /** The folder that keeps its e-mail address, password and API key in `first-account.json`. */
  readonly dataDir: string;
}

/**
 * Creates an account in an empty database. Returns undefined when the database has an account. If `first-account.json`
 * exists, from another database or from a start that was interrupted, its e-mail address and password are used again.
 */
export async function createFirstAccount(
  storage: Storage,
  { clock, dataDir }: FirstAccountOptions,
): Promise<FirstAccount | undefined> {
  const { email = 'owner@localhost', password = randomText(24) } = (await readKeptLogIn(dataDir)) ?? {};
  const passwordHash = await hashPassword(password);
  return await storage.transaction(async (trx) => {
    await sql`select pg_advisory_xact_lock(${FIRST_ACCOUNT_LOCK})`.execute(trx);
    if ((await findOldestAccount(trx)) !== undefined) return undefined;
    const account = await createAccount(trx, {
      email,
      passwordHash,
      opening: FIRST_ACCOUNT_UNITS,
      at: new Date(clock.now()),
    });
    if (account === undefined) return undefined;
    // The file is written before the commit, because an account with an unknown password could not be used.
    await keepLogIn(dataDir, { email, password, apiKey: account.apiKey });
    return { ...account, password };
  });
}

/** The content of `first-account.json` (docs/decisions/0011). */
export interface KeptLogIn {
  readonly email: string;
  readonly password: string;
  readonly apiKey: string;
}

/**
 * Whether the log-in in `file` is valid for the dashboard. It is `outdated` when the password was changed. When there
 * is no such file, the state is `not kept` and `email` belongs to the oldest account.
 */
export type DashboardAccess =
  | (KeptLogIn & { readonly state: 'valid'; readonly file: string })
  | { readonly state: 'outdated' | 'not kept'; readonly email: string; readonly file: string };

const shape = z.object({ email: z.string(), password: z.string(), api_key: z.string() });

const fileIn = (dataDir: string): string => join(dataDir, 'first-account.json');

/**
 * Returns the instruction for an operator who does not know the password of an account. An embedded database takes one
 * process, so its server has to be stopped first.
 */
export const howToSetPassword = (email: string, { isEmbedded }: { readonly isEmbedded: boolean }): string =>
  `To set a new one, ${isEmbedded ? 'stop the server and run' : 'run'}: scrapekit-server account password ${email} (in the repository: npm run start:server -- account password ${email})`;

/** Reads `first-account.json`, or returns undefined without one. Throws SettingError when it is damaged. */
async function readKeptLogIn(dataDir: string): Promise<KeptLogIn | undefined> {
  const file = fileIn(dataDir);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const { email, password, api_key: apiKey } = shape.parse(JSON.parse(text));
    return { email, password, apiKey };
  } catch {
    // The cause is left out, because its message would quote the file, which holds a password.
    throw new SettingError(`${file} cannot be read. Move it away, then start again.`);
  }
}

/** Writes `first-account.json`, which only the user of this process may read (mode 0600). */
export async function keepLogIn(dataDir: string, { email, password, apiKey }: KeptLogIn): Promise<void> {
  const file = fileIn(dataDir);
  const unfinished = `${file}.${randomUUID()}`;
  await mkdir(dataDir, { recursive: true });
  const text = JSON.stringify({ email, password, api_key: apiKey }, null, 2);
  await writeFile(unfinished, `${text}\n`, { flag: 'wx', mode: 0o600 });
  await rename(unfinished, file);
}

/**
 * Writes a new password into `first-account.json`. Returns the file, or undefined when there is none or when it belongs
 * to another e-mail address.
 */
export async function keepNewPassword(
  dataDir: string,
  { email, password }: Pick<KeptLogIn, 'email' | 'password'>,
): Promise<string | undefined> {
  const kept = await readKeptLogIn(dataDir);
  if (kept?.email.toLowerCase() !== email.toLowerCase()) return undefined;
  await keepLogIn(dataDir, { ...kept, password });
  return fileIn(dataDir);
}

/** Checks the kept log-in against the database. Returns undefined while the database has no account. */
export async function checkKeptLogIn(db: Db, dataDir: string): Promise<DashboardAccess | undefined> {
  const file = fileIn(dataDir);
  const kept = await readKeptLogIn(dataDir);
  if (kept !== undefined && (await logIn(db, kept)) !== undefined) return { state: 'valid', ...kept, file };
  const oldest = await findOldestAccount(db);
  if (oldest === undefined) return undefined;
  return kept === undefined
    ? { state: 'not kept', email: oldest.email, file }
    : { state: 'outdated', email: kept.email, file };
}

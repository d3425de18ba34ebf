import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '@scrapekit/core/system-clock';
import { describeFailure, FolderInUseError, SettingError } from '@scrapekit/storage/startup-failure';
import { z } from 'zod/v4';
import { type Account, createAccount, findAccountByEmail, listAccounts } from '../accounts/accounts.ts';
import { setPassword } from '../accounts/change-password.ts';
import { fromCredits, toCredits } from '../accounts/credits.ts';
import { keepNewPassword } from '../accounts/first-account.ts';
import { addGrant, setBalance } from '../accounts/ledger.ts';
import { hashPassword } from '../accounts/password.ts';
import { randomText } from '../accounts/random-text.ts';
import type { ServerConfig } from '../settings/config.ts';
import type { Db } from '../storage/database.ts';
import { openStorage, type Storage } from '../storage/open-storage.ts';

export interface AccountCommand {
  readonly name: 'create' | 'list' | 'password' | 'balance';
  readonly email: string;
  /** As the operator typed it, or undefined. */
  readonly credits: string | undefined;
}

interface Work {
  readonly storage: Storage;
  readonly dataDir: string;
  readonly print: (line: string) => void;
}

const PAGE = 1_000;
const PASSWORD_LENGTH = 24;
const now = (): Date => new Date(systemClock.now());

/**
 * Runs a command on the accounts of the database. Throws SettingError when the arguments are wrong or when a running
 * server uses the embedded database.
 */
export async function runAccountCommand(
  command: AccountCommand,
  { dataDir, databaseUrl }: Pick<ServerConfig, 'dataDir' | 'databaseUrl'>,
): Promise<void> {
  if (databaseUrl === undefined && !existsSync(join(dataDir, 'postgres')))
    throw new SettingError(`There is no database in ${dataDir}. Set DATA_DIR to the server's folder.`);
  const storage = await openAccounts({ dataDir, databaseUrl });
  try {
    const print = (line: string) => void process.stdout.write(`${line}\n`);
    await commands[command.name]({ storage, dataDir, print }, command);
  } finally {
    await storage.close();
  }
}

async function openAccounts(place: Pick<ServerConfig, 'dataDir' | 'databaseUrl'>): Promise<Storage> {
  const onError = (error: unknown) => void process.stderr.write(`${describeFailure(error)}\n`);
  try {
    return await openStorage({ ...place, queueNames: [], onError });
  } catch (error) {
    if (!(error instanceof FolderInUseError)) throw error;
    throw new SettingError(
      `A running server uses DATA_DIR ${place.dataDir}. Stop it first, or use its routes under /admin/accounts, which need the setting ADMIN_TOKEN.`,
      { cause: error },
    );
  }
}

const commands: Readonly<
  Record<AccountCommand['name'], (work: Work, command: AccountCommand) => Promise<void>>
> = { create, list, password: renewPassword, balance: changeBalance };

async function create({ storage, print }: Work, { email, credits = '0' }: AccountCommand): Promise<void> {
  const address = z.email().toLowerCase().safeParse(email);
  if (!address.success) throw new SettingError(`${email} is not an e-mail address.`);
  const opening = parseCredits(credits);
  const password = randomText(PASSWORD_LENGTH);
  const passwordHash = await hashPassword(password);
  const account = await storage.transaction(
    async (trx) => await createAccount(trx, { email: address.data, passwordHash, opening, at: now() }),
  );
  if (account === undefined) throw new SettingError(`${email} has an account already.`);
  print(
    `The account ${account.email} was created with ${toCredits(opening)} credits. Its secrets are shown this once:`,
  );
  print(`  Password        ${password}`);
  print(`  API key         ${account.apiKey}`);
  print(`  Signing secret  ${account.signingSecret}`);
}

async function list({ storage: { db }, print }: Work): Promise<void> {
  let page = await listAccounts(db, { limit: PAGE });
  if (page.length === 0) print('There is no account.');
  while (page.length > 0) {
    for (const account of page) print(describeAccount(account));
    page = await listAccounts(db, { limit: PAGE, after: page.at(-1)?.id });
  }
}

function describeAccount({ id, email, balance, suspended, createdAt }: Account): string {
  const credits = `${toCredits(balance)} credits`.padStart(20);
  return `${id}  ${createdAt.toISOString().slice(0, 10)}  ${credits}  ${suspended ? 'suspended' : 'active   '}  ${email}`;
}

async function renewPassword({ storage, dataDir, print }: Work, { email }: AccountCommand): Promise<void> {
  const password = randomText(PASSWORD_LENGTH);
  if (!(await setPassword(storage, email, { password, at: now() }))) throw noAccount(email);
  // The password is printed first, because it would be lost if the file could not be written.
  print(`The new password of ${email} is shown this once: ${password}`);
  const file = await keepNewPassword(dataDir, { email, password });
  if (file !== undefined) print(`${file} keeps it, too.`);
}

async function changeBalance({ storage, print }: Work, { email, credits }: AccountCommand): Promise<void> {
  const { id } = await requireAccount(storage.db, email);
  if (credits?.startsWith('+') === true) {
    const units = parseCredits(credits.slice(1));
    await storage.transaction(async (trx) => await addGrant(trx, id, { units, at: now() }));
  } else if (credits !== undefined) {
    const balance = parseCredits(credits);
    await storage.transaction(async (trx) => await setBalance(trx, id, { balance, at: now() }));
  }
  const { balance } = await requireAccount(storage.db, email);
  print(`${email} has ${toCredits(balance)} credits.`);
}

function parseCredits(text: string): number {
  const units = /^\d+(\.\d{1,3})?$/.test(text) ? fromCredits(Number(text)) : undefined;
  if (units === undefined)
    throw new SettingError(`${text} is not a number of credits. Write it as 25 or 0.015.`);
  return units;
}

async function requireAccount(db: Db, email: string): Promise<Account> {
  const account = await findAccountByEmail(db, email);
  if (account === undefined) throw noAccount(email);
  return account;
}

const noAccount = (email: string): SettingError =>
  new SettingError(`There is no account with the e-mail address ${email}.`);

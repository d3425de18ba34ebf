import type { Clock } from '@scrapekit/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod/v4';
import {
  type Account,
  createAccount,
  findAccount,
  findAccountByEmail,
  listAccounts,
  setSuspended,
} from '../accounts/accounts.ts';
import { insertApiKey } from '../accounts/api-keys.ts';
import { setPassword } from '../accounts/change-password.ts';
import { toCredits } from '../accounts/credits.ts';
import { addGrant, listAllLedgerLines, setBalance } from '../accounts/ledger.ts';
import { hashPassword } from '../accounts/password.ts';
import { randomText } from '../accounts/random-text.ts';
import { HttpError } from '../http/errors.ts';
import type { Db } from '../storage/database.ts';
import type { Storage } from '../storage/open-storage.ts';
import { credits, parseBody, parseQuery } from './parse-body.ts';

const newAccount = z.strictObject({
  email: z.email().toLowerCase(),
  password: z.string().min(1).optional(),
  balance: credits,
});
const newKey = z.strictObject({
  name: z.string().min(1).max(100).default('Another key'),
  project: z
    .string()
    .regex(/^[\w.-]{1,64}$/)
    .optional(),
  env: z.enum(['LIVE', 'TEST']).optional(),
});
const accountChange = z.strictObject({
  balance: credits.optional(),
  add_credits: credits.optional(),
  suspended: z.boolean().optional(),
  password: z.string().min(1).optional(),
});
const accountSearch = z.object({
  email: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  after: z.string().regex(/^\w+$/).optional(),
});
const PASSWORD_LENGTH = 24;

export interface AccountRoutesOptions {
  readonly storage: Storage;
  readonly clock: Clock;
}

/** Adds the routes for accounts, their API keys and their ledgers. */
export function addAccountRoutes(app: FastifyInstance, options: AccountRoutesOptions): void {
  addCreateAccount(app, options);
  addListAccounts(app, options);
  addChangeAccount(app, options);
  addCreateKey(app, options);
  addReadLedger(app, options);
}

function addCreateAccount(app: FastifyInstance, { storage, clock }: AccountRoutesOptions): void {
  app.post('/accounts', async (request, reply) => {
    const { email, password, balance: opening } = parseBody(request, newAccount);
    const made = password === undefined ? { password: randomText(PASSWORD_LENGTH) } : {};
    const passwordHash = await hashPassword(password ?? made.password ?? '');
    const at = new Date(clock.now());
    const account = await storage.transaction(
      async (trx) => await createAccount(trx, { email, passwordHash, opening, at }),
    );
    if (account === undefined) throw accountExists();
    const { id, apiKey, signingSecret } = account;
    return await reply
      .status(201)
      .send({ account_id: id, api_key: apiKey, webhook_secret: signingSecret, ...made });
  });
}

function addListAccounts(app: FastifyInstance, { storage: { db } }: AccountRoutesOptions): void {
  app.get('/accounts', async (request) => {
    const { email, limit, after } = parseQuery(request, accountSearch);
    if (email !== undefined) {
      const found = await findAccountByEmail(db, email);
      return { accounts: found === undefined ? [] : [view(found)], next: null };
    }
    const page = await listAccounts(db, { limit, after });
    const next = page.length < limit ? null : (page.at(-1)?.id ?? null);
    return { accounts: page.map((account) => view(account)), next };
  });
}

function addChangeAccount(app: FastifyInstance, { storage, clock }: AccountRoutesOptions): void {
  app.patch('/accounts/:id', async (request) => {
    const change = parseBody(request, accountChange);
    const { balance, add_credits: added, suspended, password } = change;
    const at = new Date(clock.now());
    const account = await storage.transaction(async (trx) => {
      const { id } = await requireAccount(trx, request);
      if (balance !== undefined) await setBalance(trx, id, { balance, at });
      if (added !== undefined) await addGrant(trx, id, { units: added, at });
      if (suspended !== undefined) await setSuspended(trx, id, suspended);
      return await requireAccount(trx, request);
    });
    if (password !== undefined) await setPassword(storage, account.email, { password, at });
    return view(account);
  });
}

const view = ({ id, email, balance, suspended, createdAt }: Account): object => ({
  account_id: id,
  email,
  balance: toCredits(balance),
  suspended,
  created_at: createdAt,
});

function addReadLedger(app: FastifyInstance, { storage }: AccountRoutesOptions): void {
  app.get('/ledger/:id', async (request) => {
    // A snapshot makes sure that the opening balance and the lines add up to the balance while jobs write.
    const { opening, balance, lines } = await storage.snapshot(async (trx) => {
      const account = await requireAccount(trx, request);
      return { ...account, lines: await listAllLedgerLines(trx, account.id) };
    });
    return { opening, balance, lines: lines.map(({ jobId, ...line }) => ({ ...line, job_id: jobId })) };
  });
}

function addCreateKey(app: FastifyInstance, { storage, clock }: AccountRoutesOptions): void {
  app.post('/accounts/:id/keys', async (request, reply) => {
    const { name, ...scope } = parseBody(request, newKey);
    const { id: accountId } = await requireAccount(storage.db, request);
    const at = new Date(clock.now());
    const { id, key } = await insertApiKey(storage.db, accountId, { name, at, scope });
    return await reply.status(201).send({ id, api_key: key });
  });
}

/** Finds the account that a route's `:id` names. Throws a 404 when there is none. */
export async function requireAccount(db: Db, request: FastifyRequest): Promise<Account> {
  const { id } = request.params as { id: string };
  const account = /^\w+$/.test(id) ? await findAccount(db, id) : undefined;
  if (account === undefined) throw new HttpError(404, 'account_not_found', { message: 'Account not found.' });
  return account;
}

const accountExists = (): HttpError =>
  new HttpError(409, 'account_exists', { message: 'This e-mail address has an account.' });

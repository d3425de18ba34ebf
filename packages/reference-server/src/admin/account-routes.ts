import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '@scrapekit/core';
import { z } from 'zod/v4';
import { type Account, createAccount, readAccount } from '../accounts/accounts.ts';
import { toCredits } from '../accounts/credits.ts';
import { readLedger, setBalance } from '../accounts/ledger.ts';
import { hashPassword } from '../accounts/password.ts';
import { HttpError } from '../http/errors.ts';
import type { Reader } from '../storage/database.ts';
import type { Storage } from '../storage/open-storage.ts';
import { credits, readInput } from './read-input.ts';

const newAccount = z.strictObject({
  email: z.email().toLowerCase(),
  password: z.string().min(1),
  balance: credits,
});
const accountChange = z.strictObject({ balance: credits.optional(), suspended: z.boolean().optional() });

export interface AccountRoutesOptions {
  readonly storage: Storage;
  readonly clock: Clock;
}

/** Accounts and their ledgers, for whoever holds the admin token. */
export function addAccountRoutes(app: FastifyInstance, options: AccountRoutesOptions): void {
  addCreateAccount(app, options);
  addChangeAccount(app, options);
  addReadLedger(app, options);
}

function addCreateAccount(app: FastifyInstance, { storage, clock }: AccountRoutesOptions): void {
  app.post('/accounts', async (request, reply) => {
    const { email, password, balance: opening } = readInput(request, newAccount);
    const passwordHash = await hashPassword(password);
    const at = new Date(clock.now());
    const account = await storage.transaction(
      async (trx) => await createAccount(trx, { email, passwordHash, opening, at }),
    );
    if (account === undefined) throw accountExists();
    const { id, apiKey, signingSecret } = account;
    return await reply.status(201).send({ account_id: id, api_key: apiKey, webhook_secret: signingSecret });
  });
}

function addChangeAccount(app: FastifyInstance, { storage, clock }: AccountRoutesOptions): void {
  app.patch('/accounts/:id', async (request) => {
    const { balance, suspended } = readInput(request, accountChange);
    const account = await storage.transaction(async (trx) => {
      const { id } = await findAccount(trx, request);
      if (balance !== undefined) await setBalance(trx, id, { balance, at: new Date(clock.now()) });
      if (suspended !== undefined)
        await trx.updateTable('account').set({ suspended }).where('id', '=', id).execute();
      return await findAccount(trx, request);
    });
    const { id, email } = account;
    return { account_id: id, email, balance: toCredits(account.balance), suspended: account.suspended };
  });
}

function addReadLedger(app: FastifyInstance, { storage }: AccountRoutesOptions): void {
  app.get('/ledger/:id', async (request) => {
    // One snapshot, so that opening + lines is the balance while jobs write.
    const { opening, balance, lines } = await storage.snapshot(async (trx) => {
      const account = await findAccount(trx, request);
      return { ...account, lines: await readLedger(trx, account.id) };
    });
    return { opening, balance, lines: lines.map(({ jobId, ...line }) => ({ ...line, job_id: jobId })) };
  });
}

/** The account a route's `:id` names, or a 404. */
export async function findAccount(db: Reader, request: FastifyRequest): Promise<Account> {
  const { id } = request.params as { id: string };
  const account = /^\w+$/.test(id) ? await readAccount(db, id) : undefined;
  if (account === undefined) throw new HttpError(404, 'account_not_found', { message: 'Account not found.' });
  return account;
}

const accountExists = (): HttpError =>
  new HttpError(409, 'account_exists', { message: 'This e-mail address has an account.' });

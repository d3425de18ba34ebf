import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { migrate } from '@scrapekit/storage';
import { Kysely, PGliteDialect } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount } from '../../src/accounts/accounts.ts';
import { listLedgerGroups } from '../../src/accounts/ledger-groups.ts';
import { logIn } from '../../src/accounts/log-in.ts';
import { hashPassword } from '../../src/accounts/password.ts';
import { findSession, signSessionToken } from '../../src/accounts/sessions.ts';
import { ensureServerSecret } from '../../src/accounts/server-secret.ts';
import { listSpend } from '../../src/accounts/spend.ts';
import { listUsers } from '../../src/accounts/users.ts';
import { schema } from '../../src/storage/schema.ts';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import type { Tables } from '../../src/storage/tables.ts';
import { sumSpend } from '../support/sum-spend.ts';
import { createPgliteDatabase, type TestDatabase } from '../support/test-database.ts';

const PASSWORD = 'correct horse';
const now = new Date('2026-11-29T12:00:00Z');

let database: TestDatabase;
let storage: Storage;

beforeAll(async () => {
  database = await createPgliteDatabase({ empty: true });
  const pglite = await PGlite.create(join(database.settings.dataDir, 'postgres'));
  const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
  await migrate(db, schema, '0012-delivery-attempts');
  const hash = await hashPassword(PASSWORD);
  await pglite.exec(`
    insert into account (id, email, password_hash, opening, balance, created_at)
      values ('acct_old', 'old@example.com', '${hash}', 1000, 955, '2026-01-01');
    insert into session (id, account_id, expires_at) values ('ses_old', 'acct_old', '2026-11-29T18:00:00Z');
    insert into job (id, account_id, provider, operation, status, input, cap, created_at)
      values ('job-old', 'acct_old', 'scrupp', 'verify', 'completed', '{}', 9, '2026-11-29');
    insert into ledger (account_id, kind, units, job_id, row_index, at) values
      ('acct_old', 'verify', -20, 'job-old', 0, '2026-11-29T10:00:00Z'),
      ('acct_old', 'verify', -20, 'job-old', 1, '2026-11-29T10:20:00Z'),
      ('acct_old', 'refund', 20, 'job-old', 1, '2026-11-29T10:30:00Z'),
      ('acct_old', 'lead', -30, 'job-removed', 0, '2026-11-29T10:30:00Z'),
      ('acct_old', 'verify', -5, null, null, '2026-11-29T10:30:00Z'),
      ('acct_old', 'grant', 10, null, null, '2026-11-29T11:00:00Z');`);
  await db.destroy();
  storage = await openStorage({ ...database.settings, queueNames: [], onError: () => undefined });
});
afterAll(async () => {
  await storage.close();
  await database.drop();
});

test('C180, C182: the e-mail address and password of an account become its owner, whose session goes on', async () => {
  const claims = { sub: 'acct_old', jti: 'ses_old', iat: 0, nbf: 0, exp: now.getTime() / 1000 + 60 };
  const token = await signSessionToken(claims, await ensureServerSecret(storage.db, 'session'));

  const users = await listUsers(storage.db, 'acct_old');
  const loggedIn = await logIn(storage.db, { email: 'OLD@example.com', password: PASSWORD });
  const session = await findSession(storage.db, token, now);

  expect(users).toMatchObject([{ email: 'old@example.com', role: 'owner', timeZone: 'UTC' }]);
  expect(loggedIn).toMatchObject({ accountId: 'acct_old', userId: users[0]?.id });
  expect(session).toMatchObject({ accountId: 'acct_old', userId: users[0]?.id, role: 'owner' });
});

test('an account that a server of the version before creates gets its owner, too', async () => {
  const hash = await hashPassword(PASSWORD);
  const row = { id: 'acct_late', email: 'late@example.com', password_hash: hash, opening: 0, balance: 0 };
  await storage.db
    .insertInto('account')
    .values({ ...row, suspended: false, created_at: now })
    .execute();
  const taken = { email: 'late@example.com', passwordHash: hash, opening: 0, at: now };

  expect(await logIn(storage.db, { email: 'late@example.com', password: PASSWORD })).toMatchObject({
    accountId: 'acct_late',
  });
  expect(await storage.transaction(async (trx) => await createAccount(trx, taken))).toBeUndefined();
});

test('C064: the sums hold the lines of before by the provider that was paid, and add up to the balance', async () => {
  const spent = await listSpend(storage.db, 'acct_old', [new Date('2026-11-29T00:00:00Z')]);
  const { groups } = await listLedgerGroups(storage, 'acct_old', { limit: 10 });

  expect(await sumSpend(storage.db, 'acct_old')).toBe(-45);
  expect(spent).toEqual([
    { period: 0, provider: '', units: 30 },
    { period: 0, provider: 'scrapekit', units: 5 },
    { period: 0, provider: 'scrupp', units: 20 },
  ]);
  expect(groups.map(({ jobId, units, balance }) => [jobId, units, balance])).toEqual([
    [null, 10, 955],
    [null, -5, 945],
    ['job-removed', -30, 950],
    ['job-old', -20, 980],
  ]);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount, findAccount } from '../../src/accounts/accounts.ts';
import { listLedgerGroups } from '../../src/accounts/ledger-groups.ts';
import {
  addGrant,
  bookRefunds,
  chargeOnce,
  chargeRows,
  listAllLedgerLines,
  refundRows,
} from '../../src/accounts/ledger.ts';
import { listSpend } from '../../src/accounts/spend.ts';
import { insertJob } from '../../src/jobs/job-store.ts';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { storages } from '../support/on-both-storages.ts';
import { sumSpend } from '../support/sum-spend.ts';
import type { TestDatabase } from '../support/test-database.ts';

const OPENING = 100_000;
const at = (text: string) => new Date(`2026-11-${text}Z`);

describe.each(storages)('the sums of the ledger, on %s', (_, createDatabase) => {
  let database: TestDatabase;
  let storage: Storage;
  let accounts = 0;

  beforeAll(async () => {
    database = await createDatabase();
    storage = await openStorage({ ...database.settings, queueNames: [], onError: () => undefined });
  });
  afterAll(async () => {
    await storage.close();
    await database.drop();
  });

  const newAccount = async () => {
    const input = {
      email: `${++accounts}@example.com`,
      passwordHash: 'x',
      opening: OPENING,
      at: at('01T00:00:00'),
    };
    const account = await storage.transaction(async (trx) => await createAccount(trx, input));
    return account?.id ?? '';
  };
  const newJob = async (accountId: string, id: string, provider = 'scrapekit') => {
    const job = { id, accountId, provider, operation: 'verify', input: {}, cap: 100, at: at('01T00:00:00') };
    await storage.transaction(async (trx) => await insertJob(trx, job));
  };
  const charge = async (
    accountId: string,
    { jobId, firstRow = 0, rows = 1, on }: { jobId: string; firstRow?: number; rows?: number; on: Date },
  ) =>
    await storage.transaction(
      async (trx) =>
        await chargeRows(trx, { accountId, jobId, kind: 'verify', units: 5, firstRow, rows, at: on }),
    );
  const sumOfLines = async (accountId: string) =>
    (await listAllLedgerLines(storage.db, accountId)).reduce((sum, { units }) => sum + units, 0);

  test('are exact for days of any time zone, by the provider that was paid, without grants', async () => {
    const accountId = await newAccount();
    await newJob(accountId, 'zone-1', 'scrapekit');
    await newJob(accountId, 'zone-2', 'scrupp');
    // A day in Kathmandu begins at 18:15 UTC.
    await charge(accountId, { jobId: 'zone-1', rows: 2, on: at('10T18:14:59.999') });
    await charge(accountId, { jobId: 'zone-1', firstRow: 2, rows: 3, on: at('10T18:15:00') });
    await charge(accountId, { jobId: 'zone-2', rows: 4, on: at('11T18:14:59') });
    await storage.transaction(async (trx) => {
      await addGrant(trx, accountId, { units: 500, at: at('10T20:00:00') });
      await chargeOnce(trx, accountId, {
        kind: 'verify',
        provider: 'scrapekit',
        units: 5,
        at: at('11T18:15:00'),
      });
    });

    const spent = await listSpend(storage.db, accountId, [
      at('09T18:15:00'),
      at('10T18:15:00'),
      at('11T18:15:00'),
    ]);

    expect(spent).toEqual([
      { period: 0, provider: 'scrapekit', units: 10 },
      { period: 1, provider: 'scrapekit', units: 15 },
      { period: 1, provider: 'scrupp', units: 20 },
      { period: 2, provider: 'scrapekit', units: 5 },
    ]);
  });

  test('C064: equal the lines and the balance while many transactions write and some of them fail', async () => {
    const accountId = await newAccount();
    const jobs = ['busy-1', 'busy-2', 'busy-3'];
    for (const id of jobs) await newJob(accountId, id);
    const failing = new Error('The process ended here.');
    const work = Array.from({ length: 60 }, async (_unused, index) => {
      const jobId = jobs[index % jobs.length] ?? '';
      const on = new Date(at('20T00:00:00').getTime() + index * 300_000);
      await storage.transaction(async (trx) => {
        const row = { accountId, jobId, kind: 'verify', units: 5, firstRow: index, rows: 1, at: on } as const;
        await chargeRows(trx, row);
        if (index % 7 === 0) throw failing;
        if (index % 5 === 0) await addGrant(trx, accountId, { units: 3, at: on });
        await bookRefunds(trx, { jobId, rows: [index], units: 5 });
      });
      await storage.transaction(async (trx) => await refundRows(trx, { accountId, jobId, at: on }));
    });
    const ended = await Promise.allSettled(work);

    const account = await findAccount(storage.db, accountId);
    const { groups } = await listLedgerGroups(storage, accountId, { limit: 1_000 });
    const sum = await sumOfLines(accountId);

    expect(ended.filter(({ status }) => status === 'rejected')).toHaveLength(9);
    expect(await sumSpend(storage.db, accountId)).toBe(sum);
    expect(groups.reduce((total, { units }) => total + units, 0)).toBe(sum);
    expect(account?.balance).toBe(OPENING + sum);
  });

  test('form one group for each job, in pages in both directions, with balances that add up', async () => {
    const accountId = await newAccount();
    const names = ['group-1', 'group-2', 'group-3', 'group-4', 'group-5'];
    for (const [index, id] of names.entries()) {
      await newJob(accountId, id);
      await charge(accountId, { jobId: id, rows: index + 1, on: at('15T00:00:00') });
    }
    // A job that began first goes on after the others.
    await charge(accountId, { jobId: 'group-1', firstRow: 50, rows: 10, on: at('16T00:00:00') });
    const read = async (position: object) =>
      await listLedgerGroups(storage, accountId, { limit: 2, ...position });

    const first = await read({});
    const second = await read({ before: first.groups.at(-1)?.firstLine });
    const third = await read({ before: second.groups.at(-1)?.firstLine });
    const back = await read({ after: third.groups[0]?.firstLine });

    const jobsOf = ({ groups }: typeof first) => groups.map(({ jobId }) => jobId);
    expect([first, second, third].map(jobsOf)).toEqual([
      ['group-5', 'group-4'],
      ['group-3', 'group-2'],
      ['group-1'],
    ]);
    expect([first, second, third].map(({ hasNewer, hasOlder }) => [hasNewer, hasOlder])).toEqual([
      [false, true],
      [true, true],
      [true, false],
    ]);
    expect(back).toEqual(second);
    const balances = [first, second, third].flatMap(({ groups }) => groups.map(({ balance }) => balance));
    expect(balances).toEqual([99_875, 99_900, 99_920, 99_935, 99_945]);
  });
});

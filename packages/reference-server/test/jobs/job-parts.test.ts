import { systemClock } from '@scrapekit/core/system-clock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount, findAccount } from '../../src/accounts/accounts.ts';
import { listAllLedgerLines } from '../../src/accounts/ledger.ts';
import { createJobEngine, type JobEngine } from '../../src/jobs/job-engine.ts';
import { findAnyJob } from '../../src/jobs/job-store.ts';
import { isTerminal, type StoredJob } from '../../src/jobs/job.ts';
import { JobFailedError, type JobOperation } from '../../src/jobs/operation.ts';
import { listResultPages } from '../../src/jobs/results.ts';
import { raceAbort } from '../../src/pacing/time-budget.ts';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { eventually } from '../support/eventually.ts';
import { storages } from '../support/on-both-storages.ts';
import type { TestDatabase } from '../support/test-database.ts';

const PRICE = 5;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** An item that is a number becomes a row at once; 'stuck' waits for the gate, and any other text fails the job. */
const createOperation = (gate: () => Promise<unknown>, onItem: (item: unknown) => void): JobOperation => ({
  provider: 'sibling',
  name: 'count',
  price: { kind: 'verify', units: PRICE },
  concurrency: 4,
  rowsPerPart: 10,
  rowsAtOnce: 4,
  plan: ({ input }) => Promise.resolve(input as unknown[]),
  perform: async (item, _job, signal) => {
    onItem(item);
    if (item === 'stuck') await raceAbort(gate(), signal);
    else if (typeof item === 'string') throw new JobFailedError(item);
    return { row: { item } };
  },
});

describe.each(storages)('the parts of a job on %s', (storageName, createDatabase) => {
  let database: TestDatabase;
  const workers: { readonly storage: Storage; readonly engine: JobEngine; readonly items: unknown[] }[] = [];
  let gate = Promise.withResolvers<undefined>();
  let lastId = 0;

  const startWorker = async () => {
    const items: unknown[] = [];
    const onError = (error: unknown) => console.error(error);
    const queueNames = ['sibling.count', 'sibling.count.further'];
    const storage = await openStorage({ ...database.settings, queueNames, onError });
    const operation = createOperation(
      () => gate.promise,
      (item) => items.push(item),
    );
    const settling = { onSettled: () => Promise.resolve(), afterSettled: () => undefined, onError };
    const engine = createJobEngine({ storage, clock: systemClock, operations: [operation], ...settling });
    engine.start();
    const worker = { storage, engine, items };
    workers.push(worker);
    return worker;
  };
  const first = () => workers[0] as (typeof workers)[number];

  beforeAll(async () => {
    database = await createDatabase();
    await startWorker();
  });
  afterAll(async () => {
    gate.resolve(undefined);
    for (const { storage, engine } of workers) {
      await engine.stop();
      await storage.close();
    }
    await database.drop();
  });

  const openAccount = async (opening = 10_000) => {
    const account = { email: `${++lastId}@example.com`, passwordHash: '', opening, at: new Date() };
    const created = await first().storage.transaction(async (trx) => await createAccount(trx, account));
    return created?.id ?? '';
  };
  const enqueue = async (accountId: string, work: { items?: unknown[]; input?: unknown[] }) => {
    const id = `job-${++lastId}`;
    const { items, input = [] } = work;
    const job = { id, accountId, provider: 'sibling', operation: 'count', input, cap: 1_000 };
    const { storage, engine } = first();
    await storage.transaction(async (trx) => await engine.enqueue(trx, { ...job, ...(items && { items }) }));
    engine.wake();
    return id;
  };
  const find = async (id: string) => (await findAnyJob(first().storage.db, id)) as StoredJob;
  const ended = async (id: string) =>
    await eventually(
      async () => await find(id),
      (job) => isTerminal(job.status),
    );
  const itemsOf = async (id: string) => {
    const pages = await Array.fromAsync(listResultPages(first().storage.db, id));
    return (JSON.parse(`[${pages.join(',')}]`) as { item: unknown }[]).map(({ item }) => item);
  };
  const chargedRows = async (accountId: string) =>
    (await listAllLedgerLines(first().storage.db, accountId))
      .map(({ row }) => row)
      .toSorted((a, b) => (a ?? 0) - (b ?? 0));
  const balanceOf = async (accountId: string) => (await findAccount(first().storage.db, accountId))?.balance;

  test.each(['the request names', 'the operation finds'])(
    'C064, C067: rows keep the order of the items that %s, and each is charged once',
    async (source) => {
      const accountId = await openAccount();
      const work = source === 'the request names' ? { items: numbers(95) } : { input: numbers(95) };

      const id = await enqueue(accountId, work);

      const charged = { target: 95, produced: 95, unitsCharged: 95 * PRICE };
      expect(await ended(id)).toMatchObject({ status: 'completed', ...charged });
      expect(await itemsOf(id)).toEqual(numbers(95));
      expect(await chargedRows(accountId)).toEqual(numbers(95));
      expect(await balanceOf(accountId)).toBe(10_000 - 95 * PRICE);
    },
  );

  test('a job without items completes', async () => {
    const id = await enqueue(await openAccount(), { input: [] });

    expect(await ended(id)).toMatchObject({ status: 'completed', target: 0, produced: 0 });
  });

  test('C065: when the balance is used up by one part, the job ends with all rows that were paid for', async () => {
    const accountId = await openAccount(40 * PRICE);

    const id = await enqueue(accountId, { items: numbers(95) });

    expect(await ended(id)).toMatchObject({ status: 'completed', produced: 40, unitsCharged: 40 * PRICE });
    expect(await itemsOf(id)).toHaveLength(40);
    expect(await balanceOf(accountId)).toBe(0);
  });

  test('the failure of one part fails the job and stops its other parts', async () => {
    const accountId = await openAccount();
    const items = [
      ...numbers(15),
      'The source refused.',
      ...numbers(4),
      ...numbers(30)
        .fill(NaN)
        .map(() => 'stuck'),
    ];

    const id = await enqueue(accountId, { items });

    expect(await ended(id)).toMatchObject({ status: 'failed', error: 'The source refused.' });
    expect(await chargedRows(accountId)).toHaveLength((await itemsOf(id)).length);
  });

  test('C158: a cancel stops all parts, and nothing is written after it', async () => {
    const accountId = await openAccount();
    const items = numbers(50).map((item) => (item % 10 === 9 ? 'stuck' : item));
    const id = await enqueue(accountId, { items });
    await eventually(
      async () => (await find(id)).produced,
      (produced) => produced >= 8,
    );

    const cancelled = await first().engine.cancel(id);
    // This job takes the place of the cancelled one, so its end shows that the work on that one has ended.
    const later = await enqueue(accountId, { items: numbers(95) });
    await ended(later);

    expect(cancelled).toMatchObject({ status: 'cancelled' });
    expect(await find(id)).toEqual(cancelled);
    expect(await itemsOf(id)).toHaveLength(cancelled?.produced ?? -1);
  });

  test('a new job does not wait for the parts of a large job that is stuck', async () => {
    const large = await enqueue(await openAccount(), { items: numbers(400).map(() => 'stuck') });
    await eventually(
      async () => (await find(large)).status,
      (status) => status === 'running',
    );

    const small = await enqueue(await openAccount(), { items: numbers(8) });

    expect(await ended(small)).toMatchObject({ status: 'completed', produced: 8 });
    expect(await find(large)).toMatchObject({ status: 'running', produced: 0 });
    gate.resolve(undefined);
    expect(await ended(large)).toMatchObject({ status: 'completed', produced: 400 });
    gate = Promise.withResolvers();
  });

  // Only one process can use PGlite.
  if (storageName === 'PostgreSQL') {
    test('C172: two processes share the parts of one job', async () => {
      const second = await startWorker();
      const accountId = await openAccount();
      const items = numbers(100).map((item) => (item % 10 === 9 ? 'stuck' : item));
      const before = first().items.length;

      const id = await enqueue(accountId, { items });
      await eventually(
        () => [first().items.length - before, second.items.length],
        ([a = 0, b = 0]) => a > 0 && b > 0,
      );
      gate.resolve(undefined);

      expect(await ended(id)).toMatchObject({ status: 'completed', produced: 100 });
      expect(await itemsOf(id)).toEqual(items);
      expect(await chargedRows(accountId)).toEqual(numbers(100));
    });
  }
});

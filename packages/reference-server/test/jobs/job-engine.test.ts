import { systemClock } from '@scrapekit/core/system-clock';
import { deadLettersOf } from '@scrapekit/storage';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount } from '../../src/accounts/accounts.ts';
import { findJob } from '../../src/jobs/job-store.ts';
import { insertItems } from '../../src/jobs/job-items.ts';
import { countVainClaims } from '../../src/jobs/job-parts.ts';
import { createJobEngine, type JobEngine } from '../../src/jobs/job-engine.ts';
import type { StoredJob } from '../../src/jobs/job.ts';
import { JobFailedError } from '../../src/jobs/operation.ts';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { eventually } from '../support/eventually.ts';
import { createPgliteDatabase, type TestDatabase } from '../support/test-database.ts';

describe('the job engine', () => {
  const settled: StoredJob[] = [];
  const failures: unknown[] = [];
  let temporaryFailures = 0;
  const gate = Promise.withResolvers<undefined>();
  let database: TestDatabase;
  let storage: Storage;
  let engine: JobEngine;
  let accountId = '';

  beforeAll(async () => {
    database = await createPgliteDatabase();
    const onError = (error: unknown) => void failures.push(error);
    storage = await openStorage({
      ...database.settings,
      queueNames: ['sibling.count', 'sibling.count.further'],
      onError,
    });
    engine = createJobEngine({
      storage,
      clock: systemClock,
      operations: [
        {
          provider: 'sibling',
          name: 'count',
          price: { kind: 'verify', units: 5 },
          concurrency: 2,
          rowsPerPart: 4,
          rowsAtOnce: 25,
          plan: ({ input }) => Promise.resolve(input as number[]),
          perform: async (item) => {
            if (item === 7) await gate.promise;
            if (item === 2 && temporaryFailures-- > 0) throw new Error('a temporary failure');
            if (typeof item === 'string') throw new JobFailedError(item);
            return { row: { item } };
          },
        },
      ],
      onSettled: (_trx, job) => Promise.resolve(void settled.push(job)),
      afterSettled: () => undefined,
      onError,
    });
    engine.start();
    const account = { email: 'a@example.com', passwordHash: '', opening: 1_000, at: new Date() };
    accountId = (await storage.transaction(async (trx) => await createAccount(trx, account)))?.id ?? '';
  });
  afterAll(async () => {
    await engine.stop();
    await storage.close();
    await database.drop();
  });

  const enqueue = async (id: string, input: object) =>
    await storage.transaction(
      async (trx) =>
        await engine.enqueue(trx, {
          id,
          accountId,
          provider: 'sibling',
          operation: 'count',
          input,
          cap: 100,
        }),
    );
  const ended = async (id: string) =>
    await eventually(
      () => settled.find((job) => job.id === id),
      (job) => job !== undefined,
    );

  test('runs a job of any operation and charges the price of that operation', async () => {
    await enqueue('plain', [1, 3, 5]);
    engine.wake();

    expect(await ended('plain')).toMatchObject({
      status: 'completed',
      target: 3,
      produced: 3,
      unitsCharged: 15,
    });
  });

  test('C064: a job is tried again after a temporary failure, and no row is charged twice', async () => {
    temporaryFailures = 1;
    await enqueue('troubled', [1, 2, 3]);
    engine.wake();

    expect(await ended('troubled')).toMatchObject({
      status: 'completed',
      produced: 3,
      unitsCharged: 15,
    });
    expect(failures).toEqual([new Error('a temporary failure')]);
  });

  test('a job ends although PostgreSQL cannot store its reason, in which U+FFFD replaces such characters', async () => {
    await enqueue('unstorable', ['No answer: \u0000, \ud800 and \u{1f600}.']);
    engine.wake();

    expect(await ended('unstorable')).toMatchObject({
      status: 'failed',
      error: 'No answer: \ufffd, \ufffd and \u{1f600}.',
    });
  });

  interface Running {
    readonly queue: string;
    readonly job?: object;
    readonly part?: object;
  }

  /** Stores a job that an earlier process has claimed. */
  const insertRunning = async (id: string, { queue, job: more, part }: Running) =>
    await storage.transaction(async (trx) => {
      const job = { id, account_id: accountId, provider: 'sibling', operation: 'count', status: 'running' };
      const nothing = { error: null, webhook_url: null, client_request_id: null, finished_at: null };
      await trx
        .insertInto('job')
        .values({ ...job, ...nothing, target: null, input: '[1]', cap: 1, created_at: new Date(), ...more })
        .execute();
      await trx
        .insertInto('job_part')
        .values({ job_id: id, first_row: 0, size: null, ...part })
        .execute();
      await storage.queues.send(trx, queue, { jobId: id });
    });

  const anHourAgo = () => new Date(Date.now() - 3_600_000);

  test('C095: a job that was returned to the queue too often fails with that reason', async () => {
    await insertRunning('hopeless', { queue: deadLettersOf('sibling.count') });
    engine.wake();

    expect(await ended('hopeless')).toMatchObject({
      status: 'failed',
      error: 'The job was tried many times and could not be finished.',
      unitsCharged: 0,
    });
  });

  test('C095: a job fails after twenty tries that ended with an error, and a stop of the server is no such try', async () => {
    const part = { size: 1, failed_tries: 19 };
    const job = { target: 1, created_at: anHourAgo() };
    temporaryFailures = 1;
    await insertRunning('erring', { queue: 'sibling.count', job, part });
    await storage.transaction(async (trx) => await insertItems(trx, 'erring', [2]));
    engine.wake();

    expect(await ended('erring')).toMatchObject({
      status: 'failed',
      error: 'The job was tried many times and could not be finished.',
    });
  });

  test('C067, C095: a job fails after twenty processes in a row ended while they ran it, and keeps its paid rows', async () => {
    await insertRunning('deadly', {
      queue: 'sibling.count',
      job: { target: 8, produced: 7, units_charged: 35, created_at: anHourAgo() },
      part: { size: 8, written: 7, unended_claims: 20 },
    });
    engine.wake();

    expect(await ended('deadly')).toMatchObject({
      status: 'failed',
      error: 'The server stopped 20 times or more while it worked on this job, so the job was given up.',
      produced: 7,
      unitsCharged: 35,
    });
  });

  test('C064: a job runs after nineteen processes ended while they ran it, and its first row resets that count', async () => {
    const job = { input: '[1, 7]', cap: 2 };
    await insertRunning('suspect', { queue: 'sibling.count', job, part: { unended_claims: 19 } });
    engine.wake();

    const produced = async () => (await findJob(storage.db, 'suspect', { accountId }))?.produced;
    await eventually(produced, (rows) => rows === 1);
    const vain = await countVainClaims(storage.db, { jobId: 'suspect', firstRow: 0 });
    gate.resolve(undefined);

    expect(vain).toEqual({ lost: 0, failed: 0 });
    expect(await ended('suspect')).toMatchObject({ status: 'completed', produced: 2, unitsCharged: 10 });
  });

  test('C067: no job fails within its first hour because the server was killed often', async () => {
    await insertRunning('young', { queue: 'sibling.count', part: { unended_claims: 500 } });
    engine.wake();

    expect(await ended('young')).toMatchObject({ status: 'completed', produced: 1 });
  });

  test('a claim that its worker returned does not count as lost', async () => {
    temporaryFailures = 1;
    const part = { size: 1, unended_claims: 19 };
    await insertRunning('returned', { queue: 'sibling.count', job: { target: 1 }, part });
    await storage.transaction(async (trx) => await insertItems(trx, 'returned', [2]));
    engine.wake();

    expect(await ended('returned')).toMatchObject({ status: 'completed', produced: 1 });
  });

  test('C092: a cancel does not change a job that has ended', async () => {
    const before = await findJob(storage.db, 'plain', { accountId, provider: 'sibling' });

    const cancelled = await engine.cancel('plain');
    const after = await findJob(storage.db, 'plain', { accountId, provider: 'sibling' });

    expect(cancelled).toBeUndefined();
    expect(after).toEqual(before);
  });
});

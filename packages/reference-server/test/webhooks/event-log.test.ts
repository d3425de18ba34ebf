import { setImmediate as turn } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount } from '../../src/accounts/accounts.ts';
import type { Transaction } from '../../src/storage/database.ts';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { listEvents, insertEvents } from '../../src/webhooks/event-log.ts';
import { eventually } from '../support/eventually.ts';
import { storages } from '../support/on-both-storages.ts';
import type { TestDatabase } from '../support/test-database.ts';

const PROVIDER = 'scrapenest';
const at = new Date('2026-11-20T00:00:00Z');

describe.each(storages)('the event log on %s', (name, createDatabase) => {
  let database: TestDatabase;
  let storage: Storage;

  beforeAll(async () => {
    database = await createDatabase();
    storage = await openStorage({ ...database.settings, queueNames: [], onError: () => undefined });
  });
  afterAll(async () => {
    await storage.close();
    await database.drop();
  });

  /** Creates an account with one job. */
  const createCause = async (email: string) =>
    await storage.transaction(async (trx) => {
      const account = await createAccount(trx, { email, passwordHash: '', opening: 0, at });
      const accountId = account!.id;
      const jobId = `job of ${email}`;
      await trx
        .insertInto('job')
        .values({
          id: jobId,
          account_id: accountId,
          provider: PROVIDER,
          operation: 'scrape',
          status: 'queued',
          input: '{}',
          cap: 1,
          target: null,
          error: null,
          webhook_url: null,
          client_request_id: null,
          created_at: at,
          finished_at: null,
        })
        .execute();
      return { accountId, jobId, provider: PROVIDER, at };
    });
  type Cause = Awaited<ReturnType<typeof createCause>>;
  const record = async (trx: Transaction, cause: Cause, ...ids: readonly string[]) =>
    await insertEvents(
      trx,
      cause,
      ids.map((id) => ({ id, type: 'job.created', data: { id } })),
    );
  const readAfter = async (cause: Cause, after: number) =>
    await listEvents(storage.db, cause, { after, limit: 50 });
  const idsOf = (events: readonly { readonly id: string }[]) => events.map(({ id }) => id);

  const isTransactionWaiting = async () => {
    const { rows } = await sql`select 1 from pg_locks where not granted`.execute(storage.db);
    return rows.length > 0;
  };

  // PGlite runs one transaction at a time, so this cannot happen there.
  test.runIf(name === 'PostgreSQL')(
    'N09: events become visible in the order of their numbers, even when a later transaction could commit earlier',
    async () => {
      const cause = await createCause('overtaken@example.com');
      const other = await createCause('other@example.com');
      const begun = Promise.withResolvers<undefined>();
      const mayEnd = Promise.withResolvers<undefined>();
      const slow = storage.transaction(async (trx) => {
        await record(trx, cause, 'slow');
        begun.resolve(undefined);
        await mayEnd.promise;
      });
      await begun.promise;
      let quickEnded = false;
      const quick = storage
        .transaction(async (trx) => await record(trx, cause, 'quick'))
        .then(() => (quickEnded = true));

      await storage.transaction(async (trx) => await record(trx, other, 'of another account'));
      await eventually(
        async () => quickEnded || (await isTransactionWaiting()),
        (isDecided) => isDecided,
      );
      const early = await readAfter(cause, 0);
      const waited = !quickEnded;
      mayEnd.resolve(undefined);
      await Promise.all([slow, quick]);

      expect(early).toEqual([]);
      expect(waited).toBe(true);
      expect(idsOf(await readAfter(cause, 0))).toEqual(['slow', 'quick']);
    },
  );

  test('N09: a client that polls misses no event of many simultaneous transactions, some of which are rolled back', async () => {
    const cause = await createCause('busy@example.com');
    const write = async (index: number) =>
      await storage.transaction(async (trx) => {
        await record(trx, cause, `${index}a`, `${index}b`);
        for (let turns = ((index * 7) % 11) * 40; turns > 0; turns--) await turn();
        if (index % 5 === 0) throw new Error('undone');
      });
    const writing = Promise.allSettled(Array.from({ length: 60 }, (_, index) => write(index)));

    const seen: string[] = [];
    for (let after = 0; seen.length < 96;) {
      const events = await readAfter(cause, after);
      seen.push(...idsOf(events));
      after = events.at(-1)?.seq ?? after;
      await turn();
    }
    await writing;
    const all = await listEvents(storage.db, cause, { after: 0, limit: 1_000 });

    expect(all).toHaveLength(96);
    expect(seen).toEqual(idsOf(all));
  });
});

import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { systemClock } from '@scrapekit/core/system-clock';
import { migrate } from '@scrapekit/storage';
import { Kysely, PGliteDialect } from 'kysely';
import { expect, test } from 'vitest';
import { listAllLedgerLines } from '../../src/accounts/ledger.ts';
import { createJobEngine } from '../../src/jobs/job-engine.ts';
import { findAnyJob } from '../../src/jobs/job-store.ts';
import { listResultPages } from '../../src/jobs/results.ts';
import { schema } from '../../src/storage/schema.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import type { Tables } from '../../src/storage/tables.ts';
import { eventually } from '../support/eventually.ts';
import { createPgliteDatabase } from '../support/test-database.ts';

/** Creates the tables as they were before jobs had parts, with a running job of which two of five rows are written. */
async function createOldDatabase(dataDir: string): Promise<void> {
  const pglite = await PGlite.create(join(dataDir, 'postgres'));
  const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
  await migrate(db, schema, '0009-key-scopes');
  await pglite.exec(`
    insert into account (id, email, password_hash, opening, balance, created_at)
      values ('acct_old', 'old@example.com', '', 100, 90, now());
    insert into job (id, account_id, provider, operation, status, input, cap, target, produced, units_charged, attempt,
        unended_claims, created_at)
      values ('old-job', 'acct_old', 'sibling', 'count', 'running', '{}', 5, 5, 2, 10, 1, 1, now());
    insert into job_item (job_id, seq, n, json) values ('old-job', 0, 5, '0,1,2,3,4');
    insert into result_chunk (job_id, seq, n, json) values ('old-job', 0, 2, '{"item":0},{"item":1}');
    insert into ledger (account_id, kind, units, job_id, row_index, at)
      values ('acct_old', 'verify', -5, 'old-job', 0, now()), ('acct_old', 'verify', -5, 'old-job', 1, now());`);
  await db.destroy();
}

test('C064: a job that an earlier version left open continues after its last paid row', async () => {
  const database = await createPgliteDatabase({ empty: true });
  const { settings } = database;
  await createOldDatabase(settings.dataDir);
  const onError = (error: unknown) => console.error(error);
  const queueNames = ['sibling.count', 'sibling.count.further'];
  const storage = await openStorage({ ...settings, queueNames, onError });
  const engine = createJobEngine({
    storage,
    clock: systemClock,
    operations: [
      {
        provider: 'sibling',
        name: 'count',
        price: { kind: 'verify', units: 5 },
        concurrency: 2,
        rowsPerPart: 2,
        rowsAtOnce: 25,
        plan: () => Promise.reject(new Error('The items are stored.')),
        perform: (item) => Promise.resolve({ row: { item } }),
      },
    ],
    onSettled: () => Promise.resolve(),
    afterSettled: () => undefined,
    onError,
  });
  // The message of the earlier version names no part.
  await storage.transaction(
    async (trx) => await storage.queues.send(trx, 'sibling.count', { jobId: 'old-job' }),
  );
  engine.start();

  const job = await eventually(
    async () => await findAnyJob(storage.db, 'old-job'),
    (read) => read?.status === 'completed',
  );
  const pages = await Array.fromAsync(listResultPages(storage.db, 'old-job'));
  const lines = await listAllLedgerLines(storage.db, 'acct_old');
  await engine.stop();
  await storage.close();
  await database.drop();

  expect(job).toMatchObject({ produced: 5, unitsCharged: 25 });
  expect(JSON.parse(`[${pages.join(',')}]`)).toEqual([0, 1, 2, 3, 4].map((item) => ({ item })));
  expect(lines.map(({ row }) => row)).toEqual([0, 1, 2, 3, 4]);
});

import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { storages } from '../support/on-both-storages.ts';
import { startReceiver, type Receiver } from '../support/receiver.ts';
import { createSteppedClock, type SteppedClock } from '../support/stepped-clock.ts';
import { createPostgresDatabase, type TestDatabase } from '../support/test-database.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
// A process holds this lock while it removes old jobs.
const LOCK = 'select pg_advisory_lock(7354213)';

describe.each(storages)('the retention of jobs on %s', (_, createDatabase) => {
  let clock: SteppedClock;
  let database: TestDatabase;
  let server: TestServer;
  let receiver: Receiver;

  beforeAll(async () => {
    clock = createSteppedClock();
    receiver = await startReceiver();
    database = await createDatabase();
    server = await startTestServer(database, {}, clock);
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
    await receiver.close();
  });

  const deliveryOf = async (jobId: string) => {
    const { body } = await server.admin.get('/deliveries');
    return body.deliveries.find((delivery: { job_id: string }) => delivery.job_id === jobId);
  };
  /** Creates a job, waits until it has ended and its webhook has arrived, and returns its id. */
  const endJob = async () => {
    const account = await server.account(1);
    const id = await account.api.scrape('kept', { webhook_url: `${receiver.url}/` });
    await account.api.ended(id);
    await eventually(
      async () => await deliveryOf(id),
      (delivery) => delivery?.state === 'delivered',
    );
    return { ...account, accountId: account.id, id };
  };

  test('C098, C118: an ended job can be read for 30 days and is unknown afterwards, and its ledger lines stay', async () => {
    const { api, id, accountId } = await endJob();
    const before = await server.ledger(accountId);

    clock.step(30 * DAY_MS - HOUR_MS);
    const verified = await endJob();
    const results = await api.get(`/scrape/jobs/${id}/results`);
    clock.step(2 * HOUR_MS);
    const gone = await eventually(
      async () => await api.get(`/scrape/jobs/${id}`),
      ({ status }) => status !== 200,
    );

    expect([results.status, results.body.results_count]).toEqual([200, 3]);
    expect([gone.status, gone.body.error.code]).toEqual([404, 'job_not_found']);
    for (const path of [`/scrape/jobs/${id}/results`, `/scrape/jobs/${id}/results?format=csv`])
      expect((await api.get(path)).body.error.code).toBe('job_not_found');
    expect((await api.post(`/jobs/${id}/cancel`)).body.error.code).toBe('job_not_found');
    expect((await api.get('/scrape/jobs')).body.jobs).toEqual([]);
    expect(await deliveryOf(id)).toBeUndefined();
    expect(await server.ledger(accountId)).toEqual(before);
    expect((await verified.api.get(`/scrape/jobs/${verified.id}`)).status).toBe(200);
    expect(await deliveryOf(verified.id)).toBeDefined();
  });

  test('C118: a job that has not ended is kept at any age', async () => {
    const { api } = await server.account(1);
    const held = server.leadEngine.play('slow', { places: 1, holdFrom: 0 });
    const id = await api.scrape('slow');
    await api.jobWhen(id, ({ progress }) => progress.target === 1);
    const ended = await endJob();

    clock.step(31 * DAY_MS);
    await eventually(
      async () => await ended.api.get(`/scrape/jobs/${ended.id}`),
      ({ status }) => status === 404,
    );
    held.release();

    expect(await api.ended(id)).toMatchObject({ status: 'completed', progress: { scraped: 1 } });
  });

  test.runIf(createDatabase === createPostgresDatabase)(
    'C118: old jobs stay readable while another process holds the lock for their removal',
    async () => {
      const { api, id } = await endJob();
      const other = new pg.Client({ connectionString: database.settings.databaseUrl });
      await other.connect();
      await other.query(LOCK);

      clock.step(31 * DAY_MS);
      const { api: later, id: after } = await endJob();
      const kept = await api.get(`/scrape/jobs/${id}`);
      await other.end();
      clock.step(HOUR_MS);
      await eventually(
        async () => await api.get(`/scrape/jobs/${id}`),
        ({ status }) => status === 404,
      );

      expect(kept.status).toBe(200);
      expect((await later.get(`/scrape/jobs/${after}`)).status).toBe(200);
    },
  );
});

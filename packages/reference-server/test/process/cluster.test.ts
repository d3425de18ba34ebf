import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { spawnServer, type SpawnedServer } from '../support/spawn-server.ts';
import { createPostgresDatabase, type TestDatabase } from '../support/test-database.ts';
import type { LedgerView } from '../support/test-server.ts';

const LEADS = 150;

describe('two servers on one PostgreSQL', () => {
  let database: TestDatabase;
  let servers: readonly SpawnedServer[] = [];

  beforeAll(async () => {
    database = await createPostgresDatabase();
    const { databaseUrl = '' } = database.settings;
    servers = await Promise.all([1, 2].map(async () => await spawnServer({ DATABASE_URL: databaseUrl })));
  });
  afterAll(async () => {
    await Promise.all(servers.map(async (server) => await server.end('SIGKILL')));
    await database.drop();
  });

  test('C031, C041: count the requests of a key together, also with a server that starts later', async () => {
    const [first, second] = servers;
    if (first === undefined || second === undefined) throw new Error('Two servers were to start.');
    const newAccount = { email: 'counted@example.com', password: 'x', balance: 0 };
    const { body: account } = await first.admin.post('/accounts', newAccount);
    const apis = servers.map(({ url }) => createApi(`${url}/api/v1`, account.api_key));
    const create = async (index: number) => await apis[index % 2]?.post('/scrape/jobs', {});

    const answers = await Promise.all(Array.from({ length: 61 }, async (_, index) => await create(index)));
    const { databaseUrl = '' } = database.settings;
    const third = await spawnServer({ DATABASE_URL: databaseUrl });
    const later = await createApi(`${third.url}/api/v1`, account.api_key).post('/scrape/jobs', {});
    await third.end('SIGKILL');

    expect(answers.filter((answer) => answer?.status === 400)).toHaveLength(60);
    expect(answers.filter((answer) => answer?.status === 429)).toHaveLength(1);
    expect([later.status, later.body.error.code]).toEqual([429, 'rate_limited']);
  });

  test('C028, A04: answer that nothing was created or charged when a create fails in the database', async () => {
    const [healthy] = servers;
    if (healthy === undefined) throw new Error('Two servers were to start.');
    const newAccount = { email: 'failing@example.com', password: 'x', balance: 1 };
    const { body: account } = await healthy.admin.post('/accounts', newAccount);
    const api = createApi(`${healthy.url}/api/v1`, account.api_key);
    const client = new pg.Client({ connectionString: database.settings.databaseUrl });
    await client.connect();
    await client.query(
      `create function refuse() returns trigger language plpgsql as 'begin raise exception ''no''; end'`,
    );
    await client.query('create trigger refuse after insert on job_item execute function refuse()');

    const failed = await api.post('/verify/jobs', { emails: ['a@example.com'] });
    await client.query('drop trigger refuse on job_item');
    await client.end();
    const { body: list } = await api.get('/verify/jobs');
    const { lines }: LedgerView = (await healthy.admin.get(`/ledger/${account.account_id}`)).body;

    expect([failed.status, failed.body.error.code]).toEqual([500, 'job_create_failed']);
    expect([list.jobs, lines]).toEqual([[], []]);
  });

  test('C064, C110: continue the jobs of a server that freezes, and write and charge each row once when it runs again', async () => {
    const [frozen, healthy] = servers;
    if (frozen === undefined || healthy === undefined) throw new Error('Two servers were to start.');
    const newAccount = { email: 'a@example.com', password: 'x', balance: 10 };
    const { body: account } = await healthy.admin.post('/accounts', newAccount);
    for (const server of servers) await server.admin.post('/world', { latency_ms: 120 });
    const apis = servers.map(({ url }) => createApi(`${url}/api/v1`, account.api_key));
    const jobs = await Promise.all(
      apis.map(async (api) => await api.scrape('dentists', { max_leads: LEADS })),
    );
    const rows = async () => {
      const { lines }: LedgerView = (await healthy.admin.get(`/ledger/${account.account_id}`)).body;
      return jobs.map((id) => lines.filter(({ job_id }) => job_id === id).length);
    };
    await eventually(rows, (counts) => counts.every((count) => count > 0));

    frozen.signal('SIGSTOP');
    const stalled = await rows();
    await eventually(rows, (counts) => counts.every((count, job) => count > (stalled[job] ?? 0)));
    frozen.signal('SIGCONT');
    await eventually(rows, (counts) => counts.every((count) => count === LEADS));
    const ended = await Promise.all(jobs.map(async (id) => await apis[0]?.ended(id)));
    const results = await Promise.all(
      jobs.map(async (id) => (await apis[0]?.get(`/scrape/jobs/${id}/results`))?.body),
    );
    const ledger: LedgerView = (await frozen.admin.get(`/ledger/${account.account_id}`)).body;

    expect(ended.map(({ status, progress }) => [status, progress.scraped])).toEqual(
      jobs.map(() => ['completed', LEADS]),
    );
    for (const { results: leads } of results) {
      expect(new Set(leads.map((lead: { place_id: string }) => lead.place_id)).size).toBe(LEADS);
    }
    expect(ledger.balance).toBe(10_000 - jobs.length * LEADS * 15);
  });
});

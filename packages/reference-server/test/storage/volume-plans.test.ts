import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { eventually } from '../support/eventually.ts';
import { createPostgresDatabase, type TestDatabase } from '../support/test-database.ts';
import { ADMIN_TOKEN, startTestServer, type TestServer } from '../support/test-server.ts';

const METRICS_TOKEN = 'test-metrics-token-0123456789';
const ACCOUNTS = 100;
const JOBS = 10_000;
const EXPIRED = 50;
const ROWS_PER_JOB = 100;
const LINES_PER_JOB = 30;
const ROWS_PER_CHUNK = 25;
/** The tables that grow with the work of the server. Others hold little, such as the parts of open jobs. */
const BIG = ['job', 'job_item', 'result_chunk', 'ledger', 'delivery', 'event'];

const jobId = (number: number) => `sk_job_${String(number).padStart(20, '0')}`;

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  database = await createPostgresDatabase();
  server = await startTestServer(database);
});
afterAll(async () => {
  await database.drop();
});

const withStorage = async <T>(work: (storage: Storage) => Promise<T>) => {
  const storage = await openStorage({ ...database.settings, queueNames: [], onError: () => undefined });
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
};

/** Stores 1,000,000 rows of 10,000 jobs of 100 accounts, and everything that belongs to them. */
const fill = async (accountId: string) =>
  await withStorage(async ({ db }) => {
    const ids = sql`case n % ${ACCOUNTS}::int when 0 then ${accountId}::text else 'acct_' || n % ${ACCOUNTS}::int end`;
    const ended = sql`now() - n * interval '3 minutes' - case when n >= ${JOBS - EXPIRED} then interval '60 days' else interval '0' end`;
    const statements = [
      sql`insert into account (id, email, password_hash, opening, balance, created_at)
        select 'acct_' || n, n || '@example.com', '', 0, 0, now() from generate_series(1, ${ACCOUNTS - 1}::int) as n`,
      sql`insert into job (id, account_id, provider, operation, status, input, cap, target, produced, created_at, finished_at)
        select 'sk_job_' || lpad(n::text, 20, '0'), ${ids}, 'scrapekit', 'scrape', 'completed', '{"query":"dentists","max_leads":100}', 100, 100,
          ${ROWS_PER_JOB}::int, ${ended} - interval '1 minute', ${ended} from generate_series(0, ${JOBS - 1}::int) as n`,
      sql`insert into result_chunk (job_id, seq, n, json)
        select 'sk_job_' || lpad(n::text, 20, '0'), seq, ${ROWS_PER_CHUNK}::int, repeat('{"name":"a"},', ${ROWS_PER_CHUNK - 1}::int) || '{}'
        from generate_series(0, ${JOBS - 1}::int) as n, generate_series(0, ${ROWS_PER_JOB - 1}::int, ${ROWS_PER_CHUNK}::int) as seq`,
      sql`insert into job_item (job_id, seq, n, json)
        select 'sk_job_' || lpad(n::text, 20, '0'), 0, ${ROWS_PER_JOB}::int, '{}' from generate_series(0, ${JOBS - 1}::int) as n`,
      sql`insert into ledger (account_id, kind, units, job_id, row_index, at)
        select ${ids}, 'lead', -15, 'sk_job_' || lpad(n::text, 20, '0'), line, now()
        from generate_series(0, ${JOBS - 1}::int) as n, generate_series(0, ${LINES_PER_JOB - 1}::int) as line`,
      sql`insert into delivery (id, account_id, job_id, provider, event, url, state, created_at)
        select 'whd_' || n, ${ids}, 'sk_job_' || lpad(n::text, 20, '0'), 'scrapekit', 'job.completed', 'https://a.example', 'delivered', ${ended}
        from generate_series(0, ${JOBS - 1}::int) as n`,
      sql`insert into event (id, account_id, provider, job_id, type, data, created_at)
        select 'evt_' || n, ${ids}, 'scrapenest', 'sk_job_' || lpad(n::text, 20, '0'), 'job.completed', '{}', ${ended}
        from generate_series(0, ${JOBS - 1}::int) as n`,
      sql`analyze`,
    ];
    for (const statement of statements) await statement.execute(db);
  });

const countExpired = async (): Promise<number> =>
  await withStorage(async ({ db }) => {
    const expired = Array.from({ length: EXPIRED }, (_, index) => jobId(JOBS - 1 - index));
    return (await db.selectFrom('job').select('id').where('id', 'in', expired).execute()).length;
  });

/** Counts the reads of whole tables. PostgreSQL counts them for certain once their connections have ended. */
const countWholeReads = async (): Promise<Record<string, number>> =>
  await withStorage(async ({ db }) => {
    const { rows } = await sql<{ name: string; reads: number }>`
      select relname as name, seq_scan as reads from pg_stat_user_tables where relname = any(${sql.val(BIG)})`.execute(
      db,
    );
    return Object.fromEntries(rows.map(({ name, reads }) => [name, reads]));
  });

test('lists, pages, metrics and retention read no big table as a whole when it holds a million rows', async () => {
  const account = await server.account(1);
  await fill(account.id);
  await server.close();
  const before = await countWholeReads();

  // The start removes the expired jobs.
  server = await startTestServer(database, { metricsToken: METRICS_TOKEN });
  await eventually(countExpired, (expired) => expired === 0);
  const { cookie } = await server.dashboard(account);
  const requests = [
    ...[
      '?limit=100',
      '?status=running',
      '?client_request_id=none',
      `/${jobId(ACCOUNTS)}`,
      `/${jobId(ACCOUNTS)}/results`,
    ].map((path) => [`/api/v1/scrape/jobs${path}`, { authorization: `Bearer ${account.key}` }] as const),
    ...[
      '',
      '/jobs',
      '/jobs?state=failed',
      '/jobs?provider=scrapfly',
      `/jobs/${jobId(ACCOUNTS)}`,
      '/webhooks',
      '/webhooks/deliveries',
      '/credits',
      '/credits/ledger',
      '/webhooks/scrapfly',
    ].map((page) => [`/dashboard${page}`, { cookie }] as const),
    ['/admin/deliveries', { authorization: `Bearer ${ADMIN_TOKEN}` }] as const,
    ['/metrics', { authorization: `Bearer ${METRICS_TOKEN}` }] as const,
  ];
  const answers: Record<string, number> = {};
  for (const [path, headers] of requests) {
    const answer = await fetch(server.url + path, { headers });
    await answer.arrayBuffer();
    answers[path] = answer.status;
  }
  await server.close();
  const after = await countWholeReads();

  expect(answers).toEqual(Object.fromEntries(requests.map(([path]) => [path, 200])));
  expect(after).toEqual(before);
});

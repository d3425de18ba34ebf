import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi, type Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { spawnServer, type SpawnedServer } from '../support/spawn-server.ts';
import { createPgliteDatabase, type TestDatabase } from '../support/test-database.ts';

const METRICS_TOKEN = 'metrics-token-of-the-operator';
const QUERY = 'dentists';
const NOWHERE = 'a place that exists nowhere';

let database: TestDatabase;
let receiver: Receiver;
let server: SpawnedServer;
let key = '';
let api: Api;
let leads: string;
let list: string;
let failed: string;

/** The lines of the log with this message. */
const logged = (message: string): readonly Readonly<Record<string, unknown>>[] =>
  server
    .log()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
    .filter(({ msg }) => msg === message);

async function scrapeMetrics(): Promise<ReadonlyMap<string, number>> {
  const { text } = await createApi(server.url, METRICS_TOKEN).get('/metrics');
  const lines = text.split('\n').filter((line) => line.startsWith('scrapekit_'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

beforeAll(async () => {
  [database, receiver] = await Promise.all([
    createPgliteDatabase(),
    startReceiver(({ path }, response) => response.writeHead(path === '/fails' ? 500 : 204).end()),
  ]);
  server = await spawnServer({
    ...{ DATA_DIR: database.settings.dataDir, LOG_LEVEL: 'info', METRICS_TOKEN },
    ALLOW_PRIVATE_WEBHOOKS: 'true',
  });
  const account = { email: 'operator@example.com', password: 'a password', balance: 10 };
  key = (await server.admin.post('/accounts', account)).body.api_key;
  api = createApi(`${server.url}/api/v1`, key);
  leads = await api.scrape(QUERY, {
    max_leads: 5,
    verify_emails: true,
    webhook_url: `${receiver.url}/works?secret=of-the-receiver`,
  });
  await api.ended(leads);
  list = await api.verify(['nobody', 'also nobody', 'a@mailinator.com'], {
    webhook_url: `${receiver.url}/fails`,
  });
  await api.ended(list);
  failed = await api.scrape(QUERY, { location: NOWHERE });
  await api.ended(failed);
  await api.post('/scrape/jobs', { query: QUERY });
  await eventually(scrapeMetrics, (metrics) =>
    metrics.has('scrapekit_webhook_attempts_total{provider="scrapekit",result="failed"}'),
  );
});
afterAll(async () => {
  await server.end('SIGTERM');
  await receiver.close();
  await database.drop();
});

describe('/metrics after three jobs', () => {
  test('counts jobs, credits, verdicts and deliveries as the API shows them', async () => {
    const metrics = await scrapeMetrics();
    const { body: job } = await api.get(`/scrape/jobs/${leads}`);
    const { body: verified } = await api.get(`/verify/jobs/${list}/results`);

    expect(metrics.get('scrapekit_jobs_created_total{provider="scrapekit",operation="scrape"}')).toBe(2);
    expect(
      metrics.get('scrapekit_jobs_ended_total{provider="scrapekit",operation="scrape",status="completed"}'),
    ).toBe(1);
    expect(
      metrics.get('scrapekit_jobs_ended_total{provider="scrapekit",operation="scrape",status="failed"}'),
    ).toBe(1);
    expect(metrics.get('scrapekit_credits_charged_total{kind="lead"}')).toBeCloseTo(job.credits_used, 6);
    expect(metrics.get('scrapekit_credits_charged_total{kind="lead_verify"}')).toBeCloseTo(
      job.verification_credits_used,
      6,
    );
    expect(metrics.get('scrapekit_verdicts_total{provider="scrapekit",status="disposable"}')).toBe(
      verified.summary.disposable,
    );
    expect(metrics.get('scrapekit_webhook_attempts_total{provider="scrapekit",result="delivered"}')).toBe(1);
    expect(metrics.get('scrapekit_webhook_attempts_total{provider="scrapekit",result="failed"}')).toBe(1);
    expect(metrics.get('scrapekit_crawled_websites_total{outcome="read"}')).toBeGreaterThan(0);
    expect(metrics.get('scrapekit_crawled_pages_total')).toBeGreaterThan(0);
    expect(metrics.get('scrapekit_smtp_outcomes_total{outcome="pass"}')).toBeGreaterThan(0);
  });

  test('shows how long the oldest job has waited for a worker', async () => {
    await server.admin.post('/world', { latency_ms: 30_000 });
    const open = await Promise.all([api.scrape(QUERY), api.scrape('bakeries')]);
    const metrics = await scrapeMetrics();
    const shown = [...metrics].filter(([name]) => name.startsWith('scrapekit_open_jobs{'));
    await Promise.all(open.map(async (id) => await api.post(`/jobs/${id}/cancel`)));
    await server.admin.post('/world', { latency_ms: 0 });

    expect(shown.reduce((sum, [, jobs]) => sum + jobs, 0)).toBe(2);
    for (const [name] of metrics)
      expect(name).toMatch(/^scrapekit_[a-z_]+(?:\{(?:[a-z]+="[a-z_-]+",?)+\})?$/);
  });
});

describe('the log of an operator', () => {
  test('says when a job was created, began and ended, and why', () => {
    const of = (message: string, id: string) => logged(message).filter(({ jobId }) => jobId === id);

    expect(of('job created', leads)).toMatchObject([{ provider: 'scrapekit', operation: 'scrape', cap: 5 }]);
    expect(of('job started', leads)).toMatchObject([{ waitedMs: expect.any(Number) as number }]);
    expect(of('job ended', leads)).toMatchObject([{ level: 30, status: 'completed', rows: 5 }]);
    expect(of('job ended', failed)).toMatchObject([
      {
        level: 40,
        status: 'failed',
        rows: 0,
        units: 0,
        reason: expect.stringMatching(/^The location "\.\.\." was not found\./) as string,
      },
    ]);
  });

  test('says why a webhook was not delivered and why a request was refused', () => {
    expect(logged('webhook attempt failed')).toMatchObject([
      {
        level: 40,
        provider: 'scrapekit',
        event: 'verify.job.completed',
        jobId: list,
        attempt: 1,
        state: 'failed',
        statusCode: 500,
        reason: 'The receiver answered 500.',
      },
    ]);
    expect(logged('request')).toContainEqual(
      expect.objectContaining({ route: '/api/v1/scrape/jobs', status: 400, code: 'invalid_query' }),
    );
  });

  test('C183: holds no key, no token, no address and nothing that a customer typed', () => {
    const typed = [
      key,
      METRICS_TOKEN,
      NOWHERE,
      'of-the-receiver',
      'mailinator',
      'operator@example.com',
      'nobody',
    ];

    expect(typed.filter((text) => server.log().includes(text))).toEqual([]);
  });
});

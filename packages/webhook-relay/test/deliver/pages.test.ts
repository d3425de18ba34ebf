import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendWebhook } from '../support/send-webhook.ts';
import { sendJson, startProvider, type TestProvider } from '../support/start-provider.ts';
import { startTarget, type TestTarget } from '../support/start-target.ts';
import { scrapekitSource, startTestRelay, urlTarget, type TestRelay } from '../support/test-relay.ts';

const SECRET = 'secret of the source';
const MAX_BYTES = 2_000;

let api: TestProvider;
let paged: TestTarget;
let single: TestTarget;
let relay: TestRelay;
beforeAll(async () => {
  api = await startProvider();
  paged = await startTarget();
  single = await startTarget();
  const targets = [
    urlTarget('paged', paged.url, { rows: { kind: 'pages', maxBytes: MAX_BYTES, maxRows: 1_000 } }),
    urlTarget('single', single.url, { rows: { kind: 'single' } }),
  ];
  relay = await startTestRelay({
    ...{ publicUrl: 'https://relay.example.com', allowPrivate: true, targets },
    sources: [scrapekitSource({ baseUrl: api.url, apiKey: 'key', targets, webhookSecrets: [SECRET] })],
  });
});
afterAll(async () => {
  await relay.close();
  await paged.close();
  await single.close();
  await api.close();
});

/** Ends a job with these rows. */
async function endJob(jobId: string, rows: readonly object[]): Promise<void> {
  api.answer = ({ path }, response) =>
    sendJson(
      response,
      200,
      path.includes('/results') ? { results: rows } : { job_id: jobId, status: 'completed' },
    );
  const { pathname } = new URL(relay.running.webhookUrls.get('leads') ?? '');
  const url = `${relay.running.url}${pathname}`;
  expect(await sendWebhook(url, { secret: SECRET, jobId, operation: 'verify' })).toBe(200);
}

const pagesOf = (jobId: string) => paged.requests.filter(({ body }) => body.job.id === jobId);

test('no request of pages is larger than the target takes, however many bytes a character has', async () => {
  const rows = Array.from({ length: 60 }, (_, n) => ({ email: `${'é€😀'.repeat(n % 40)}${n}@example.com` }));

  await endJob('sk_verify_1', rows);
  await paged.find(({ body }) => body.job.id === 'sk_verify_1' && body.page?.number === body.page?.of);

  const pages = pagesOf('sk_verify_1');
  expect(pages.flatMap(({ body }) => body.rows ?? [])).toMatchObject(rows);
  const sizes = pages.map(({ text }) => Buffer.byteLength(text));
  expect(Math.max(...sizes)).toBeLessThanOrEqual(MAX_BYTES);
  expect(Math.min(...sizes.slice(0, -1))).toBeGreaterThan(MAX_BYTES * 0.7);
  const ids = pages.map(({ headers, body }) => [headers['webhook-id'], body.page?.number]);
  expect(ids).toEqual(pages.map(({ body }, index) => [`${body.id}_${index + 1}`, index + 1]));
});

test('a row that is larger than the target takes is sent alone', async () => {
  const rows = [{ email: 'a@example.com' }, { email: 'x'.repeat(MAX_BYTES) }, { email: 'b@example.com' }];

  await endJob('sk_verify_2', rows);
  await paged.find(({ body }) => body.job.id === 'sk_verify_2' && body.page?.number === 3);

  expect(pagesOf('sk_verify_2').map(({ body }) => body.rows)).toMatchObject(rows.map((row) => [row]));
});

test('a job that found nothing reaches a target for pages, and is no request for single rows', async () => {
  await endJob('sk_verify_3', []);
  const page = await paged.find(({ body }) => body.job.id === 'sk_verify_3');
  await endJob('sk_verify_4', [{ email: 'next@example.com' }]);
  const about = (id: string) => single.requests.filter(({ text }) => text.includes(id));
  await single.find(({ text }) => text.includes('sk_verify_4'));

  expect(page.body).toMatchObject({ rows: [], page: { number: 1, of: 1 } });
  expect(about('sk_verify_3')).toEqual([]);
  expect(about('sk_verify_4')).toHaveLength(1);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendWebhook } from '../support/send-webhook.ts';
import { sendJson, startProvider, type TestProvider } from '../support/start-provider.ts';
import { startTarget, type TestTarget } from '../support/start-target.ts';
import { scrapekitSource, startTestRelay, urlTarget, type TestRelay } from '../support/test-relay.ts';

const SECRET = 'secret of the source';
const TEN_MINUTES = 600_000;

let api: TestProvider;
let target: TestTarget;
let relay: TestRelay;
beforeAll(async () => {
  api = await startProvider();
  api.answer = ({ path }, response) =>
    sendJson(response, 200, { job_id: path.split('/').at(-1), status: 'completed' });
  target = await startTarget();
  const targets = [urlTarget('tool', target.url)];
  relay = await startTestRelay({
    ...{ publicUrl: 'https://relay.example.com', allowPrivate: true, targets },
    sources: [scrapekitSource({ baseUrl: api.url, apiKey: 'key', targets, webhookSecrets: [SECRET] })],
  });
});
afterAll(async () => {
  await relay.close();
  await target.close();
  await api.close();
});

test('S05: a genuine webhook that arrives too late is refused, and its job is read in its place', async () => {
  const { pathname } = new URL(relay.running.webhookUrls.get('leads') ?? '');
  const url = `${relay.running.url}${pathname}`;
  const signedAt = new Date(Date.now() - TEN_MINUTES);

  const forged = await sendWebhook(url, { secret: 'another secret', jobId: 'sk_job_forged', signedAt });
  const verified = await sendWebhook(url, {
    ...{ secret: SECRET, jobId: 'sk_verify_late', operation: 'verify', signedAt },
  });
  await target.find(({ body: { job } }) => job.id === 'sk_verify_late');
  const late = await sendWebhook(url, { secret: SECRET, jobId: 'sk_job_late', signedAt });
  const repeated = await sendWebhook(url, { secret: SECRET, jobId: 'sk_job_late', signedAt });
  const { body } = await target.find(({ body: { job } }) => job.id === 'sk_job_late');

  expect([forged, verified, late, repeated]).toEqual([401, 401, 401, 401]);
  expect(body).toMatchObject({ type: 'job.completed', reconciled: true });
  expect(target.requests).toHaveLength(2);
  expect(api.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /api/v1/verify/jobs/sk_verify_late',
    'GET /api/v1/scrape/jobs/sk_job_late',
  ]);
});

import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { sendWebhook } from '../support/send-webhook.ts';
import { startProvider, type TestProvider } from '../support/start-provider.ts';
import { startTarget, type TestTarget } from '../support/start-target.ts';
import { scrapekitSource, startTestRelay, urlTarget, type TestRelay } from '../support/test-relay.ts';

const SECRET = 'secret of the source';

let api: TestProvider;
let hanging: TestTarget;
let other: TestTarget;
let relay: TestRelay;
beforeAll(async () => {
  api = await startProvider();
  hanging = await startTarget();
  other = await startTarget();
  const targets = [
    urlTarget('hanging', hanging.url),
    urlTarget('with-rows', other.url, { rows: { kind: 'single' } }),
    urlTarget('other', other.url),
  ];
  relay = await startTestRelay({
    ...{ publicUrl: 'https://relay.example.com', allowPrivate: true, targets },
    sources: [scrapekitSource({ baseUrl: api.url, apiKey: 'key', targets, webhookSecrets: [SECRET] })],
  });
});
afterAll(async () => {
  await relay.close();
  await hanging.close();
  await other.close();
  await api.close();
});

test('webhooks are answered, and reach the other targets, while a target and the provider give no answer', async () => {
  const { pathname } = new URL(relay.running.webhookUrls.get('leads') ?? '');
  const jobIds = Array.from({ length: 20 }, (_, n) => `sk_job_${n}`);
  hanging.answer = () => undefined;
  api.answer = () => undefined;

  const statuses = await Promise.all(
    jobIds.map(
      async (jobId) => await sendWebhook(`${relay.running.url}${pathname}`, { secret: SECRET, jobId }),
    ),
  );
  for (const id of jobIds) await other.find(({ body: { job } }) => job.id === id);
  await hanging.find(() => true);

  expect(new Set(statuses)).toEqual(new Set([200]));
  await vi.waitFor(() => expect(api.requests.length).toBeGreaterThan(0));
});

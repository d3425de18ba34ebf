import { createHmac } from 'node:crypto';
import { providers } from '@scrapekit/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendJson, startProvider, type TestProvider } from '../support/start-provider.ts';
import { startTarget, type TestTarget } from '../support/start-target.ts';
import { scrapekitSource, startTestRelay, urlTarget, type TestRelay } from '../support/test-relay.ts';

const KEY = 'sk_live_of-scrupp';
let api: TestProvider;
let target: TestTarget;
let relay: TestRelay;
beforeAll(async () => {
  api = await startProvider();
  target = await startTarget();
  const targets = [urlTarget('crm', target.url)];
  const source = scrapekitSource({
    ...{ name: 'scrupp', provider: providers.scrupp, baseUrl: api.url, apiKey: KEY, targets },
    webhookSecrets: [KEY],
  });
  relay = await startTestRelay({
    ...{ publicUrl: 'https://relay.example.com', allowPrivate: true, targets, sources: [source] },
  });
});
afterAll(async () => {
  await relay.close();
  await target.close();
  await api.close();
});

async function sendWebhook(processId: number): Promise<number> {
  const body = JSON.stringify({ event: 'task.completed', process_id: processId, status: 'completed' });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', KEY).update(`${timestamp}.${body}`).digest('hex');
  const { pathname } = new URL(relay.running.webhookUrls.get('scrupp') ?? '');
  const response = await fetch(`${relay.running.url}${pathname}`, {
    method: 'POST',
    headers: { 'x-scrupp-timestamp': timestamp, 'x-scrupp-signature': `sha256=${signature}` },
    body,
  });
  return response.status;
}

test('a webhook that does not name the operation of its job has that of the create', async () => {
  api.answer = (_request, response) => sendJson(response, 202, { process_id: 41, status: 'queued' });
  await fetch(`${relay.running.url}/proxy/scrupp/api/v1/contact/linkedin`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ companies: ['a'] }),
  });

  expect(await sendWebhook(41)).toBe(200);

  const { body } = await target.find((request) => request.body.job.id === '41');
  expect(body).toMatchObject({
    type: 'job.completed',
    reconciled: false,
    job: { id: '41', operation: 'contacts' },
  });
});

test('a webhook about a job that was created elsewhere is delivered, too', async () => {
  expect(await sendWebhook(42)).toBe(200);

  const { body } = await target.find((request) => request.body.job.id === '42');
  expect(body).toMatchObject({ reconciled: false, job: { id: '42', operation: 'companies' } });
});

import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RelayConfig, TargetRows } from '../../src/config/config.ts';
import { sendJson, startProvider, type TestProvider } from '../support/start-provider.ts';
import { startTarget, type TestTarget } from '../support/start-target.ts';
import { scrapekitSource, startTestRelay, urlTarget, type TestRelay } from '../support/test-relay.ts';

const SECRET = 'whsec_of-the-source';
const leads = Array.from({ length: 5 }, (_, index) => ({
  name: `lead ${index + 1}`,
  about: 'x'.repeat(400),
}));
let api: TestProvider;
let target: TestTarget;
let relay: TestRelay;
beforeAll(async () => {
  api = await startProvider();
  api.answer = (_request, response) => sendJson(response, 200, { results: leads });
  target = await startTarget();
  relay = await startTestRelay(configWith({ kind: 'pages', maxBytes: 5_000_000, maxRows: 2 }));
});
afterAll(async () => {
  await relay.close();
  await target.close();
  await api.close();
});

function configWith(rows: TargetRows): RelayConfig {
  const targets = [urlTarget('crm', target.url, { rows })];
  const source = { baseUrl: api.url, apiKey: 'sk_live_x', targets, webhookSecrets: [SECRET] };
  return {
    ...{ publicUrl: 'https://relay.example.com', allowPrivate: true, targets },
    sources: [scrapekitSource(source)],
  };
}

async function sendWebhook(jobId: string): Promise<void> {
  const body = JSON.stringify({
    event: 'scrape.job.completed',
    data: { job_id: jobId, status: 'completed' },
  });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', SECRET).update(`${timestamp}.${body}`).digest('hex');
  const { pathname } = new URL(relay.running.webhookUrls.get('leads') ?? '');
  await fetch(`${relay.running.url}${pathname}`, {
    method: 'POST',
    headers: { 'x-scrapekit-timestamp': timestamp, 'x-scrapekit-signature': signature },
    body,
  });
}

/** Lets the target refuse the second request about a job, and then changes the settings. */
async function changeRowsAfterRefusal(jobId: string, rows: TargetRows): Promise<void> {
  target.requests.length = 0;
  target.answer = ({ number }, response) => void response.writeHead(number === 2 ? 500 : 200).end();
  await sendWebhook(jobId);
  await target.find(({ number }) => number === 2);
  await relay.restart(configWith(rows));
}

test('no row is lost when a target gets single rows from now on', async () => {
  await changeRowsAfterRefusal('sk_job_1', { kind: 'single' });

  await target.find(({ text }) => text.includes('lead 5'));

  const names = target.requests.slice(2).map(({ text }) => (JSON.parse(text) as { name: string }).name);
  expect(names).toEqual(leads.map(({ name }) => name));
});

test('requests that were too large become smaller when the limit is lowered', async () => {
  await relay.restart(configWith({ kind: 'pages', maxBytes: 5_000_000, maxRows: 2 }));
  await changeRowsAfterRefusal('sk_job_2', { kind: 'pages', maxBytes: 1_000, maxRows: 2 });

  await target.find(({ body, number }) => number > 2 && body.page?.number === 5);

  const bytes = target.requests.slice(2).map(({ text }) => Buffer.byteLength(text));
  expect(Math.max(...bytes)).toBeLessThanOrEqual(1_000);
});

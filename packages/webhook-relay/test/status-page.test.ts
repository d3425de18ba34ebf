import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { providers } from '@scrapekit/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTarget, type TestTarget } from './support/start-target.ts';
import { scrapekitSource, startTestRelay, urlTarget, type TestRelay } from './support/test-relay.ts';

const SECRET = 'secret of the source';
const TARGET_KEY = 'key of the "target"';
const UNKNOWN_JOB = 'b6f0f6a4-3c1e-4f43-9a55-0d6d8f0f2c11';
let api: Server;
const asked: string[] = [];
let target: TestTarget;
let relay: TestRelay;
beforeAll(async () => {
  api = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"not found"}');
  });
  api.listen(0, '127.0.0.1');
  await once(api, 'listening');
  const baseUrl = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
  target = await startTarget();
  const targets = [urlTarget('make-leads', target.url, { headers: { 'x-make-apikey': TARGET_KEY } })];
  relay = await startTestRelay(
    {
      ...{ publicUrl: 'https://relay.example.com', allowPrivate: true, targets },
      sources: [
        scrapekitSource({ baseUrl, apiKey: 'sk_live_x', targets, webhookSecrets: [SECRET] }),
        scrapekitSource({
          ...{ baseUrl, apiKey: 'key', targets, name: 'emails', provider: providers.matchkraft },
        }),
      ],
    },
    { adminToken: 'token of the operator' },
  );
});
afterAll(async () => {
  await relay.close();
  await target.close();
  api.close();
});

const pathOf = (source: string): string => new URL(relay.running.webhookUrls.get(source) ?? '').pathname;

async function sendWebhook(jobId: string): Promise<number> {
  const body = JSON.stringify({
    event: 'scrape.job.completed',
    data: { job_id: jobId, status: 'completed' },
  });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', SECRET).update(`${timestamp}.${body}`).digest('hex');
  const response = await fetch(`${relay.running.url}${pathOf('leads')}`, {
    method: 'POST',
    headers: { 'x-scrapekit-timestamp': timestamp, 'x-scrapekit-signature': signature },
    body,
  });
  return response.status;
}

const basic = { authorization: `Basic ${Buffer.from('me:token of the operator').toString('base64')}` };
const read = async (path: string, headers: Readonly<Record<string, string>> = basic): Promise<Response> =>
  await fetch(`${relay.running.url}${path}`, { headers, redirect: 'manual' });

/** Reads the overview until it shows the text. */
async function overviewWith(text: string): Promise<string> {
  for (;;) {
    const page = await (await read('/')).text();
    if (page.includes(text)) return page;
  }
}

test('a target that answers 410 stops the delivery, the page says so, and from there it is sent again', async () => {
  target.answer = (_request, response) => void response.writeHead(410).end('gone');
  expect(await sendWebhook('sk_job_1')).toBe(200);
  const overview = await overviewWith('stopped</span>');
  const [, path = ''] = /href="\.(\/deliveries\/[^"]+)"/.exec(overview) ?? [];
  const page = await (await read(path)).text();
  expect(page).toContain('The target answered 410');

  target.answer = (_request, response) => void response.writeHead(200).end();
  const sent = await fetch(`${relay.running.url}${path}/send-again`, {
    method: 'POST',
    headers: { ...basic, 'sec-fetch-site': 'same-origin' },
    redirect: 'manual',
  });
  await target.find(({ number }) => number === 2);

  expect(sent.status).toBe(303);
  expect(target.requests.map(({ headers }) => headers['webhook-id'])).toEqual([
    target.requests[0]?.headers['webhook-id'],
    target.requests[0]?.headers['webhook-id'],
  ]);
});

test('the page and the metrics ask for the token, and refuse a form of another site', async () => {
  for (const path of ['/', '/jobs', '/metrics', '/deliveries/x'])
    expect((await read(path, {})).status).toBe(401);
  const wrong = { authorization: `Basic ${Buffer.from('me:guess').toString('base64')}` };
  expect((await read('/', wrong)).status).toBe(401);
  for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }]) {
    const answer = await fetch(`${relay.running.url}/deliveries/x/send-again`, {
      method: 'POST',
      headers: { ...basic, ...headers },
    });
    expect(answer.status).toBe(403);
  }
  expect(await (await read('/metrics')).text()).toContain('relay_webhooks_total');
});

test('M09: an unsigned webhook only causes a question about its job, and an unknown job reaches no target', async () => {
  const before = target.requests.length;
  const body = JSON.stringify({
    ...{ event: 'job.completed', jobId: UNKNOWN_JOB, jobType: 'domain-scan', status: 'completed' },
    resultsUrl: 'https://evil.example/rows',
  });
  const answer = await fetch(`${relay.running.url}${pathOf('emails')}`, { method: 'POST', body });
  while (!asked.some((url) => url.includes(UNKNOWN_JOB))) await read('/jobs');

  expect(answer.status).toBe(200);
  expect(await (await read('/jobs')).text()).toContain(UNKNOWN_JOB);
  expect(target.requests).toHaveLength(before);
});

test('nothing that the relay shows or counts holds a key of a source', async () => {
  for (const path of ['/', '/jobs', '/metrics']) {
    const text = await (await read(path)).text();
    expect(text).not.toContain('sk_live_x');
    expect(text).not.toContain(SECRET);
  }
});

test('an answer that repeats the headers of the request is shown without the key of the target', async () => {
  target.answer = ({ headers }, response) => void response.writeHead(410).end(JSON.stringify(headers));
  await sendWebhook('sk_job_echo');
  const overview = await overviewWith('sk_job_echo');
  const [, path = ''] = /href="\.(\/deliveries\/[^"]+)"/.exec(overview) ?? [];
  let page = '';
  while (!page.includes('webhook-signature')) page = await (await read(path)).text();

  expect(page).toContain('[redacted]');
  expect(page).not.toContain('key of the');
});

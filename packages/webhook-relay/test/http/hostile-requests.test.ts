import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { providers } from '@scrapekit/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFront, type Front } from '../support/start-front.ts';
import { startProvider, type TestProvider } from '../support/start-provider.ts';
import { scrapekitSource, startTestRelay, urlTarget, type TestRelay } from '../support/test-relay.ts';

const KEY = 'sk_live_x';
const authorization = `Bearer ${KEY}`;
let api: TestProvider;
let selfSigned: Front;
let relay: TestRelay;
beforeAll(async () => {
  api = await startProvider();
  selfSigned = await startFront();
  selfSigned.handling = () => Promise.resolve(200);
  const targets = [urlTarget('crm', api.url)];
  const settings = { apiKey: KEY, targets, webhookSecrets: ['secret'] };
  relay = await startTestRelay(
    {
      ...{ publicUrl: 'https://relay.example.com', allowPrivate: true, targets },
      sources: [
        scrapekitSource({ ...settings, baseUrl: api.url }),
        scrapekitSource({ ...settings, name: 'fly', provider: providers.scrapfly, baseUrl: api.url }),
        scrapekitSource({ ...settings, name: 'tls', baseUrl: selfSigned.url }),
      ],
    },
    { adminToken: 'token of the operator' },
  );
});
afterAll(async () => {
  await relay.close();
  await selfSigned.close();
  await api.close();
});

/** Announces a body of 16 MB and sends none of it. Returns the status of the answer. */
async function announce(path: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
  const sent = request(`${relay.running.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': '16000000', ...headers },
  });
  sent.on('error', () => {});
  sent.flushHeaders();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  sent.destroy();
  return answer.statusCode ?? 0;
}

test('a large body is refused before it is read, unless it comes with the key', async () => {
  const wrong = { authorization: 'Bearer sk_live_wrong' };

  expect(await announce('/proxy/leads/api/v1/scrape/jobs', wrong)).toBe(401);
  expect(await announce('/watch/leads', wrong)).toBe(401);
  expect(await announce('/watch/leads', { authorization })).toBe(413);
  expect(await announce('/in/leads/guess')).toBe(413);
  expect(await announce('/deliveries/x/send-again')).toBe(413);
});

test('a provider without a valid certificate does not get the key, also in a private network', async () => {
  const response = await fetch(`${relay.running.url}/proxy/tls/api/v1/account`, {
    headers: { authorization },
  });

  expect(response.status).toBe(502);
  expect(selfSigned.passed).toEqual([]);
});

test('a job is not followed under an id that no job can have', async () => {
  for (const job_id of ['.', '..', 'a\u0000b', 'a\nb', '\ud800', '', 'x'.repeat(201)]) {
    const response = await fetch(`${relay.running.url}/watch/leads`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ job_id }),
    });
    expect([job_id, response.status]).toEqual([job_id, 400]);
  }
});

test('the refusal of a malformed address does not repeat it, because it may hold a key', async () => {
  const response = await fetch(`${relay.running.url}/proxy/fly/scrape%zz?key=${KEY}`);

  expect(response.status).toBe(400);
  expect(await response.text()).not.toContain(KEY);
});

test('a page that a service has fetched has no part in the log-in of the status page', async () => {
  api.answer = (_request, response) =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end('<script>fetch("/")</script>');

  for (const path of ['/scrape', '/screenshot']) {
    const response = await fetch(`${relay.running.url}/proxy/fly${path}?key=${KEY}&url=https://evil.example`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
  }
});

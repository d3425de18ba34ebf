import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  startReferenceServer,
  type ReferenceServer,
  type TestAccount,
} from '../../../test/e2e/reference-server.ts';
import { startFront, type Front } from './support/start-front.ts';
import { startTarget, type TargetRequest, type TestTarget } from './support/start-target.ts';
import { scrapekitSource, startTestRelay, urlTarget, type TestRelay } from './support/test-relay.ts';

let server: ReferenceServer;
let front: Front;
let account: TestAccount;
let relay: TestRelay;
let plain: TestTarget;
let paged: TestTarget;
beforeAll(async () => {
  server = await startReferenceServer();
  front = await startFront();
  account = await server.createAccount(100_000);
  plain = await startTarget();
  paged = await startTarget();
  const targets = [
    urlTarget('plain', plain.url, {
      headers: { 'x-make-apikey': 'key of make' },
      signingSecret: SIGNING_SECRET,
    }),
    urlTarget('paged', paged.url, { rows: { kind: 'pages', maxBytes: 5_000_000, maxRows: 2 } }),
  ];
  relay = await startTestRelay({
    publicUrl: front.url,
    allowPrivate: true,
    targets,
    sources: [
      scrapekitSource({
        ...{ baseUrl: server.url, apiKey: account.api_key, targets, lateAfterMs: 1_500 },
        webhookSecrets: [account.webhook_secret],
      }),
    ],
  });
  front.relayUrl = relay.running.url;
});
afterAll(async () => {
  await relay.close();
  await plain.close();
  await paged.close();
  await front.close();
  await server.close();
});

beforeEach(() => {
  front.handling = async (webhook, pass) => await pass(webhook);
  plain.answer = (_request, response) => void response.writeHead(200).end('ok');
  plain.requests.length = 0;
  paged.requests.length = 0;
});

const aboutJob =
  (id: string) =>
  ({ body }: TargetRequest): boolean =>
    body.job.id === id;

const SIGNING_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const scrape = { query: 'dentists', location: 'Austin, TX', max_leads: 5 };

/** Refuses the first request about each job. */
function failFirst(status: number): TestTarget['answer'] {
  const seen = new Set<string>();
  return ({ body }, response) => {
    response.writeHead(seen.has(body.job.id) ? 200 : status).end();
    seen.add(body.job.id);
  };
}

const isSecondAbout =
  (id: string) =>
  (request: TargetRequest): boolean =>
    plain.requests.filter(aboutJob(id)).indexOf(request) === 1;

interface CreateAnswer {
  readonly status: number;
  readonly jobId: string;
}

async function create(body: object, headers: Readonly<Record<string, string>> = {}): Promise<CreateAnswer> {
  const response = await fetch(`${relay.running.url}/proxy/leads/api/v1/scrape/jobs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${account.api_key}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { readonly job_id: string };
  return { status: response.status, jobId: answer.job_id };
}

test('a job that a tool creates through the relay reaches every target, with rows where they are wanted', async () => {
  const { status, jobId } = await create(scrape);
  expect(status).toBe(202);

  const event = await plain.find(aboutJob(jobId));
  const last = await paged.find(({ body }) => body.job.id === jobId && body.page?.number === 3);

  expect(event.body).toMatchObject({
    type: 'job.completed',
    source: 'leads',
    provider: 'scrapekit',
    reconciled: false,
    job: { id: jobId, operation: 'scrape', status: 'completed' },
  });
  expect(event.headers['x-make-apikey']).toBe('key of make');
  expect(event.body.rows).toBeUndefined();
  const pages = paged.requests.filter(aboutJob(jobId));
  expect(pages.map(({ body }) => [body.page?.number, body.page?.of, body.rows?.length])).toEqual([
    [1, 3, 2],
    [2, 3, 2],
    [3, 3, 1],
  ]);
  expect(last.body.rows?.[0]).toHaveProperty('name');
});

test('a delivery carries a Standard Webhooks signature and an id that stays the same', async () => {
  plain.answer = failFirst(500);
  const { jobId } = await create(scrape);
  await plain.find(isSecondAbout(jobId));

  const [first, second] = plain.requests.filter(aboutJob(jobId));

  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  for (const { headers, text } of plain.requests) {
    const signed = `${headers['webhook-id'] ?? ''}.${headers['webhook-timestamp'] ?? ''}.${text}`;
    const expected = createHmac('sha256', Buffer.alloc(32, 7)).update(signed).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${expected}`);
  }
});

test('C171: a job whose webhook is lost is read at the cadence of the provider, and reported as such', async () => {
  front.handling = () => Promise.resolve(200);
  const { jobId } = await create(scrape);

  const event = await plain.find(aboutJob(jobId));

  expect(event.body).toMatchObject({ reconciled: true, type: 'job.completed' });
});

test('a webhook that comes twice, and after the job was read, causes one event', async () => {
  front.handling = async (webhook, pass) => {
    await pass(webhook);
    return await pass(webhook);
  };
  const { jobId } = await create(scrape);
  await plain.find(aboutJob(jobId));
  await paged.find(({ body }) => body.job.id === jobId && body.page?.number === 3);

  expect(plain.requests.filter(aboutJob(jobId))).toHaveLength(1);
  expect(paged.requests.filter(aboutJob(jobId))).toHaveLength(3);
});

test('C170: forged and stale webhooks are refused, and none is delivered', async () => {
  const [path] = [...relay.running.webhookUrls.values()].map((url) => new URL(url).pathname);
  const body = JSON.stringify({
    event: 'scrape.job.completed',
    data: { job_id: 'scr_0000000000', status: 'completed', results_url: 'https://evil.example/rows' },
  });
  const post = async (timestamp: number, secret: string) => {
    const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
    const response = await fetch(`${relay.running.url}${path ?? ''}`, {
      method: 'POST',
      headers: { 'x-scrapekit-timestamp': String(timestamp), 'x-scrapekit-signature': signature },
      body,
    });
    return response.status;
  };
  const now = Math.floor(Date.now() / 1000);

  expect(await post(now, 'another secret')).toBe(401);
  expect(await post(now - 600, account.webhook_secret)).toBe(401);
  expect((await fetch(`${relay.running.url}/in/leads/guess`, { method: 'POST', body })).status).toBe(404);
  expect(await post(now, account.webhook_secret)).toBe(200);

  const event = await plain.find(aboutJob('scr_0000000000'));
  expect(plain.requests.filter(aboutJob('scr_0000000000'))).toHaveLength(1);
  expect(event.body.removed_urls).toEqual(['data.results_url']);
  expect(event.text).not.toContain('evil.example');
});

test('the same create twice at the same time starts one job and is charged once', async () => {
  const [first, second] = await Promise.all([create(scrape), create(scrape)]);

  expect(second.jobId).toBe(first.jobId);
});

test('a create with the same client_request_id later gets the first job', async () => {
  const body = { ...scrape, client_request_id: 'run-17' };
  const first = await create(body);
  await plain.find(aboutJob(first.jobId));

  const second = await create(body);
  const other = await create({ ...body, max_leads: 6 });

  expect(second.jobId).toBe(first.jobId);
  expect(other.status).toBe(409);
});

test('two creates one after the other are two jobs', async () => {
  const first = await create(scrape);
  const second = await create(scrape);

  expect(second.jobId).not.toBe(first.jobId);
});

test('a tool without the key of the provider is refused', async () => {
  const response = await fetch(`${relay.running.url}/proxy/leads/api/v1/scrape/jobs/x`, {
    headers: { authorization: 'Bearer sk_live_wrong' },
  });

  expect(response.status).toBe(401);
  expect(await response.text()).not.toContain(account.api_key);
});

test('a request that creates nothing is passed through', async () => {
  const { jobId } = await create(scrape);
  const headers = { authorization: `Bearer ${account.api_key}` };

  const status = await fetch(`${relay.running.url}/proxy/leads/api/v1/scrape/jobs/${jobId}`, { headers });
  const direct = await fetch(`${server.url}/api/v1/scrape/jobs/${jobId}`, { headers });

  expect(status.status).toBe(200);
  expect(Object.keys((await status.json()) as object)).toEqual(Object.keys((await direct.json()) as object));
});

test('a job that was created elsewhere is followed when a program names it', async () => {
  const direct = await fetch(`${server.url}/api/v1/scrape/jobs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${account.api_key}`, 'content-type': 'application/json' },
    body: JSON.stringify(scrape),
  });
  const { job_id: jobId } = (await direct.json()) as { readonly job_id: string };

  const answer = await fetch(`${relay.running.url}/watch/leads`, {
    method: 'POST',
    headers: { authorization: `Bearer ${account.api_key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ job_id: jobId, operation: 'scrape' }),
  });

  expect(answer.status).toBe(202);
  const event = await plain.find(aboutJob(jobId));
  expect(event.body.reconciled).toBe(true);
});

test('a delivery that waits is made after a restart', async () => {
  plain.answer = failFirst(503);
  const { jobId } = await create(scrape);
  await plain.find(aboutJob(jobId));

  await relay.restart();
  front.relayUrl = relay.running.url;

  await plain.find(isSecondAbout(jobId));
});

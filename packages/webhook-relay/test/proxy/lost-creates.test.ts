import { providers } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sendJson, startProvider, type TestProvider } from '../support/start-provider.ts';
import { scrapekitSource, startTestRelay, urlTarget, type TestRelay } from '../support/test-relay.ts';

const KEY = 'sk_live_x';
const JOBS = '/api/v1/scrape/jobs';
const CONTACTS = '/api/v1/contact/linkedin';
const AFTER_FIVE_MINUTES = 300_000;
const scrape = { query: 'dentists', location: 'Austin, TX', max_leads: 5 };
let passed = 0;
let api: TestProvider;
let relay: TestRelay;
beforeAll(async () => {
  api = await startProvider();
  const targets = [urlTarget('crm', api.url)];
  const settings = { baseUrl: api.url, apiKey: KEY, targets, webhookSecrets: ['secret'] };
  relay = await startTestRelay(
    {
      ...{ publicUrl: 'https://relay.example.com', allowPrivate: true, targets },
      sources: [
        scrapekitSource(settings),
        scrapekitSource({ ...settings, name: 'scrupp', provider: providers.scrupp }),
        scrapekitSource({ ...settings, name: 'scrapfly', provider: providers.scrapfly }),
        scrapekitSource({ ...settings, name: 'down', baseUrl: 'http://127.0.0.1:1' }),
      ],
    },
    { clock: { now: () => Date.now() + passed, sleep: (ms, signal) => systemClock.sleep(ms, signal) } },
  );
});
afterAll(async () => {
  await relay.close();
  await api.close();
});
beforeEach(() => {
  api.requests.length = 0;
});

interface Answer {
  readonly status: number;
  readonly text: string;
}

async function post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`${relay.running.url}/proxy${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() } satisfies Answer;
}

/** A provider that starts a job with each create, and whose list has them. Its answer to a create is the given text. */
function startJobs(answer?: string): void {
  const jobs: Record<string, unknown>[] = [];
  api.answer = ({ method, body }, response) => {
    if (method === 'GET') {
      sendJson(response, 200, { jobs, next_cursor: null });
      return;
    }
    const fields = JSON.parse(body) as Record<string, unknown>;
    const job_id = `sk_job_${crypto.randomUUID()}`;
    jobs.push({ ...fields, job_id, status: 'queued' });
    if (answer === undefined) sendJson(response, 202, { job_id, status: 'queued' });
    else response.writeHead(202, { 'content-type': 'application/json' }).end(answer);
  };
}

test('a create whose answer names no job is looked up, because its job may exist', async () => {
  startJobs('{"job_id": "sk_jo');

  const answer = await post(`/leads${JOBS}`, scrape);

  expect(answer.status).toBe(202);
  expect(answer.text).toContain('sk_job_');
  expect(api.sent('POST', JOBS)).toHaveLength(1);
});

test('an Idempotency-Key stands for one create, also when its answer was lost and there is no list', async () => {
  api.answer = (_request, response) => void response.destroy();
  const headers = { 'idempotency-key': 'run-17' };

  const first = await post(`/scrupp${CONTACTS}`, { companies: ['a'] }, headers);
  passed += AFTER_FIVE_MINUTES;
  const second = await post(`/scrupp${CONTACTS}`, { companies: ['a'] }, headers);

  for (const { status, text } of [first, second]) {
    expect(status).toBe(502);
    expect(text).toContain('dashboard');
    expect(text).not.toContain('looks for the job');
  }
  expect(api.sent('POST', CONTACTS)).toHaveLength(1);
  expect(api.requests[0]?.headers['idempotency-key']).toBe('run-17');
});

test('a create that never left the relay can be sent again under its id', async () => {
  const body = { ...scrape, client_request_id: 'run-18' };

  const first = await post(`/down${JOBS}`, body);
  const second = await post(`/down${JOBS}`, body);

  for (const { status, text } of [first, second]) {
    expect(status).toBe(502);
    expect(text).toContain('nothing was started');
  }
});

test('a field that a tool left empty counts as absent', async () => {
  startJobs();

  await post(`/leads${JOBS}`, { ...scrape, client_request_id: '', webhook_url: null });
  await post(`/leads${JOBS}`, { ...scrape, max_leads: 6, client_request_id: '', webhook_url: '' });

  const bodies = api.sent('POST', JOBS).map(({ body }) => JSON.parse(body) as Record<string, string>);
  expect(bodies.map(({ webhook_url: url }) => url?.startsWith('https://relay.example.com/in/'))).toEqual([
    true,
    true,
  ]);
  expect(bodies.map(({ client_request_id: id }) => id?.slice(0, 4))).toEqual(['cre_', 'cre_']);
});

test('an Idempotency-Key also stands for one create of a service whose creates have no body', async () => {
  let jobs = 0;
  api.answer = (_request, response) => sendJson(response, 201, { job_uuid: `job-${(jobs += 1)}` });
  const create = async () => {
    const response = await fetch(
      `${relay.running.url}/proxy/scrapfly/scrape?key=${KEY}&url=a&webhook_name=b`,
      {
        headers: { 'idempotency-key': 'page-1' },
      },
    );
    return await response.text();
  };

  expect(await create()).toBe(await create());
  expect(api.sent('GET', '/scrape')).toHaveLength(1);
});

test('a create is recognised in every spelling of its path', async () => {
  startJobs();

  for (const path of [`/${JOBS}`, `${JOBS}/`, '/api//v1/scrape/jobs', '/api/v1/scrape/%6Aobs'])
    await post(`/leads${path}`, { ...scrape, query: path });

  expect(api.sent('POST', JOBS)).toHaveLength(4);
  expect(api.sent('POST', JOBS).every(({ body }) => body.includes('webhook_url'))).toBe(true);
});

test('a request that may have been charged is not said to be safe to repeat', async () => {
  api.answer = (_request, response) => void response.destroy();

  const answer = await post('/leads/api/v1/verify/email', { email: 'a@example.com' });

  expect(answer.status).toBe(502);
  expect(answer.text).toContain('may have taken effect');
});

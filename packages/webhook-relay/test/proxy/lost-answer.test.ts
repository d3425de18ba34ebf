import { providers } from '@scrapekit/core';
import { FakeClock } from '@scrapekit/core/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sendJson, startProvider, type TestProvider } from '../support/start-provider.ts';
import { startTarget, type TestTarget } from '../support/start-target.ts';
import { scrapekitSource, startTestRelay, urlTarget, type TestRelay } from '../support/test-relay.ts';

const API_KEY = 'key of the provider';
const MINUTE = 60_000;
/** Waiting creates move this clock, so that no test waits for them. */
const clock = new FakeClock(Date.now());

let api: TestProvider;
let target: TestTarget;
let relay: TestRelay;
beforeAll(async () => {
  api = await startProvider();
  target = await startTarget();
  const targets = [urlTarget('tool', target.url)];
  const source = { baseUrl: api.url, apiKey: API_KEY, targets };
  relay = await startTestRelay(
    {
      ...{ publicUrl: 'https://relay.example.com', allowPrivate: true, targets },
      sources: [
        scrapekitSource({ ...source, webhookSecrets: ['secret'] }),
        scrapekitSource({ ...source, name: 'companies', provider: providers.scrupp, webhookSecrets: ['x'] }),
      ],
    },
    { clock },
  );
});
afterAll(async () => {
  await relay.close();
  await target.close();
  await api.close();
});

/** The bodies of the creates that the provider received. */
const creates = (): readonly Record<string, unknown>[] =>
  api.requests
    .filter(({ method }) => method === 'POST')
    .map(({ body }) => JSON.parse(body) as Record<string, unknown>);
let before = 0;
const newCreates = () => creates().slice(before);
beforeEach(() => (before = creates().length));

interface Answer {
  readonly status: number;
  readonly text: string;
}

async function create(path: string, body: object): Promise<Answer> {
  const response = await fetch(`${relay.running.url}/proxy/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}
const scrape = async (query: string): Promise<Answer> =>
  await create('leads/api/v1/scrape/jobs', { query, location: 'Austin, TX', max_leads: 5 });

test('a create whose answer is lost gets its job, which the list of the provider has, and is not sent again', async () => {
  api.answer = ({ method, path }, response) => {
    if (method === 'POST') response.destroy();
    else if (path.includes('/jobs?'))
      sendJson(response, 200, {
        jobs: newCreates().map(({ client_request_id: id }) => ({
          ...{ job_id: 'sk_job_listed', status: 'queued', client_request_id: id },
          created_at: new Date(clock.now()).toISOString(),
        })),
      });
    else sendJson(response, 200, { job_id: 'sk_job_listed', status: 'completed' });
  };

  const { status, text } = await scrape('dentists');

  expect(status).toBe(202);
  expect(JSON.parse(text)).toMatchObject({ job_id: 'sk_job_listed' });
  expect(newCreates()).toHaveLength(1);
  expect(newCreates()[0]).toMatchObject({
    webhook_url: relay.running.webhookUrls.get('leads'),
    client_request_id: expect.stringMatching(/^cre_/),
  });
});

test.each([
  ['is closed', undefined],
  ['is a 503', 503],
])('a create whose answer %s is not sent again until no answer can come any more', async (_, code) => {
  const query = `bakeries ${code ?? ''}`;
  api.answer = ({ method }, response) => {
    if (method !== 'POST') sendJson(response, 200, { jobs: [] });
    else if (code === undefined) response.destroy();
    else sendJson(response, code, {});
  };

  const first = await scrape(query);
  const second = await scrape(query);
  const sentMeanwhile = newCreates().length;
  clock.advance(5 * MINUTE);
  const third = await scrape(query);

  expect(first.status).toBe(502);
  expect(first.text).toContain('gave no answer. The relay looks for the job');
  expect(second.status).toBe(409);
  expect(second.text).toContain('it does not start a second job');
  expect(sentMeanwhile).toBe(1);
  expect(third.status).toBe(502);
  expect(newCreates()).toHaveLength(2);
});

test('a provider without a list of jobs gets no second create, and the tool learns that the job may exist', async () => {
  api.answer = (_request, response) => void response.destroy();
  const lookUp = async () => await create('companies/api/v1/company/linkedin', { items: ['example.com'] });

  const first = await lookUp();
  const second = await lookUp();

  expect(first).toMatchObject({ status: 502, text: expect.stringContaining('the job may exist') as string });
  expect(second.status).toBe(409);
  expect(newCreates()).toEqual([
    { items: ['example.com'], webhook_url: relay.running.webhookUrls.get('companies') },
  ]);
});

test('a create that the provider refuses can be sent again at once', async () => {
  api.answer = (_request, response) => sendJson(response, 402, { error: { code: 'insufficient_credits' } });

  const first = await scrape('florists');
  const second = await scrape('florists');

  expect([first.status, second.status]).toEqual([402, 402]);
  expect(newCreates()).toHaveLength(2);
});

import { providers } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { TestClock } from 'pg-boss';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sendJson, startProvider, type TestProvider } from '../support/start-provider.ts';
import { startTarget, type TestTarget } from '../support/start-target.ts';
import { scrapekitSource, startTestRelay, urlTarget, type TestRelay } from '../support/test-relay.ts';

const KEY = 'sk_live_x';
const HINTED = 'b6f0f6a4-3c1e-4f43-9a55-0d6d8f0f2c11';
const A_MINUTE = 60_000;
const TEN_SECONDS = 10_000;
const clock = new TestClock(Date.parse('2026-11-20T00:00:00Z'));
let api: TestProvider;
let target: TestTarget;
let relay: TestRelay;
beforeAll(async () => {
  api = await startProvider();
  target = await startTarget();
  const targets = [urlTarget('crm', target.url)];
  const settings = { baseUrl: api.url, apiKey: KEY, targets };
  relay = await startTestRelay(
    {
      ...{ publicUrl: 'https://relay.example.com', allowPrivate: true, targets },
      sources: [
        scrapekitSource({ ...settings, webhookSecrets: ['secret'] }),
        scrapekitSource({ ...settings, name: 'emails', provider: providers.matchkraft }),
      ],
    },
    {
      ...{ adminToken: 'token-of-the-operator', queueClock: clock },
      clock: { now: () => clock.now(), sleep: (ms, signal) => systemClock.sleep(ms, signal) },
    },
  );
});
afterAll(async () => {
  await relay.close();
  await target.close();
  await api.close();
});
beforeEach(() => {
  api.requests.length = 0;
  api.answer = (_request, response) => sendJson(response, 404, { error: { code: 'job_not_found' } });
});

async function watch(jobId: string): Promise<unknown> {
  const response = await fetch(`${relay.running.url}/watch/leads`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ job_id: jobId }),
  });
  return { status: response.status, ...((await response.json()) as object) };
}

async function hint(): Promise<number> {
  const { pathname } = new URL(relay.running.webhookUrls.get('emails') ?? '');
  const body = { event: 'job.completed', jobId: HINTED, jobType: 'domain-scan', status: 'completed' };
  const response = await fetch(`${relay.running.url}${pathname}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  return response.status;
}

/** Reads the page of jobs until it is as wanted. */
async function jobsPage(isWanted: (page: string) => boolean): Promise<string> {
  for (;;) {
    const response = await fetch(`${relay.running.url}/jobs`, {
      headers: { authorization: 'Bearer token-of-the-operator' },
    });
    const page = await response.text();
    if (isWanted(page)) return page;
    await systemClock.sleep(50);
  }
}

/** Lets time pass after the first reading of a job, so that the second one decides. */
async function passAfterReading(ms: number): Promise<void> {
  await jobsPage((page) => page.includes('class="wrong"'));
  await clock.setTime(clock.now() + ms);
}

test('a job that the service did not know is followed again when a program names it again', async () => {
  await watch('sk_job_late');
  await passAfterReading(A_MINUTE);
  await jobsPage((page) => page.includes('state lost" title'));
  api.answer = (_request, response) =>
    sendJson(response, 200, { job_id: 'sk_job_late', status: 'completed' });

  expect(await watch('sk_job_late')).toMatchObject({ status: 202, followed: true });

  const { body } = await target.find((request) => request.body.job.id === 'sk_job_late');
  expect(body.type).toBe('job.completed');
});

test('M10: a job that only an unsigned webhook named and that the service does not know leaves nothing behind', async () => {
  expect(await hint()).toBe(200);
  await jobsPage((page) => page.includes(HINTED));
  await passAfterReading(TEN_SECONDS);

  expect(await jobsPage((page) => !page.includes(HINTED))).not.toContain(HINTED);
  expect(api.requests).toHaveLength(2);

  api.answer = (_request, response) => sendJson(response, 200, { jobId: HINTED, status: 'COMPLETED' });
  expect(await hint()).toBe(200);
  const { body } = await target.find((request) => request.body.job.id === HINTED);
  expect(body).toMatchObject({ type: 'job.completed', reconciled: true });
});

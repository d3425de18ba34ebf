import { expect, test } from 'vitest';
import { createClient } from '../../src/client.ts';
import { ApiError } from '../../src/errors/api-error.ts';
import { JobTimeoutError } from '../../src/errors/job-timeout-error.ts';
import { scrapekit } from '../../src/providers/scrapekit/definition.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { scriptedTransport, type ScriptedAnswer } from '../scripted-transport.ts';
import { apiKey, created, refused } from './client.ts';

const input = { query: 'dentists', location: 'Austin, Texas', max_leads: 10 };

function clientWith(deadline: number, ...script: readonly (ScriptedAnswer | Error)[]) {
  const { transport, requests } = scriptedTransport(...script);
  const clock = new FakeClock(0);
  const client = createClient(scrapekit, { transport, clock, credentials: { apiKey }, deadline });
  return { client, clock, requests };
}

test('C042: a request is not repeated after the deadline, and the error has the requested pause', async () => {
  const throttled = refused(429, 'rate_limited', { 'retry-after': '45' });
  const { client, clock, requests } = clientWith(25_000, throttled, created);

  const error: unknown = await client.create('scrape', input).catch((reason: unknown) => reason);

  expect(ApiError.isInstance(error) && error.retryAfterMs).toBe(45_000);
  expect(requests).toHaveLength(1);
  expect(clock.slept).toEqual([]);
});

test('C188: a request is repeated before the deadline', async () => {
  const throttled = refused(429, 'rate_limited', { 'retry-after': '7' });
  const { client, requests } = clientWith(25_000, throttled, created);

  await client.create('scrape', input);

  expect(requests).toHaveLength(2);
});

test('A31: a wait ends before the host ends the run, so that the caller gets the id', async () => {
  const { client, clock } = clientWith(25_000, { json: { job_id: 'sk_job_1', status: 'running' } });

  const error: unknown = await client
    .wait({ id: 'sk_job_1', operation: 'scrape' })
    .catch((reason: unknown) => reason);

  expect(JobTimeoutError.isInstance(error) && error.jobId).toBe('sk_job_1');
  expect(clock.now()).toBe(20_000);
});

import { expect, test } from 'vitest';
import { createClient } from '../../src/client.ts';
import { ApiError } from '../../src/errors/api-error.ts';
import { scrapekit } from '../../src/providers/scrapekit/definition.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { scriptedTransport } from '../scripted-transport.ts';
import { refused, scriptedClient } from './client.ts';

const reference = { id: 'sk_job_1', operation: 'scrape' };
const running = { json: { job_id: 'sk_job_1', status: 'running' } };
const completed = { json: { job_id: 'sk_job_1', status: 'completed' } };

test('C195: a stored job reference is enough to continue a wait', async () => {
  const { client } = scriptedClient(running, completed);

  await expect(client.wait(JSON.parse(JSON.stringify(reference)) as typeof reference)).resolves.toMatchObject(
    { status: 'completed' },
  );
});

test('C185: the deliveries that a client has shorten its waits', async () => {
  const { transport } = scriptedTransport(running, completed);
  const clock = new FakeClock();
  const named: string[] = [];
  const deliveries = {
    find: () => Promise.resolve(undefined),
    nudge: (jobId: string) => {
      named.push(jobId);
      return Promise.resolve();
    },
  };
  const client = createClient(scrapekit, { transport, clock, deliveries });

  await client.wait(reference);

  expect(named).toEqual(['sk_job_1']);
  expect(clock.slept).toEqual([]);
});

test('M10: many deliveries cause at most one poll in five seconds', async () => {
  const { client, clock, requests } = scriptedClient(running);

  await client.wait(reference, { nudge: () => Promise.resolve(), timeoutMs: 60_000 }).catch(() => {});

  expect(requests.length).toBeLessThanOrEqual(2 + 60 / 5);
  expect(clock.slept.every((ms) => ms >= 4_500)).toBe(true);
});

test('C195: an abort can cancel the job, once', async () => {
  const { client, requests } = scriptedClient(
    running,
    { json: {} },
    { json: { job_id: 'sk_job_1', status: 'cancelled' } },
  );
  const controller = new AbortController();
  const onStatus = () => controller.abort(new Error('enough'));

  await expect(
    client.wait(reference, { signal: controller.signal, cancelOnAbort: true, onStatus }),
  ).rejects.toThrow('enough');

  expect(requests.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET']);
});

test('C195: an abort alone leaves the job running', async () => {
  const { client, requests } = scriptedClient(running);
  const controller = new AbortController();

  const waiting = client.wait(reference, {
    signal: controller.signal,
    onStatus: () => controller.abort(new Error('enough')),
  });

  await expect(waiting).rejects.toThrow('enough');
  expect(requests).toHaveLength(1);
});

test('M11: a 404 is ignored only for the time that the provider needs after a create', async () => {
  const settling = { ...scrapekit, settleMs: 60_000 };
  const { transport } = scriptedTransport(refused(404, 'job_not_found'));
  const clock = new FakeClock();
  const client = createClient(settling, { transport, clock, random: () => 0.5 });

  await expect(client.wait(reference)).rejects.toBeInstanceOf(ApiError);
  expect(clock.now()).toBe(60_000);
});

const input = { query: 'dentists', location: 'Austin', max_leads: 1 };
const accepted = { json: { job_id: 'sk_job_1', status: 'queued' } };
const missing = refused(404, 'job_not_found');

test('C089, C098: a 404 right after the create of the same client does not end a wait', async () => {
  const { client } = scriptedClient(accepted, missing, missing, completed);
  await client.create('scrape', input);
  const statuses: string[] = [];

  const job = await client.wait(reference, { onStatus: ({ status }) => void statuses.push(status) });

  expect(job.status).toBe('completed');
  expect(statuses).toEqual(['queued', 'queued', 'completed']);
});

test('C098: a 404 that lasts a minute after the create of the same client ends a wait', async () => {
  const { client, clock } = scriptedClient(accepted, missing);
  const job = await client.create('scrape', input);
  const createdAt = clock.now();

  await expect(client.wait(job)).rejects.toBeInstanceOf(ApiError);
  expect(clock.now() - createdAt).toBe(60_000);
});

test('C098: a job that the client created more than a minute before is gone at the first 404', async () => {
  const { client, clock, requests } = scriptedClient(accepted, missing);
  const job = await client.create('scrape', input);
  await clock.sleep(60_000);

  await expect(client.wait(job)).rejects.toBeInstanceOf(ApiError);
  expect(requests).toHaveLength(2);
});

test('C098: a reading of a job that the same client created answers a 404 at once', async () => {
  const { client, requests } = scriptedClient(accepted, missing);
  const job = await client.create('scrape', input);

  await expect(client.get(job)).rejects.toBeInstanceOf(ApiError);
  expect(requests).toHaveLength(2);
});

test('C098: for ScrapeKit a 404 is final for a job that another process created', async () => {
  const { client, requests } = scriptedClient(refused(404, 'job_not_found'));

  await expect(client.wait(reference)).rejects.toBeInstanceOf(ApiError);
  expect(requests).toHaveLength(1);
});

test('A19: after too_many_active_jobs the pause is longer than after a rate limit', async () => {
  const { client, clock } = scriptedClient(refused(429, 'too_many_active_jobs'), {
    json: { job_id: 'j', status: 'queued' },
  });

  await client.create('scrape', { query: 'a', location: 'b', max_leads: 1 });

  expect(clock.slept).toEqual([15_000]);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createClient } from '../../src/client.ts';
import { ApiError } from '../../src/errors/api-error.ts';
import { ConfigurationError } from '../../src/errors/configuration-error.ts';
import { JobTimeoutError } from '../../src/errors/job-timeout-error.ts';
import { NetworkError } from '../../src/errors/network-error.ts';
import { ProviderError } from '../../src/errors/provider-error.ts';
import type { Transport } from '../../src/http/transport.ts';
import { providers } from '../../src/providers/index.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { scriptedTransport, socketError, type ScriptedAnswer } from '../scripted-transport.ts';
import { refused } from './client.ts';

const reference = { id: 'sk_job_1', operation: 'scrape' };
const running: ScriptedAnswer = { json: { job_id: 'sk_job_1', status: 'running' } };
const completed: ScriptedAnswer = { json: { job_id: 'sk_job_1', status: 'completed' } };

/** A client for a server that fails from `from` until `until`, in milliseconds, and then reports the job as completed. */
function clientInOutage(failure: ScriptedAnswer | Error, { from = 0, until = Infinity } = {}) {
  const clock = new FakeClock();
  const answers = {
    before: scriptedTransport(running),
    during: scriptedTransport(failure),
    after: scriptedTransport(completed),
  };
  const phase = () => (clock.now() < from ? 'before' : clock.now() < until ? 'during' : 'after');
  const client = createClient(providers.scrapekit, {
    transport: (request) => answers[phase()].transport(request),
    clock,
    random: () => 0.5,
  });
  return { client, clock, failed: answers.during.requests };
}

const failures: readonly (readonly [string, ScriptedAnswer | Error])[] = [
  ['a page with status 200', { text: '<html>maintenance</html>' }],
  ['an empty answer', { text: '' }],
  ['an answer that describes no job', { json: { ok: true } }],
  ['status 502', { status: 502, text: '<html>' }],
  ['status 500', refused(500, 'internal_error')],
  ['status 429', refused(429, 'rate_limited')],
  ['a refused connection', socketError('ECONNREFUSED')],
  ['a connection that is reset', socketError('ECONNRESET')],
  ['a redirect', { status: 302, text: '' }],
];

describe.each(failures)('C185, A31: during an outage with %s', (_, failure) => {
  test('a wait goes on and returns the job after it', async () => {
    const { client, clock } = clientInOutage(failure, { from: 20_000, until: 620_000 });

    const job = await client.wait(reference);

    expect(job.status).toBe('completed');
    expect(clock.now()).toBeLessThan(700_000);
  });

  test('a wait ends at its deadline with the id and the trouble', async () => {
    const { client, clock } = clientInOutage(failure);

    const error: unknown = await client
      .wait(reference, { timeoutMs: 120_000 })
      .catch((reason: unknown) => reason);

    expect(clock.now()).toBe(120_000);
    if (!JobTimeoutError.isInstance(error)) throw error;
    expect(error.job).toMatchObject(reference);
    expect(error.jobId).toBe('sk_job_1');
    expect(error.message).toContain('sk_job_1');
    expect(ProviderError.isInstance(error.cause)).toBe(true);
  });
});

test('A31: after the trouble has ended the error at the deadline has no cause', async () => {
  const { transport } = scriptedTransport({ status: 502, text: '' }, running);
  const client = createClient(providers.scrapekit, { transport, clock: new FakeClock() });

  const error: unknown = await client
    .wait(reference, { timeoutMs: 30_000 })
    .catch((reason: unknown) => reason);

  expect(JobTimeoutError.isInstance(error) && error.cause).toBeUndefined();
});

test('A31: the error for a job that was never read does not state a status', async () => {
  const { client } = clientInOutage(socketError('ECONNRESET'));

  const error: unknown = await client
    .wait(reference, { timeoutMs: 60_000 })
    .catch((reason: unknown) => reason);

  expect(JobTimeoutError.isInstance(error) && error.message).toContain(
    'Job sk_job_1 could not be read for 60 s.',
  );
});

test('A31: the error at the deadline has the last state that was read', async () => {
  const { client } = clientInOutage(socketError('ECONNRESET'), { from: 20_000 });

  const error: unknown = await client
    .wait(reference, { timeoutMs: 60_000 })
    .catch((reason: unknown) => reason);

  expect(JobTimeoutError.isInstance(error) && error.job.raw).toEqual(running.json);
});

test.each([401, 403, 410])('C188: status %d ends a wait, and the error names the job', async (status) => {
  const { client, failed } = clientInOutage(refused(status, 'forbidden'), { from: 20_000 });

  const error: unknown = await client.wait(reference).catch((reason: unknown) => reason);

  if (!ApiError.isInstance(error)) throw error;
  expect([error.status, error.jobId, error.code]).toEqual([status, 'sk_job_1', 'forbidden']);
  expect(error.message).toContain('sk_job_1');
  expect(failed).toHaveLength(1);
});

test('C098: a short 404 for a job that was read before does not end a wait', async () => {
  const { client } = clientInOutage(refused(404, 'job_not_found'), { from: 20_000, until: 60_000 });

  await expect(client.wait(reference)).resolves.toMatchObject({ status: 'completed' });
});

test('C098: the time of other failures before a 404 does not make it last', async () => {
  const clock = new FakeClock();
  const { transport } = scriptedTransport(
    running,
    ...Array(10).fill(refused(502, 'bad_gateway')),
    refused(404, 'job_not_found'),
    completed,
  );
  const slow: Transport = async (request) => {
    await clock.sleep(10_000);
    return transport(request);
  };
  const client = createClient(providers.scrapekit, { transport: slow, clock, random: () => 0.5 });

  await expect(client.wait(reference)).resolves.toMatchObject({ status: 'completed' });
});

test('C098: a 404 that lasts a minute ends a wait, and the error names the job', async () => {
  const { client, clock } = clientInOutage(refused(404, 'job_not_found'), { from: 20_000 });

  const error: unknown = await client.wait(reference).catch((reason: unknown) => reason);

  expect(ApiError.isInstance(error) && [error.status, error.jobId]).toEqual([404, 'sk_job_1']);
  expect(clock.now()).toBeLessThan(120_000);
});

test('C185: a nudge that fails does not end a wait', async () => {
  const { transport } = scriptedTransport(running, completed);
  const client = createClient(providers.scrapekit, { transport, clock: new FakeClock() });

  for (const nudge of [
    () => Promise.reject(new Error('the queue is down')),
    () => {
      throw new Error('the queue is down');
    },
  ])
    await expect(client.wait(reference, { nudge })).resolves.toMatchObject({ status: 'completed' });
});

test('C185: a store of deliveries that fails does not end a wait for a job without a status route', async () => {
  const payload = { result: { success: true }, context: { job: { uuid: 'uuid-7' } } };
  const found = [
    () => Promise.reject(new Error('the database is down')),
    () => Promise.resolve({ payload } as never),
  ];
  const deliveries = {
    find: () => found.shift()?.() ?? Promise.resolve(undefined),
    nudge: () => new Promise<void>(() => {}),
  };
  const { transport } = scriptedTransport(running);
  const client = createClient(providers.scrapfly, { transport, clock: new FakeClock(), deliveries });

  await expect(client.wait({ id: 'uuid-7', operation: 'scrape' })).resolves.toMatchObject({
    status: 'completed',
  });
});

test('an error of the configuration ends a wait at once', async () => {
  const { transport } = scriptedTransport(running);
  const clock = new FakeClock();
  const client = createClient(providers.scrapfly, { transport, clock });

  await expect(client.wait({ id: 'uuid-7', operation: 'scrape' })).rejects.toBeInstanceOf(ConfigurationError);
  expect(clock.now()).toBe(0);
});

test('an error of the caller’s own onStatus is passed on unchanged', async () => {
  const mistake = new TypeError('not a function');
  const { transport } = scriptedTransport(running);
  const client = createClient(providers.scrapekit, { transport, clock: new FakeClock() });
  const onStatus = () => {
    throw mistake;
  };

  await expect(client.wait(reference, { onStatus })).rejects.toBe(mistake);
});

test('C185, A31: no sequence of failures ends a wait before its deadline', async () => {
  const failure = fc.constantFrom(...failures.map(([, each]) => each), running);
  await fc.assert(
    fc.asyncProperty(
      fc.array(failure, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 0, max: 1_800_000 }),
      async (script, timeoutMs) => {
        const { transport } = scriptedTransport(...script);
        const clock = new FakeClock();
        const client = createClient(providers.scrapekit, { transport, clock, random: () => 0.5 });

        const error: unknown = await client.wait(reference, { timeoutMs }).catch((reason: unknown) => reason);

        expect(JobTimeoutError.isInstance(error) && error.job.id).toBe('sk_job_1');
        expect(clock.now()).toBeCloseTo(timeoutMs, 3);
      },
    ),
    { seed: 1, numRuns: 60 },
  );
});

test('C188: one reading outside a wait still fails after five tries', async () => {
  const { client, failed } = clientInOutage(socketError('ECONNRESET'));

  await expect(client.get(reference)).rejects.toBeInstanceOf(NetworkError);
  expect(failed).toHaveLength(5);
});

import { describe, expect, test, vi } from 'vitest';
import { undiciTransport } from '../../src/adapters/undici.ts';
import { createClient } from '../../src/client.ts';
import { ConfigurationError } from '../../src/errors/configuration-error.ts';
import { RateLimiter } from '../../src/http/rate-limit.ts';
import { waitForJob } from '../../src/jobs/wait-for-job.ts';
import { scrapekit } from '../../src/providers/scrapekit/definition.ts';
import { scrapenest } from '../../src/providers/scrapenest/definition.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { scriptedClient } from './client.ts';

const clock = new FakeClock();
const transport = () => Promise.reject(new Error('Nothing may be sent.'));
const reference = { id: 'sk_job_1', operation: 'scrape' };

/** Returns the message of the ConfigurationError that a call throws. Any other outcome fails the test. */
function complaint(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (ConfigurationError.isInstance(error)) return error.message;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}

describe('createClient', () => {
  const create = (changes: object, provider: unknown = scrapekit) =>
    complaint(() => createClient(provider as typeof scrapekit, { transport, clock, ...changes }));

  test.each([undefined, null, 'scrapekit', {}])('refuses %j as the provider', (provider) => {
    expect(complaint(() => createClient(provider as never, { transport, clock }))).toBe(
      'The provider must be a definition, such as providers.scrapekit.',
    );
  });

  test('asks for its options', () => {
    expect(complaint(() => createClient(scrapekit, undefined as never))).toContain('options');
  });

  test.each([
    ['transport', undefined, 'The option transport must be a function.'],
    ['transport', {}, 'The option transport must be a function.'],
    ['clock', undefined, 'The option clock must have the functions now and sleep.'],
    ['clock', { now: () => 0 }, 'The option clock must have the functions now and sleep.'],
    ['random', 0.5, 'The option random must be a function.'],
    ['deadline', NaN, 'The option deadline must be a number of milliseconds.'],
    ['deadline', '1000', 'The option deadline must be a number of milliseconds.'],
    ['retries', NaN, 'The option retries must be a whole number of at least 0.'],
    ['retries', -1, 'The option retries must be a whole number of at least 0.'],
    ['retries', 1.5, 'The option retries must be a whole number of at least 0.'],
    ['deliveries', {}, 'The option deliveries must have the functions find and nudge.'],
    ['rateLimiter', {}, 'The option rateLimiter must have the functions take and observe.'],
    ['inFlight', {}, 'The option inFlight must have the function join.'],
  ])('refuses the option %s: %j', (name, value, message) => {
    expect(create({ [name]: value })).toBe(message);
  });

  test.each([null, {}, { apiKey: undefined }, { apiKey: 7 }, 'sk_live_key'])(
    'refuses %j as the credentials',
    (credentials) => {
      expect(create({ credentials })).toContain('apiKey');
    },
  );

  test('needs no credentials, because a host may add them', () => {
    expect(() => createClient(scrapekit, { transport, clock })).not.toThrow();
  });
});

test.each([NaN, '1000', null])(
  'a wait with the timeout %j is refused before anything is sent',
  async (timeoutMs) => {
    const { client, requests } = scriptedClient();

    await expect(client.wait(reference, { timeoutMs: timeoutMs as never })).rejects.toMatchObject({
      name: 'ConfigurationError',
      message: 'The option timeoutMs must be a number of milliseconds.',
    });
    expect(requests).toEqual([]);
  },
);

test.each([
  ['cadence', [], 'The option cadence must be a list of at least one step.'],
  ['cadence', undefined, 'The option cadence must be a list of at least one step.'],
  ['clock', { now: () => 0 }, 'The option clock must have the functions now and sleep.'],
  ['refresh', undefined, 'The option refresh must be a function.'],
  ['random', undefined, 'The option random must be a function.'],
  ['timeoutMs', NaN, 'The option timeoutMs must be a number of milliseconds.'],
  ['signal', undefined, 'The option signal must have the function throwIfAborted.'],
])('waitForJob refuses the option %s: %j', async (name, value, message) => {
  const refresh = vi.fn();
  const options = {
    refresh,
    cadence: [{ every: 5 }],
    clock,
    random: () => 0.5,
    timeoutMs: 1000,
    signal: new AbortController().signal,
  };

  await expect(waitForJob({ ...options, [name]: value })).rejects.toMatchObject({
    name: 'ConfigurationError',
    message,
  });
  expect(refresh).not.toHaveBeenCalled();
});

test('waitForJob and registerEndpoint ask for their options', async () => {
  const { client, requests } = scriptedClient();
  const nest = createClient(scrapenest, { transport, clock });

  for (const call of [
    waitForJob(undefined as never),
    nest.registerEndpoint(undefined as never),
    client.registerEndpoint(undefined as never),
  ])
    await expect(call).rejects.toMatchObject({ name: 'ConfigurationError' });
  expect(requests).toEqual([]);
});

test.each([undefined, 7, ''])('the webhook URL %j is not registered', async (url) => {
  const nest = createClient(scrapenest, { transport, clock });

  await expect(nest.registerEndpoint({ url: url as never })).rejects.toMatchObject({
    name: 'InputError',
    issues: [{ field: 'url', message: 'This is not a URL' }],
  });
});

test.each([NaN, -1, 0, '60000'])('undiciTransport refuses the idle timeout %j', (idleTimeoutMs) => {
  expect(complaint(() => undiciTransport({ idleTimeoutMs: idleTimeoutMs as never }))).toBe(
    'The option idleTimeoutMs must be a whole number of at least 1.',
  );
});

test.each([undefined, null, 'sk_job_1'])('a job that is named by %j is refused', async (job) => {
  const { client, requests } = scriptedClient();
  const named = job as never;
  const message =
    'A job is named by an object with its id and its operation, such as the result of create().';
  const refusal = { name: 'ConfigurationError', message };

  await expect(client.get(named)).rejects.toMatchObject(refusal);
  await expect(client.wait(named)).rejects.toMatchObject(refusal);
  await expect(client.cancel(named)).rejects.toMatchObject(refusal);
  expect(complaint(() => client.results(named))).toBe(message);
  await expect(Array.fromAsync(client.resultsFile(named, 'csv'))).rejects.toMatchObject(refusal);
  await expect(Array.fromAsync(client.artifact(named, 'art_1'))).rejects.toMatchObject(refusal);
  expect(requests).toEqual([]);
});

test('a rate limiter needs a clock', () => {
  const names = { remaining: 'x-ratelimit-remaining', reset: 'x-ratelimit-reset' };

  expect(complaint(() => new RateLimiter(names, {} as never))).toBe(
    'The option clock must have the functions now and sleep.',
  );
});

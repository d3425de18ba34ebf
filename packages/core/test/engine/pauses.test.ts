import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createClient, type ClientOptions } from '../../src/client.ts';
import { MAX_PAUSE_MS } from '../../src/clock.ts';
import { ApiError } from '../../src/errors/api-error.ts';
import { JobTimeoutError } from '../../src/errors/job-timeout-error.ts';
import { NetworkError } from '../../src/errors/network-error.ts';
import { parseRetryAfter } from '../../src/http/retry-after.ts';
import { providers } from '../../src/providers/index.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { scriptedTransport, type ScriptedAnswer } from '../scripted-transport.ts';
import { created, refused } from './client.ts';

const START = Date.UTC(2026, 3, 21, 10);
const HOUR_MS = 3_600_000;
const input = { query: 'dentists', location: 'Austin, Texas', max_leads: 20 };
const reference = { id: 'sk_job_1', operation: 'scrape' };
const running: ScriptedAnswer = { json: { job_id: 'sk_job_1', status: 'running' } };
const httpDate = (ms: number) => new Date(ms).toUTCString();
const throttled = (headers: Readonly<Record<string, string>>) => refused(429, 'rate_limited', headers);

function clientWith(script: readonly (ScriptedAnswer | Error)[], options: Partial<ClientOptions> = {}) {
  const { transport, requests } = scriptedTransport(...script);
  const clock = new FakeClock(START);
  const client = createClient(providers.scrapekit, { transport, clock, random: () => 0.5, ...options });
  return { client, clock, requests, elapsedMs: () => clock.now() - START };
}

describe('C042: Retry-After', () => {
  test.each([
    ['10', 10_000],
    [' 10 ', 10_000],
    ['0', 0],
    ['99999999999', 86_400_000],
    ['9'.repeat(400), 86_400_000],
    [httpDate(START + 10_000), 10_000],
    [httpDate(START - 10_000), 0],
    [httpDate(START + 40 * 24 * HOUR_MS), 86_400_000],
    ['1.5', undefined],
    ['-1', undefined],
    ['soon', undefined],
    ['2026-04-21', undefined],
    ['', undefined],
  ])('of "%s" requests %s ms', (value, pauseMs) => {
    expect(parseRetryAfter({ 'retry-after': value }, START)).toBe(pauseMs);
  });

  test('is compared with the Date of the answer, because the clock of this machine may be wrong', () => {
    const headers = { date: httpDate(START + HOUR_MS), 'retry-after': httpDate(START + HOUR_MS + 10_000) };

    expect(parseRetryAfter(headers, START)).toBe(10_000);
    expect(parseRetryAfter({ ...headers, date: 'yesterday' }, START)).toBe(HOUR_MS + 10_000);
  });
});

describe('C042: a request is not repeated after a pause of more than five minutes', () => {
  test.each([{ 'retry-after': '86400' }, { 'retry-after': httpDate(START + 40 * 24 * HOUR_MS) }])(
    'and the error says so (%j)',
    async (headers) => {
      const { client, clock, requests } = clientWith([throttled(headers), created]);

      const error: unknown = await client.create('scrape', input).catch((reason: unknown) => reason);

      expect(ApiError.isInstance(error) && [error.status, error.retryAfterMs, error.retryable]).toEqual([
        429,
        86_400_000,
        true,
      ]);
      expect(ApiError.isInstance(error) && error.message).toContain('a pause of more than 300 s');
      expect([requests.length, clock.slept]).toEqual([1, []]);
    },
  );
});

test('C195: a long Retry-After does not pass the time-out of a wait, and the error names it', async () => {
  const { client, elapsedMs } = clientWith([throttled({ 'retry-after': '3600' })]);

  const error: unknown = await client
    .wait(reference, { timeoutMs: 30_000 })
    .catch((reason: unknown) => reason);

  expect(elapsedMs()).toBe(30_000);
  expect(JobTimeoutError.isInstance(error) && error.job).toMatchObject(reference);
  expect(JobTimeoutError.isInstance(error) && ApiError.isInstance(error.cause)).toBe(true);
  expect(JobTimeoutError.isInstance(error) && error.message).toContain('a pause of more than 300 s');
});

test('C042: a wait asks again after Retry-After, and at the latest after five minutes', async () => {
  const { client, clock } = clientWith([
    throttled({ 'retry-after': '40' }),
    running,
    throttled({ 'retry-after': '3600' }),
    running,
  ]);

  await client.wait(reference, { timeoutMs: 600_000 }).catch(() => {});

  expect(clock.slept).toContain(MAX_PAUSE_MS);
  expect(Math.max(...clock.slept)).toBe(MAX_PAUSE_MS);
});

test('C042: a nudge does not end the pause that the provider requested', async () => {
  const { client, clock } = clientWith([throttled({ 'retry-after': '3600' })]);

  await client.wait(reference, { timeoutMs: 60_000, nudge: () => Promise.resolve() }).catch(() => {});

  expect(clock.slept).toEqual([60_000]);
});

test('C030: a rate limit that is open only after the time-out of a wait does not extend it', async () => {
  const resetsAt = String(START / 1000 + 60);
  const limited = { ...running, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': resetsAt } };
  const { client, elapsedMs } = clientWith([limited]);

  await client.wait(reference, { timeoutMs: 20_000 }).catch(() => {});

  expect(elapsedMs()).toBe(20_000);
});

test('C030: the end of a rate limit is compared with the Date of the answer', async () => {
  const ahead = START + HOUR_MS;
  const headers = {
    date: httpDate(ahead),
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(ahead / 1000 + 10),
  };
  const { client, clock } = clientWith([{ ...running, headers }, running]);

  await client.get(reference);
  await client.get(reference);

  expect(clock.slept).toEqual([10_000]);
});

/** What servers write for a duration, and what they may write by mistake. */
const durations = fc.oneof(
  fc.integer({ min: 0, max: 1e12 }).map(String),
  fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
  fc.string(),
);

test('C042, C195: no answer makes a call pause past its deadline or longer than five minutes at once', async () => {
  const answers = fc.record({
    status: fc.constantFrom(429, 500, 502, 503),
    retryAfter: durations,
    date: fc.option(durations, { nil: undefined }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(answers, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 0, max: 2 * HOUR_MS }),
      async (script, timeoutMs) => {
        const { client, clock, elapsedMs } = clientWith(
          script.map(({ status, retryAfter, date }) => {
            const headers = { 'retry-after': retryAfter, ...(date === undefined ? {} : { date }) };
            return refused(status, 'rate_limited', headers);
          }),
        );

        const error: unknown = await client.wait(reference, { timeoutMs }).catch((reason: unknown) => reason);

        expect(error).toBeInstanceOf(JobTimeoutError);
        expect(elapsedMs()).toBeCloseTo(timeoutMs, 3);
        expect(clock.slept.every((ms) => ms >= 0 && ms <= MAX_PAUSE_MS)).toBe(true);
      },
    ),
    { seed: 1, numRuns: 60 },
  );
});

describe('C189: a create is not sent again when the pause leaves no time for its answer', () => {
  test('because the deadline is near', async () => {
    const { client, clock, requests } = clientWith([throttled({ 'retry-after': '22' }), created], {
      deadline: START + 25_000,
    });

    const error: unknown = await client.create('scrape', input).catch((reason: unknown) => reason);

    expect(ApiError.isInstance(error) && error.message).toContain('would pass the deadline');
    expect([requests.length, clock.slept]).toEqual([1, []]);
  });

  test('because the pause lasted longer than intended', async () => {
    const { transport, requests } = scriptedTransport(throttled({ 'retry-after': '1' }), created);
    const clock = new FakeClock(START);
    const suspended = {
      now: () => clock.now(),
      sleep: async (ms: number, signal?: AbortSignal) => clock.sleep(ms + 60_000, signal),
    };
    const client = createClient(providers.scrapekit, {
      transport,
      clock: suspended,
      deadline: START + 25_000,
    });

    const error: unknown = await client.create('scrape', input).catch((reason: unknown) => reason);

    expect(ApiError.isInstance(error) && error.status).toBe(429);
    expect(requests).toHaveLength(1);
  });

  test('because the rate limit was awaited', async () => {
    const resetsAt = String(START / 1000 + 10);
    const limited = {
      ...created,
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': resetsAt },
    };
    const { transport, requests } = scriptedTransport(limited);
    const clock = new FakeClock(START);
    const suspended = {
      now: () => clock.now(),
      sleep: async (ms: number, signal?: AbortSignal) => clock.sleep(ms + 60_000, signal),
    };
    const client = createClient(providers.scrapekit, {
      transport,
      clock: suspended,
      deadline: START + 25_000,
    });
    await client.create('scrape', input);

    const error: unknown = await client.create('scrape', input).catch((reason: unknown) => reason);

    expect(NetworkError.isInstance(error) && error.sent).toBe(false);
    expect(requests).toHaveLength(1);
  });
});

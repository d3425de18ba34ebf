import { describe, expect, test } from 'vitest';
import { createClient, type Client } from '../../src/client.ts';
import { ApiError } from '../../src/errors/api-error.ts';
import { NetworkError } from '../../src/errors/network-error.ts';
import { providers } from '../../src/providers/index.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { scriptedTransport, socketError, type ScriptedAnswer } from '../scripted-transport.ts';
import { refused } from './client.ts';

const calls = [
  [
    'verifyEmail of ScrapeKit',
    providers.scrapekit,
    (client: Client) => client.call('verifyEmail', { email: 'ana@example.com' }),
  ],
  [
    'scrapeNow of Scrapfly',
    providers.scrapfly,
    (client: Client) => client.call('scrapeNow', { url: 'https://example.com' }),
  ],
] as const;

const sentence = 'The call may have been charged, and a second one is charged as well.';

describe.each(calls)('%s', (_, provider, call) => {
  const failWith = async (failure: ScriptedAnswer | Error): Promise<unknown> => {
    const { transport } = scriptedTransport(failure);
    const client = createClient(provider, { transport, clock: new FakeClock(), retries: 0 });
    return await call(client).catch((error: unknown) => error);
  };

  test.each([
    ['no complete answer', socketError('ECONNRESET'), NetworkError, undefined],
    ['an answer of 502', refused(502, 'bad_gateway'), ApiError, 502],
  ])(
    'C189: %s leaves open whether it was charged, so a loop of retries must not repeat it',
    async (...facts) => {
      const [, failure, Failure, status] = facts;

      const error = await failWith(failure);

      expect(Failure.isInstance(error)).toBe(true);
      expect(error).toMatchObject({ retryable: false, status });
      expect(String(error)).toContain(sentence);
    },
  );

  test.each([
    ['no connection', socketError('ECONNREFUSED')],
    ['an answer of 429', refused(429, 'rate_limited')],
  ])('%s means that it was not charged, so it may be repeated', async (...[, failure]) => {
    const error = await failWith(failure);

    expect(error).toMatchObject({ retryable: true });
    expect(String(error)).not.toContain(sentence);
  });

  test('an answer of 501 means that the server does not offer it', async () => {
    expect(String(await failWith(refused(501, 'not_implemented')))).not.toContain(sentence);
  });
});

test('C188: the error of a free read without an answer is retryable', async () => {
  const { transport } = scriptedTransport(socketError('ECONNRESET'));
  const client = createClient(providers.scrapekit, { transport, clock: new FakeClock(), retries: 0 });

  await expect(client.get({ id: 'sk_job_1', operation: 'scrape' })).rejects.toMatchObject({
    retryable: true,
  });
});

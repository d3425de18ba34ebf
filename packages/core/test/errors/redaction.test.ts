import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { createClient } from '../../src/client.ts';
import { ConfigurationError } from '../../src/errors/configuration-error.ts';
import { ProviderError } from '../../src/errors/provider-error.ts';
import { scrapekit } from '../../src/providers/scrapekit/definition.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { apiKey, scriptedClient } from '../engine/client.ts';

const reference = { id: 'sk_job_1', operation: 'scrape' };

test.each([
  [
    'a refusal that repeats the key',
    { status: 401, json: { error: { code: 'invalid_api_key', message: `Bad key ${apiKey}` } } },
  ],
  [
    'a host error that shows its request',
    Object.assign(new Error(`GET https://scrapekit.ai/?key=${apiKey} Bearer ${apiKey}`), {
      code: 'ECONNRESET',
      config: { headers: { authorization: apiKey } },
    }),
  ],
])('C192: the key is removed from %s', async (_, failure) => {
  const { client } = scriptedClient(failure);

  const error: unknown = await client.get(reference).catch((reason: unknown) => reason);

  if (!ProviderError.isInstance(error)) throw error;
  const everything = [
    inspect(error, { depth: 10, showHidden: true }),
    JSON.stringify(error),
    error.message,
    error.stack,
    String(error),
  ];
  expect(everything.join('\n')).not.toContain(apiKey);
});

test.each([{ credentials: { apiKey } }, {}])(
  'C191: a base URL without TLS is refused, with and without credentials (%#)',
  (own) => {
    const options = { ...own, transport: () => Promise.reject(new Error('unused')), clock: new FakeClock() };

    expect(() => createClient(scrapekit, { ...options, baseUrl: 'http://api.example.com' })).toThrow(
      ConfigurationError,
    );
    expect(() => createClient(scrapekit, { ...options, baseUrl: 'http://127.0.0.1:8787' })).not.toThrow();
  },
);

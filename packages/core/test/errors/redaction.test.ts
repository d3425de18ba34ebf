import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createClient } from '../../src/client.ts';
import { ConfigurationError } from '../../src/errors/configuration-error.ts';
import { ProviderError } from '../../src/errors/provider-error.ts';
import type { ProviderDefinition } from '../../src/provider.ts';
import { providers } from '../../src/providers/index.ts';
import { scrapekit } from '../../src/providers/scrapekit/definition.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { apiKey, scriptedClient } from '../engine/client.ts';
import { scriptedTransport } from '../scripted-transport.ts';

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

describe('keys that only a host knows', () => {
  const digits = 'a1B2c3D4e5F6g7H8';

  /** Returns the messages of two errors that repeat a text: of a refusal, and of a request without an answer. */
  async function messagesWith(text: string, definition: ProviderDefinition = scrapekit): Promise<string[]> {
    const failures = [
      { status: 400, json: { error: { code: 'invalid_query', message: `It said ${text} here.` } } },
      Object.assign(new Error(`It said ${text} here.`), { code: 'ECONNRESET' }),
    ];
    const messages = failures.map(async (failure) => {
      const { transport } = scriptedTransport(failure);
      const client = createClient(definition, { transport, clock: new FakeClock(), retries: 0 });
      const error: unknown = await client.get(reference).catch((reason: unknown) => reason);
      return (error as Error).message;
    });
    return Promise.all(messages);
  }

  const shapes = Object.values(providers).flatMap(({ id, credentials }: ProviderDefinition) =>
    [credentials.apiKey, credentials.webhookSecret].flatMap((words) =>
      words?.prefix === undefined ? [] : [{ id, prefix: words.prefix }],
    ),
  );

  test.each(shapes)(
    'C192: one of $id that begins with $prefix is removed from messages',
    async ({ prefix }) => {
      for (const message of await messagesWith(`"${prefix}${digits}/+=-_"`))
        expect(message).toContain(`It said "${prefix}[redacted]" here.`);
    },
  );

  test('C192: one of a definition from elsewhere is removed by the beginnings that it names', async () => {
    const credentials = {
      apiKey: { ...scrapekit.credentials.apiKey, prefix: 'acme.live+' },
      webhookSecret: { ...scrapekit.credentials.apiKey, prefix: 'acme(hook)' },
    };

    for (const [prefix, kept] of [
      ['acme.live+', 'acmeXlive'],
      ['acme(hook)', 'acmehook'],
    ] as const) {
      for (const message of await messagesWith(`${prefix}${digits} or ${kept}${digits}`, {
        ...scrapekit,
        credentials,
      }))
        expect(message).toContain(`It said ${prefix}[redacted] or ${kept}${digits} here.`);
    }
  });

  test('a provider without a beginning of its keys hides nothing else', async () => {
    const { prefix: _, ...apiKey } = scrapekit.credentials.apiKey;

    for (const message of await messagesWith(digits, { ...scrapekit, credentials: { apiKey } }))
      expect(message).toContain(`It said ${digits} here.`);
  });

  test.each([
    [`Bearer ${digits}`, 'Bearer [redacted]'],
    [`bearer ${digits}`, 'bearer [redacted]'],
    [`https://api.scrapfly.io/scrape?key=${digits}&url=x`, 'https://api.scrapfly.io/scrape?[redacted]'],
  ])('C192: %j becomes %j in messages', async (text, shown) => {
    for (const message of await messagesWith(text)) expect(message).toContain(`It said ${shown} here.`);
  });
});

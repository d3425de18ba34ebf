import { inspect } from 'node:util';
import { afterEach, expect, test, vi } from 'vitest';
import { ConfigurationError } from '../../src/errors/configuration-error.ts';
import { ProviderError } from '../../src/errors/provider-error.ts';
import * as node from '../../src/node/index.ts';
import { createProviderClass, ScrapeKit, Scrapfly, type ProviderOptions } from '../../src/node/index.ts';
import { providers } from '../../src/providers/index.ts';
import type { ProviderDefinition } from '../../src/provider.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { scriptedTransport } from '../scripted-transport.ts';
import { apiKey, created, input, jobIn, scriptedScrapeKit } from './scripted-provider.ts';

afterEach(() => vi.unstubAllEnvs());

test('C192: a missing key is an error that names the variable', () => {
  vi.stubEnv('SCRAPEKIT_API_KEY', '');

  expect(() => new ScrapeKit()).toThrow(
    'The API key of ScrapeKit is missing. Set SCRAPEKIT_API_KEY, or pass the option apiKey.',
  );
  expect(() => new ScrapeKit()).toThrow(ConfigurationError);
});

test('key and base URL come from the environment, and an option counts more', async () => {
  vi.stubEnv('SCRAPEKIT_API_KEY', 'sk_live_from_environment');
  vi.stubEnv('SCRAPEKIT_BASE_URL', 'http://127.0.0.1:8787');
  const { transport, requests } = scriptedTransport(jobIn('completed'));

  await new ScrapeKit({ transport }).scrape.get('sk_job_1');
  await new ScrapeKit({ transport, apiKey, baseUrl: 'https://proxy.example' }).scrape.get('sk_job_1');

  expect(requests.map(({ url, headers }) => [new URL(url).origin, headers.authorization])).toEqual([
    ['http://127.0.0.1:8787', 'Bearer sk_live_from_environment'],
    ['https://proxy.example', `Bearer ${apiKey}`],
  ]);
});

test('C188: the number of repetitions is a setting', async () => {
  const busy = { status: 503, json: {} };

  const once = scriptedScrapeKit([busy], { retries: 0 });
  await expect(once.scrapekit.scrape.get('sk_job_1')).rejects.toThrow();
  const thrice = scriptedScrapeKit([busy], { retries: 2 });
  await expect(thrice.scrapekit.scrape.get('sk_job_1')).rejects.toThrow();

  expect([once.requests.length, thrice.requests.length]).toEqual([1, 3]);
  expect(() => scriptedScrapeKit([], { retries: -1 })).toThrow(ConfigurationError);
});

test('only one way to send requests may be given', () => {
  const options: ProviderOptions = { apiKey, fetch, transport: scriptedTransport().transport };

  expect(() => new ScrapeKit(options)).toThrow(ConfigurationError);
});

test('C191: a base URL that is neither https nor this machine is refused', () => {
  expect(() => new ScrapeKit({ apiKey, baseUrl: 'http://scrapekit.example' })).toThrow(ConfigurationError);
});

test('C192: neither the client nor an error shows the key', async () => {
  const { scrapekit } = scriptedScrapeKit([{ status: 401, text: `no such key: ${apiKey}` }]);

  const error: unknown = await scrapekit.scrape.create(input).catch((each: unknown) => each);

  expect(ProviderError.isInstance(error)).toBe(true);
  for (const value of [scrapekit, error])
    expect(inspect(value, { depth: 9, showHidden: true })).not.toContain(apiKey);
  expect(JSON.stringify(scrapekit)).not.toContain(apiKey);
});

test('C192: the debug hook gets method, URL, status and time, and neither key nor query', async () => {
  const records: unknown[] = [];
  const { transport } = scriptedTransport({ json: { result: {} } });
  const scrapfly = new Scrapfly({
    apiKey: 'scp-live-secret',
    transport,
    debug: (record) => records.push(record),
  });

  await scrapfly.scrapeNow({ url: 'https://example.com/?token=private' });

  expect(records).toEqual([
    {
      method: 'GET',
      url: 'https://api.scrapfly.io/scrape?[redacted]',
      status: 200,
      durationMs: expect.any(Number),
    },
  ]);
});

test('C192: the debug hook gets the reason of a request without an answer, and its own errors change nothing', async () => {
  const records: { readonly error?: string }[] = [];
  const broken = new Error(`connect failed for ${apiKey}`);
  const { scrapekit } = scriptedScrapeKit([broken, created], {
    debug: (record) => {
      records.push(record);
      throw new Error('the hook is broken');
    },
  });

  const job = await scrapekit.scrape.get('sk_job_4f7a9b1c');

  expect(job).toMatchObject({ id: 'sk_job_4f7a9b1c' });
  expect(records[0]?.error).toBe('connect failed for [redacted]');
});

test('C192: the debug hook hides a key that was given with blanks, and the request carries the key without them', async () => {
  const records: { readonly error?: string }[] = [];
  const key = 'key-without-a-known-beginning';
  const { transport, requests } = scriptedTransport(
    new Error(`connect failed for ${key}`),
    jobIn('completed'),
  );
  const scrapekit = new ScrapeKit({
    apiKey: ` \u200B${key}\n`,
    transport,
    clock: new FakeClock(),
    debug: (record) => records.push(record),
  });

  await scrapekit.scrape.get('sk_job_1');

  expect(records[0]?.error).toBe('connect failed for [redacted]');
  expect(requests[0]?.headers.authorization).toBe(`Bearer ${key}`);
});

test('C192: the debug hook gets a record of a request that is rejected with an object without a prototype', async () => {
  const records: unknown[] = [];
  const scrapekit = new ScrapeKit({
    apiKey,
    // A library may reject with any value.
    transport: () => Promise.reject(Object.create(null) as Error),
    retries: 0,
    debug: (record) => records.push(record),
  });

  const error: unknown = await scrapekit.scrape.get('sk_job_1').catch((each: unknown) => each);

  expect(ProviderError.isInstance(error)).toBe(true);
  expect(records).toEqual([expect.objectContaining({ error: 'an error without a message' })]);
});

test('a webhook secret that is no text is refused', () => {
  const webhookSecrets = ['whsec_old', undefined] as readonly string[];

  expect(() => new ScrapeKit({ apiKey, webhookSecrets })).toThrow(
    'The option webhookSecrets must be a text or a list of texts.',
  );
});

test('C192: a key of blanks alone is refused', () => {
  expect(() => new ScrapeKit({ apiKey: ' \n' })).toThrow(ConfigurationError);
});

const classes = Object.values(node).filter((each) => typeof each === 'function');

test.each(Object.values<ProviderDefinition>(providers))(
  '$name has a class with all its operations',
  (definition) => {
    const providerClass = classes.find(({ name }) => name === definition.name);
    const api = new (createProviderClass(definition))({ apiKey: 'key' });

    expect(providerClass).toBeDefined();
    expect(Object.keys(api)).toEqual(
      expect.arrayContaining([...Object.keys(definition.operations), 'webhooks']),
    );
    expect(api.constructor.name).toBe(definition.name);
  },
);

test('an operation that has the name of another member is refused', () => {
  const definition = {
    ...providers.scrapenest,
    operations: { webhooks: providers.scrapenest.operations.scrape },
  };

  expect(() => new (createProviderClass(definition))({ apiKey })).toThrow(ConfigurationError);
});

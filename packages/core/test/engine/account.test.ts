import { describe, expect, test } from 'vitest';
import { createClient } from '../../src/client.ts';
import { ApiError } from '../../src/errors/api-error.ts';
import { ConfigurationError } from '../../src/errors/configuration-error.ts';
import type { ProviderDefinition } from '../../src/provider.ts';
import { providers } from '../../src/providers/index.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { scriptedTransport, type ScriptedAnswer } from '../scripted-transport.ts';
import { refused, scriptedClient } from './client.ts';

const page: ScriptedAnswer = { status: 404, text: '<html>Not found</html>' };

function clientOf(provider: ProviderDefinition, ...script: readonly ScriptedAnswer[]) {
  const { transport, requests } = scriptedTransport(...script);
  return { client: createClient(provider, { transport, clock: new FakeClock(0) }), requests };
}

describe('the account of a ScrapeKit key', () => {
  test('X03: has an id, an address and a balance in thousandths of a credit', async () => {
    const { client } = scriptedClient({
      json: { account_id: 'acct_1', email: 'jane@example.com', balance: 12.345, key_prefix: 'sk_live_ab' },
    });

    await expect(client.account()).resolves.toEqual({
      id: 'acct_1',
      email: 'jane@example.com',
      balance: 12_345,
    });
  });

  test('X03: without the account route, the code for an unknown job proves the key', async () => {
    const { client, requests } = scriptedClient(page, refused(404, 'job_not_found'));

    await expect(client.account()).resolves.toEqual({});

    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET https://scrapekit.ai/api/v1/account',
      `GET https://scrapekit.ai/api/v1/scrape/jobs/sk_job_${'0'.repeat(32)}`,
    ]);
  });

  test.each([
    ['a page that does not exist', page],
    ['another code', refused(404, 'not_found')],
    ['a job, which cannot exist', { json: {} }],
  ])('X03: %s does not prove the key', async (_, answer) => {
    const { client } = scriptedClient(page, answer);

    await expect(client.account()).rejects.toBeInstanceOf(ConfigurationError);
  });

  test('C003: a bad key is refused with its code', async () => {
    const { client } = scriptedClient(refused(401, 'invalid_api_key'));

    await expect(client.account()).rejects.toMatchObject({ name: ApiError.name, code: 'invalid_api_key' });
  });

  test('an answer of another website with status 200 does not prove the key', async () => {
    const { client } = scriptedClient({ json: { hello: 'world' } });

    await expect(client.account()).rejects.toThrow();
  });
});

test('S11: the account of a Scrupp key has a balance', async () => {
  const { client, requests } = clientOf(providers.scrupp, { json: { credits: 250 } });

  await expect(client.account()).resolves.toEqual({ balance: 250_000 });
  expect(requests[0]?.url).toBe('https://api.scrupp.com/api/v1/account/credits');
});

test('the account of a Scrapfly key has an id and the API credits that are left', async () => {
  const { client } = clientOf(providers.scrapfly, {
    json: {
      account: { account_id: 'd7c1' },
      subscription: { usage: { scrape: { current: 10, limit: 1000, remaining: 990 } } },
    },
  });

  await expect(client.account()).resolves.toEqual({ id: 'd7c1', balance: 990_000 });
});

test('a provider without a free request cannot prove a key, and nothing is sent', async () => {
  const { client, requests } = clientOf(providers.matchkraft);

  await expect(client.account()).rejects.toThrow('MatchKraft offers no free request');
  expect(requests).toEqual([]);
});

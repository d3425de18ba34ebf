import { describe, expect, test } from 'vitest';
import { createClient } from '../../src/client.ts';
import { ConfigurationError } from '../../src/errors/configuration-error.ts';
import { InputError } from '../../src/errors/input-error.ts';
import { scrapekit } from '../../src/providers/scrapekit/definition.ts';
import { providers } from '../../src/providers/index.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { createInbox } from '../../src/webhooks/inbox.ts';
import { scriptedTransport } from '../scripted-transport.ts';
import { apiKey, scriptedClient } from './client.ts';

const running = { json: { job_id: 'sk_job_1', status: 'running' } };
const reference = { id: 'sk_job_1', operation: 'scrape' };

async function requestWith(options: { readonly baseUrl?: string; readonly apiKey?: string }) {
  const { transport, requests } = scriptedTransport(running);
  const { baseUrl, apiKey: key = apiKey } = options;
  const client = createClient(scrapekit, {
    transport,
    clock: new FakeClock(),
    credentials: { apiKey: key },
    baseUrl,
  });
  await client.get(reference);
  return requests[0]!;
}

function refusalOf(options: { readonly baseUrl?: string; readonly apiKey?: string }): string {
  try {
    const { baseUrl, apiKey: key = apiKey } = options;
    const { transport } = scriptedTransport(running);
    createClient(scrapekit, { transport, clock: new FakeClock(), credentials: { apiKey: key }, baseUrl });
    return 'accepted';
  } catch (error) {
    if (ConfigurationError.isInstance(error)) return error.message;
    throw error;
  }
}

describe('the base URL', () => {
  test.each([
    'https://scrapekit.ai/?x=1',
    'https://scrapekit.ai?',
    'https://scrapekit.ai/#top',
    'https://scrapekit.ai/path#',
  ])('is refused with a query or a fragment, which would swallow the routes: %s', (baseUrl) => {
    expect(refusalOf({ baseUrl })).toBe('The base URL must have no query (?) and no fragment (#).');
  });

  test.each(['https://scrapekit.ai@evil.example', 'https://:secret@scrapekit.ai'])(
    'C191: is refused with a user name or a password: %s',
    (baseUrl) => {
      expect(refusalOf({ baseUrl })).toBe('The base URL must have no user name and no password.');
    },
  );

  test.each(['', 'scrapekit.ai', 'http://scrapekit.ai', 'https://', 7 as unknown as string])(
    'C191: is refused without https:// and a host: %j',
    (baseUrl) => {
      expect(refusalOf({ baseUrl })).toContain('must start with https://');
    },
  );

  test.each([
    'http://localhost:8787',
    'http://127.0.0.1:8787',
    'http://[::1]:8787',
    'http://192.168.1.20',
    'http://172.31.0.2',
    'http://10.0.0.1',
    'http://[fd12:3456::1]',
    'http://scrapekit-server:8787',
    'http://host.docker.internal:8787',
    'http://nas.local',
  ])('C191: may be http on a private network: %s', (baseUrl) => {
    expect(refusalOf({ baseUrl })).toBe('accepted');
  });

  test.each([
    'http://172.32.0.1',
    'http://11.0.0.1',
    'http://10.evil.example',
    'http://internal.evil.example',
    'http://[2001:db8::1]',
    'http://scrapekit.ai.',
  ])('C191: must be https on the internet: %s', (baseUrl) => {
    expect(refusalOf({ baseUrl })).toContain('must start with https://');
  });

  test.each(['https://host.example/sub', ' https://host.example/sub/\n', '\uFEFFhttps://HOST.example/sub//'])(
    'is used without surrounding blanks and slashes: %j',
    async (baseUrl) => {
      const { url } = await requestWith({ baseUrl });

      expect(url).toBe('https://host.example/sub/api/v1/scrape/jobs/sk_job_1');
    },
  );
});

describe('the API key', () => {
  test.each([` ${apiKey}\r\n`, `\uFEFF${apiKey}`, `\u200B\u00A0${apiKey}\u2060`, `\t${apiKey}\u00AD\0`])(
    'is sent without surrounding blanks and invisible characters: %j',
    async (key) => {
      expect((await requestWith({ apiKey: key })).headers.authorization).toBe(`Bearer ${apiKey}`);
    },
  );

  test.each(['sk_live_a\nb', 'sk_live_a\u200Bb', 'sk_live_ü', 'sk_live_\0a', 'sk_live_“a”', 'sk_live_\x7Fa'])(
    'C192: is refused by name and not by value when it cannot stand in a header: %j',
    (key) => {
      const message = refusalOf({ apiKey: key });

      expect(message).toContain("The credential 'apiKey' has a character that cannot stand in a header");
      expect(message).not.toContain('sk_live_');
    },
  );

  test.each(['', ' ', '\u200B', undefined as unknown as string])('is refused when it is empty: %j', (key) => {
    const { transport } = scriptedTransport(running);
    const options = { transport, clock: new FakeClock(), credentials: { apiKey: key } };

    expect(() => createClient(scrapekit, options)).toThrow("The credential 'apiKey' is empty.");
  });
});

describe.each(['', '.', '..', '\uD800', 'a\uDFFFb', undefined as unknown as string])('the id %j', (id) => {
  const job = { id, operation: 'scrape' };

  test('C099: is refused before anything is sent, whatever is done with the job', async () => {
    const { client, requests } = scriptedClient(running);
    const calls = [
      () => client.get(job),
      () => client.wait(job),
      () => client.cancel(job),
      () => Array.fromAsync(client.results(job)),
      () => Array.fromAsync(client.resultsFile(job, 'csv')),
    ];

    for (const call of calls) {
      const error: unknown = await call().catch((reason: unknown) => reason);
      expect(InputError.isInstance(error) && error.message).toBe(
        'scrape: id: This is not the id of a job. Nothing was sent.',
      );
    }
    expect(requests).toHaveLength(0);
  });

  test('is refused where a job is found among the deliveries', async () => {
    const clock = new FakeClock();
    const { transport } = scriptedTransport(running);
    const client = createClient(providers.scrapfly, {
      transport,
      clock,
      deliveries: createInbox({ clock }),
    });

    await expect(client.wait(job)).rejects.toBeInstanceOf(InputError);
  });
});

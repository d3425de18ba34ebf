import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { createClient } from '../../src/client.ts';
import { ApiError } from '../../src/errors/api-error.ts';
import { scrapekit } from '../../src/providers/scrapekit/definition.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import type { ScriptedAnswer } from '../scripted-transport.ts';
import { apiKey, scriptedClient } from './client.ts';

const input = { query: 'dentists', location: 'Austin, Texas', max_leads: 20 };
const echo = { error: { code: apiKey, message: `${apiKey} is no key`, request_id: `req_${apiKey}` } };

async function errorOf(answer: ScriptedAnswer): Promise<unknown> {
  return await scriptedClient(answer)
    .client.create('scrape', input)
    .catch((reason: unknown) => reason);
}

test.each<[string, ScriptedAnswer]>([
  ['a refusal', { status: 400, json: echo, headers: { 'x-request-id': apiKey } }],
  ['a failure of the server', { status: 500, json: echo, headers: { 'x-request-id': apiKey } }],
  ['an unreadable answer', { status: 202, text: '<html>', headers: { 'x-request-id': apiKey } }],
])('C192: the key is not in the error after %s that repeats it as code and request id', async (_, answer) => {
  const error = await errorOf(answer);

  expect(error).toBeInstanceOf(Error);
  expect(inspect(error, { depth: 10 }) + JSON.stringify(error)).not.toContain(apiKey);
});

test('C192: a code and a request id that repeat no key stay as they are', async () => {
  const refusal = { error: { code: 'invalid_api_key', message: 'No.', request_id: 'req_7f2a9c4e1b' } };

  const error = await errorOf({ status: 400, json: refusal });

  expect(error).toMatchObject({ code: 'invalid_api_key', requestId: 'req_7f2a9c4e1b' });
});

test('C193: the explanation of a refusal is one line of limited length', async () => {
  const message = `No.\r\nError: \u001B[2J${'x'.repeat(100_000)}`;

  const error = await errorOf({ status: 400, json: { error: { code: 'invalid_query', message } } });

  expect((error as ApiError).message).toMatch(/^ScrapeKit: No\. Error: \[2Jx+$/);
  expect((error as ApiError).message.length).toBeLessThan(1_200);
});

test('C192: a key at the end of a shortened explanation is removed as a whole', async () => {
  const message = 'x'.repeat(990) + apiKey;

  const error = await errorOf({ status: 400, json: { error: { code: 'invalid_query', message } } });

  expect((error as ApiError).message).not.toContain(apiKey.slice(0, 10));
});

test('C191: the error after a redirect says that it was not followed', async () => {
  const error = await errorOf({ status: 301, text: '', headers: { location: 'https://www.scrapekit.ai/' } });

  expect(ApiError.isInstance(error) && error.message).toBe(
    'ScrapeKit: HTTP status 301. This is a redirect, which is not followed. Check the base URL.',
  );
});

test('the explanation of a refusal is read up to 1 MiB, and the rest of the answer is not', async () => {
  let sent = 0;
  async function* manyChunks(): AsyncGenerator<Uint8Array> {
    while (sent < 1_000) {
      sent++;
      yield await Promise.resolve(Buffer.alloc(64 * 1024, 'x'));
    }
  }
  const transport = () => Promise.resolve({ status: 400, headers: {}, body: manyChunks() });
  const client = createClient(scrapekit, { transport, clock: new FakeClock() });

  await expect(client.create('scrape', input)).rejects.toMatchObject({ name: 'ApiError', status: 400 });

  expect(sent).toBe(16);
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { Agent } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { createClient, type ClientOptions } from '../../src/client.ts';
import { AmbiguousCreateError } from '../../src/errors/ambiguous-create-error.ts';
import { ApiError } from '../../src/errors/api-error.ts';
import { NetworkError } from '../../src/errors/network-error.ts';
import type { HttpBody, HttpRequest } from '../../src/http/transport.ts';
import { ScrapeKit, type TransportOptions } from '../../src/node/index.ts';
import { providers } from '../../src/providers/index.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';

const reference = { id: 'sk_job_1', operation: 'scrape' };
const leads = Array.from({ length: 100 }, (_, n) => ({ place_id: `p${n}` }));
const results = JSON.stringify({ results: leads });
const status = '{"job_id":"sk_job_1","status":"running"}';
const never = new Promise<never>(() => {});

/** Sends the first part of a text and then nothing more, and does not end. */
async function* silentAfter(text: string, share: number): AsyncGenerator<Uint8Array> {
  const length = Math.floor(text.length * share);
  if (length > 0) yield Buffer.from(text.slice(0, length));
  await never;
}

function clientWith(
  bodies: readonly HttpBody[],
  { answered = 200, ...options }: Partial<ClientOptions> & { answered?: number } = {},
) {
  const requests: HttpRequest[] = [];
  const clock = new FakeClock();
  const client = createClient(providers.scrapekit, {
    transport: (request) => {
      requests.push(request);
      return Promise.resolve({ status: answered, headers: {}, body: bodies[requests.length - 1] ?? '' });
    },
    clock,
    random: () => 0.5,
    ...options,
  });
  return { client, clock, requests };
}

test.each([0, 0.5])(
  'C188: results that fall silent after %s of their bytes are fetched again after a minute',
  async (share) => {
    const { client, clock, requests } = clientWith([silentAfter(results, share), results]);

    expect(await Array.fromAsync(client.results(reference, { raw: true }))).toEqual(leads);
    expect(requests).toHaveLength(2);
    expect(clock.now()).toBe(60_500);
  },
);

test.each([0, 0.5])('C188: a status that falls silent after %s of its bytes is read again', async (share) => {
  const { client, requests } = clientWith([silentAfter(status, share), status]);

  expect(await client.get(reference)).toMatchObject({ status: 'running' });
  expect(requests).toHaveLength(2);
});

test('C189: a create whose answer falls silent has an unknown outcome', async () => {
  const { client, requests } = clientWith([silentAfter(status, 0.5)], { answered: 202 });
  const input = { query: 'dentists', location: 'Austin, Texas', max_leads: 20 };

  await expect(client.create('scrape', input)).rejects.toBeInstanceOf(AmbiguousCreateError);
  expect(requests).toHaveLength(1);
});

test('C193: a refusal whose explanation falls silent is judged by its status', async () => {
  const { client } = clientWith([silentAfter('{"error":{}}', 0.5)], { answered: 402 });

  const error: unknown = await client.get(reference).catch((reason: unknown) => reason);

  expect(ApiError.isInstance(error) && error.status).toBe(402);
});

test('C192: a file that falls silent is a NetworkError that says for how long, and its connection is closed', async () => {
  const body = Readable.from(silentAfter('place_id,name\r\n', 1));
  const { client, clock } = clientWith([body], { idleTimeoutMs: 5_000 });

  const error: unknown = await Array.fromAsync(client.resultsFile(reference, 'csv')).catch(
    (reason: unknown) => reason,
  );

  expect(NetworkError.isInstance(error) && error.message).toContain('no byte arrived for 5 s');
  expect(clock.now()).toBe(5_000);
  expect(body.destroyed).toBe(true);
});

test.each([0, -1, NaN, 0.5])('the limit %s is refused', (idleTimeoutMs) => {
  const refusal = 'The option idleTimeoutMs must be a whole number of at least 1.';

  expect(() => clientWith([], { idleTimeoutMs })).toThrow(refusal);
  expect(() => new ScrapeKit({ apiKey: 'sk_live_key', idleTimeoutMs })).toThrow(refusal);
});

test('the time that the caller takes for a row is not counted', async () => {
  const slowly = async function* () {
    yield Buffer.from(results.slice(0, 500));
    yield Buffer.from(results.slice(500));
  };
  const { client, clock, requests } = clientWith([slowly()]);
  const rows: unknown[] = [];

  for await (const row of client.results(reference, { raw: true })) {
    await clock.sleep(600_000);
    rows.push(row);
  }

  expect([rows, requests.length]).toEqual([leads, 1]);
});

test.each([
  ['whose timers fire a millisecond early', (ms: number, now: number) => (ms > 1 ? now + ms - 1 : now)],
  ['that is set back by an hour', (ms: number, now: number) => now + ms - 3_600_000],
])('C188: the limit holds with a clock %s', async (_, wakeAt) => {
  let now = 7_200_000;
  let sleeps = 0;
  const sleep = (ms: number) => {
    sleeps++;
    now = sleeps < 5 ? wakeAt(ms, now) : now + ms;
    return Promise.resolve();
  };
  const { client, requests } = clientWith([silentAfter(results, 0.5), results], {
    clock: { now: () => now, sleep },
  });

  expect(await Array.fromAsync(client.results(reference, { raw: true }))).toEqual(leads);
  expect(requests).toHaveLength(2);
  expect(sleeps).toBeLessThan(10);
});

test('a clock that ends its sleeps early does not end an answer', async () => {
  const { promise, resolve } = Promise.withResolvers<Uint8Array>();
  const late = async function* () {
    yield await promise;
  };
  const clock = { now: () => 0, sleep: () => Promise.resolve() };
  const { client } = clientWith([late()], { clock });

  const job = client.get(reference);
  setImmediate(() => resolve(Buffer.from(status)));

  expect(await job).toMatchObject({ status: 'running' });
});

test('C195: an abort ends an answer that has fallen silent at once', async () => {
  const controller = new AbortController();
  const enough = new Error('enough');
  const { promise, reject } = Promise.withResolvers<never>();
  const silent = async function* () {
    yield Buffer.from(results.slice(0, 500));
    controller.abort(enough);
    // A transport ends the body when the signal aborts.
    reject(new Error('aborted'));
    await promise;
  };
  const { client, clock } = clientWith([silent()]);

  const rows = Array.fromAsync(client.results(reference, { signal: controller.signal }));

  await expect(rows).rejects.toBe(enough);
  expect(clock.now()).toBe(0);
});

test.each<[string, TransportOptions]>([
  ['undici', {}],
  ['a fetch function', { fetch }],
  ['a given dispatcher', { dispatcher: new Agent() }],
])('C188: the limit applies to the real network with %s', async (_, transport) => {
  let requests = 0;
  const server = createServer((_request, response) => {
    requests++;
    if (requests > 1) response.end(results);
    else response.write(results.slice(0, 500));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const scrapekit = new ScrapeKit({ apiKey: 'sk_live_key', baseUrl, idleTimeoutMs: 500, ...transport });

  expect(await Array.fromAsync(scrapekit.scrape.rawResults('sk_job_1'))).toEqual(leads);
  // A busy machine may take longer than the limit for another answer as well.
  expect(requests).toBeGreaterThan(1);
});

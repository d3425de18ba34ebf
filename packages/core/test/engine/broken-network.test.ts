import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createClient } from '../../src/client.ts';
import { AmbiguousCreateError } from '../../src/errors/ambiguous-create-error.ts';
import { ApiError } from '../../src/errors/api-error.ts';
import { NetworkError } from '../../src/errors/network-error.ts';
import { ProviderError } from '../../src/errors/provider-error.ts';
import type { HttpRequest, HttpResponse, Transport } from '../../src/http/transport.ts';
import { providers } from '../../src/providers/index.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { socketError } from '../scripted-transport.ts';
import { jobCases } from './job-operations.ts';

/** Where the network breaks: before a connection is ready, before the headers of the answer, or in its body. */
type Break = 'connection' | 'headers' | { readonly bodyAfter: number };

const headers = { 'x-request-id': 'req_1' };

async function* cutAfter(text: string, share: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  const length = Math.floor((bytes.length - 1) * share);
  if (length > 0) yield bytes.subarray(0, length);
  await Promise.resolve();
  throw socketError('UND_ERR_SOCKET');
}

function breaking(where: Break, status: number, text: string): Promise<HttpResponse> {
  if (where === 'connection') return Promise.reject(socketError('ECONNREFUSED'));
  if (where === 'headers') return Promise.reject(socketError('ECONNRESET'));
  return Promise.resolve({ status, headers, body: cutAfter(text, where.bodyAfter) });
}

/** Answers every request with the text, after the first answer broke. */
function brokenOnce(where: Break, status: number, text: string) {
  const requests: HttpRequest[] = [];
  const transport: Transport = (request) => {
    requests.push(request);
    if (requests.length === 1) return breaking(where, status, text);
    return Promise.resolve({ status, headers, body: text });
  };
  return { requests, options: { transport, clock: new FakeClock(), random: () => 0.5 } };
}

const breaks = fc.oneof(
  fc.constantFrom<Break>('connection', 'headers'),
  fc.record({ bodyAfter: fc.double({ min: 0, max: 1, noNaN: true }) }),
);
const cases = fc.constantFrom(...jobCases);
const runs = { seed: 1, numRuns: 200 };

test('C189, A03: a create is repeated when no connection was ready, and its outcome is unknown wherever else the network breaks', async () => {
  await fc.assert(
    fc.asyncProperty(cases, breaks, async ({ provider, operation, input, id, answer }, where) => {
      const { requests, options } = brokenOnce(where, 202, JSON.stringify(answer));

      const outcome: unknown = await createClient(provider, options)
        .create(operation, input)
        .catch((reason: unknown) => reason);

      if (where === 'connection') expect(outcome).toMatchObject({ id });
      else expect(outcome).toBeInstanceOf(AmbiguousCreateError);
      expect(requests).toHaveLength(where === 'connection' ? 2 : 1);
    }),
    runs,
  );
});

test('C188: a job is read again wherever the network breaks', async () => {
  await fc.assert(
    fc.asyncProperty(cases, breaks, async ({ provider, operation, id, answer }, where) => {
      if (provider === providers.scrapfly) return;
      const { requests, options } = brokenOnce(where, 200, JSON.stringify(answer));

      const job = await createClient(provider, options).get({ id, operation });

      expect(job.id).toBe(id);
      expect(requests).toHaveLength(2);
    }),
    runs,
  );
});

test('C188: results are requested again wherever the network breaks, and each row is given once', async () => {
  const rows = Array.from({ length: 20 }, (_, place_id) => ({ place_id }));
  const text = JSON.stringify({ results: rows });
  await fc.assert(
    fc.asyncProperty(breaks, async (where) => {
      const { requests, options } = brokenOnce(where, 200, text);
      const results = createClient(providers.scrapekit, options).results(
        { id: 'sk_job_1', operation: 'scrape' },
        { raw: true },
      );

      expect(await Array.fromAsync(results)).toEqual(rows);
      expect(requests).toHaveLength(2);
    }),
    runs,
  );
});

test('C192: a file that breaks off is a NetworkError', async () => {
  const { options } = brokenOnce({ bodyAfter: 0.5 }, 200, 'place_id,name\r\np,Smile\r\n');
  const file = createClient(providers.scrapekit, options).resultsFile(
    { id: 'sk_job_1', operation: 'scrape' },
    'csv',
  );

  const error: unknown = await Array.fromAsync(file).catch((reason: unknown) => reason);

  expect(NetworkError.isInstance(error) && [error.status, error.requestId, error.retryable]).toEqual([
    200,
    'req_1',
    true,
  ]);
});

test('X02: a create whose answer breaks off is found by the caller’s id', async () => {
  const listed = { job_id: 'sk_job_77', status: 'running', client_request_id: 'row-17' };
  const answers = [
    breaking({ bodyAfter: 0.5 }, 202, '{"job_id":"sk_job_77"}'),
    Promise.resolve({ status: 200, headers, body: JSON.stringify({ jobs: [listed] }) }),
  ];
  const transport = () => answers.shift() ?? Promise.reject(new Error('no answer left'));
  const client = createClient(providers.scrapekit, { transport, clock: new FakeClock() });

  const job = await client.create('scrape', {
    query: 'dentists',
    location: 'Austin',
    max_leads: 20,
    client_request_id: 'row-17',
  });

  expect(job.id).toBe('sk_job_77');
});

test('C189: the error for an answer that breaks off has its request id', async () => {
  const [scrape] = jobCases;
  const { options } = brokenOnce({ bodyAfter: 0.5 }, 202, JSON.stringify(scrape!.answer));

  const error: unknown = await createClient(providers.scrapekit, options)
    .create('scrape', scrape!.input as never)
    .catch((reason: unknown) => reason);

  expect(ProviderError.isInstance(error) && error.requestId).toBe('req_1');
});

test('C193: a refusal whose explanation breaks off is judged by its status', async () => {
  const [scrape] = jobCases;
  const { requests, options } = brokenOnce(
    { bodyAfter: 0.5 },
    402,
    '{"error":{"code":"insufficient_credits"}}',
  );

  const error: unknown = await createClient(providers.scrapekit, options)
    .create('scrape', scrape!.input as never)
    .catch((reason: unknown) => reason);

  expect(ApiError.isInstance(error) && error.status).toBe(402);
  expect(requests).toHaveLength(1);
});

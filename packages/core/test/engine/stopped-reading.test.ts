import { expect, test } from 'vitest';
import { createClient, type Client, type ReadOptions } from '../../src/client.ts';
import type { HttpRequest } from '../../src/http/transport.ts';
import { providers } from '../../src/providers/index.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { outcomeOf } from '../manual-transport.ts';

/** A body of several chunks that cannot be closed. After an abort it cannot be read further either. */
function unclosable(signal?: AbortSignal): AsyncIterable<Uint8Array> {
  const chunks = ['{"results":[{"place_id":"p"},', '{"place_id":"q"},', '{"place_id":"r"}]}'];
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => {
        const value = chunks.shift();
        if (signal?.aborted === true) return Promise.reject(new Error('socket closed'));
        return Promise.resolve(
          value === undefined ? { done: true, value } : { done: false, value: Buffer.from(value) },
        );
      },
      return: () => Promise.reject(new Error('the stream could not be closed')),
    }),
  };
}

function clientWith(provider: 'scrapekit' | 'scrapenest', signal?: AbortSignal) {
  const requests: HttpRequest[] = [];
  const client: Client = createClient(providers[provider], {
    transport: (request) => {
      requests.push(request);
      return Promise.resolve({ status: 200, headers: {}, body: unclosable(signal) });
    },
    clock: new FakeClock(),
  });
  return { client, requests };
}

const job = { id: 'job_1', operation: 'scrape' };
const readings = [
  ['artifact', 'scrapenest', (client: Client, options: ReadOptions) => client.artifact(job, 'a', options)],
  [
    'resultsFile',
    'scrapekit',
    (client: Client, options: ReadOptions) => client.resultsFile(job, 'csv', options),
  ],
  ['results', 'scrapekit', (client: Client, options: ReadOptions) => client.results(job, options)],
] as const;

test.each(readings)(
  'C192: a caller that stops reading %s gets no error of the stream that cannot be closed',
  async (_, provider, read) => {
    const { client, requests } = clientWith(provider);
    let count = 0;

    for await (const _part of read(client, {})) {
      count++;
      break;
    }

    expect([count, requests.length]).toEqual([1, 1]);
  },
);

test.each(readings)(
  'C195: the reason of an abort while %s is read is not hidden by a stream that cannot be closed',
  async (_, provider, read) => {
    const enough = new Error('enough');
    const controller = new AbortController();
    const { signal } = controller;
    const { client } = clientWith(provider, signal);
    const reading = async () => {
      for await (const _part of read(client, { signal })) controller.abort(enough);
    };

    expect(await outcomeOf(reading())).toBe(enough);
  },
);

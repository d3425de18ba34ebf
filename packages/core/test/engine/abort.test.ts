import { describe, expect, test } from 'vitest';
import { createClient, type Client } from '../../src/client.ts';
import type { Clock } from '../../src/clock.ts';
import { AmbiguousCreateError } from '../../src/errors/ambiguous-create-error.ts';
import { NetworkError } from '../../src/errors/network-error.ts';
import { ResultsError } from '../../src/errors/results-error.ts';
import type { HttpResponse, Transport } from '../../src/http/transport.ts';
import { providers } from '../../src/providers/index.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { manualTransport, outcomeOf } from '../manual-transport.ts';
import { scriptedTransport } from '../scripted-transport.ts';
import { refused } from './client.ts';

const input = { query: 'dentists', location: 'Austin, Texas', max_leads: 20 };
const reference = { id: 'sk_job_1', operation: 'scrape' };
const accepted: HttpResponse = { status: 202, headers: {}, body: '{"job_id":"sk_job_1","status":"queued"}' };
const enough = new Error('enough');

const clientWith = (transport: Transport, clock: Clock = new FakeClock()): Client =>
  createClient(providers.scrapekit, { transport, clock, random: () => 0.5 });

describe('C189, C195: a create that its caller aborts', () => {
  test('says after it was sent that the job may exist, and sends nothing more', async () => {
    const { transport, requests, arrived } = manualTransport();
    const controller = new AbortController();
    const creating = clientWith(transport).create(
      'scrape',
      { ...input, client_request_id: 'row-17' },
      { signal: controller.signal },
    );

    await arrived;
    controller.abort(enough);

    const error = await outcomeOf(creating);
    expect(AmbiguousCreateError.isInstance(error) && NetworkError.isInstance(error.cause)).toBe(true);
    expect(((error as Error).cause as Error).cause).toBe(enough);
    expect(requests).toHaveLength(1);
  });

  test('returns the job when the answer has already arrived', async () => {
    const { transport, answer, arrived } = manualTransport();
    const controller = new AbortController();
    const creating = clientWith(transport).create('scrape', input, { signal: controller.signal });

    await arrived;
    answer(accepted);
    controller.abort(enough);

    await expect(creating).resolves.toMatchObject({ id: 'sk_job_1' });
  });

  test('ends with the reason when a transport knows that nothing was sent', async () => {
    const controller = new AbortController();
    const creating = clientWith(() => {
      controller.abort(enough);
      return Promise.reject(new NetworkError('aborted', { sent: false }));
    }).create('scrape', input, { signal: controller.signal });

    expect(await outcomeOf(creating)).toBe(enough);
  });

  test('ends with the reason during the pause after a refusal', async () => {
    const { transport, requests } = scriptedTransport(refused(429, 'rate_limited', { 'retry-after': '7' }));
    const controller = new AbortController();
    const clock: Clock = {
      now: () => 0,
      sleep: () => {
        controller.abort(enough);
        return Promise.reject(new Error('an error of the host'));
      },
    };

    const creating = clientWith(transport, clock).create('scrape', input, { signal: controller.signal });

    expect(await outcomeOf(creating)).toBe(enough);
    expect(requests).toHaveLength(1);
  });

  test('ends with the reason when the request was not sent yet', async () => {
    const { transport, requests } = manualTransport();
    const controller = new AbortController();
    const creating = clientWith(transport).create('scrape', input, { signal: controller.signal });

    controller.abort(enough);

    expect([await outcomeOf(creating), requests]).toEqual([enough, []]);
  });

  test('sends nothing when it was aborted before', async () => {
    const { transport, requests } = manualTransport();

    const creating = clientWith(transport).create('scrape', input, { signal: AbortSignal.abort(enough) });

    expect(await outcomeOf(creating)).toBe(enough);
    expect(requests).toEqual([]);
  });

  test('says during the look-up as well that the job may exist', async () => {
    const controller = new AbortController();
    const { transport, requests } = scriptedTransport(refused(502, 'bad_gateway'));
    const aborting: Transport = (request) => {
      if (request.method === 'GET') controller.abort(enough);
      return transport(request);
    };

    const error = await outcomeOf(
      clientWith(aborting).create(
        'scrape',
        { ...input, client_request_id: 'row-17' },
        { signal: controller.signal },
      ),
    );

    expect(error).toBeInstanceOf(AmbiguousCreateError);
    expect(requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });
});

describe('C195: an abort is told from the signal, not from the name of an error', () => {
  const abortError = () => Object.assign(new Error('The operation was aborted'), { name: 'AbortError' });

  async function* failing(error: Error): AsyncGenerator<Uint8Array> {
    yield Buffer.from('{"results":[{"place_id":"p"},');
    await Promise.resolve();
    throw error;
  }

  test('an AbortError of the connection while rows are read is a ResultsError', async () => {
    const client = clientWith(() =>
      Promise.resolve({ status: 200, headers: {}, body: failing(abortError()) }),
    );

    expect(await outcomeOf(Array.fromAsync(client.results(reference)))).toBeInstanceOf(ResultsError);
  });

  test('any error after the abort of the caller gives the reason', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const client = clientWith(() =>
      Promise.resolve({ status: 200, headers: {}, body: failing(new Error('socket closed')) }),
    );
    const reading = async () => {
      for await (const _ of client.results(reference, { signal })) controller.abort(enough);
    };

    expect(await outcomeOf(reading())).toBe(enough);
    expect(
      await outcomeOf(
        (async () => {
          for await (const _ of client.resultsFile(reference, 'csv', { signal }));
        })(),
      ),
    ).toBe(enough);
  });

  test('an AbortError of a read without a signal is repeated', async () => {
    const { transport, requests } = scriptedTransport(abortError(), {
      json: { job_id: 'sk_job_1', status: 'running' },
    });

    await expect(clientWith(transport).get(reference)).resolves.toMatchObject({ id: 'sk_job_1' });
    expect(requests).toHaveLength(2);
  });
});

test.each([
  ['is refused', refused(500, 'internal_error')],
  ['is not answered', new Error('socket closed')],
])('C195: a cancel after an abort that %s does not hide the reason', async (_, failure) => {
  const { transport, requests } = scriptedTransport(
    { json: { job_id: 'sk_job_1', status: 'running' } },
    failure,
  );
  const controller = new AbortController();

  const waiting = clientWith(transport).wait(reference, {
    signal: controller.signal,
    cancelOnAbort: true,
    onStatus: () => controller.abort(enough),
  });

  expect(await outcomeOf(waiting)).toBe(enough);
  expect(requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
});

test('C189: a cancel that is aborted after it was sent says that it may have been done', async () => {
  const { transport, arrived } = manualTransport();
  const controller = new AbortController();
  const cancelling = clientWith(transport).cancel(reference, { signal: controller.signal });

  await arrived;
  controller.abort(enough);

  const error = await outcomeOf(cancelling);
  expect(NetworkError.isInstance(error) && [error.sent, error.retryable, error.cause]).toEqual([
    true,
    false,
    enough,
  ]);
});

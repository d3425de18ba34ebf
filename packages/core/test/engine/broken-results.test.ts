import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createClient, type ClientOptions } from '../../src/client.ts';
import { ApiError } from '../../src/errors/api-error.ts';
import { NetworkError } from '../../src/errors/network-error.ts';
import { ResultsError } from '../../src/errors/results-error.ts';
import type { HttpRequest, HttpResponse, Transport } from '../../src/http/transport.ts';
import type { Row } from '../../src/job.ts';
import { providers } from '../../src/providers/index.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { socketError } from '../scripted-transport.ts';
import { jobCases } from './job-operations.ts';

const reference = { id: 'sk_job_1', operation: 'scrape' };
const lead = (n: number): Row => ({ place_id: `p${n}`, name: `"Dents", ${n} }, { é` });
const leads = Array.from({ length: 200 }, (_, n) => lead(n));
const documentOf = (rows: readonly unknown[], results = 'results', further: object = {}): string => {
  const [first = '', ...inner] = results.split('.').toReversed();
  return JSON.stringify(
    inner.reduce<object>((value, key) => ({ [key]: value }), {
      [first]: rows,
      count: rows.length,
      ...further,
    }),
  );
};

type Ending = 'reset' | 'clean';

/** Sends the first bytes of a text, in pieces, and then resets the connection or ends the body. */
async function* cutOff(
  text: string,
  length: number,
  ending: Ending,
  piece = 1_000,
): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text).subarray(0, length);
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
  await Promise.resolve();
  if (ending === 'reset') throw socketError('UND_ERR_SOCKET');
}

const answer = (body: HttpResponse['body'], status = 200): HttpResponse => ({ status, headers: {}, body });

/** Answers with each of the bodies in turn, and then always with the last. An Error is thrown. */
function clientWith(answers: readonly (() => HttpResponse | Error)[], options: Partial<ClientOptions> = {}) {
  const requests: HttpRequest[] = [];
  const transport: Transport = (request) => {
    const next = answers[Math.min(requests.length, answers.length - 1)]?.();
    requests.push(request);
    return next === undefined || next instanceof Error
      ? Promise.reject(next ?? new Error('empty'))
      : Promise.resolve(next);
  };
  const clock = new FakeClock();
  const provider = providers.scrapekit;
  return {
    client: createClient(provider, { transport, clock, random: () => 0.5, ...options }),
    clock,
    requests,
  };
}

async function read(
  rows: AsyncIterable<Row>,
): Promise<{ readonly rows: readonly Row[]; readonly error?: unknown }> {
  const given: Row[] = [];
  try {
    for await (const row of rows) given.push(row);
    return { rows: given };
  } catch (error) {
    return { rows: given, error };
  }
}

const whole = () => answer(documentOf(leads));
const cutAfter =
  (share: number, ending: Ending = 'reset', text = documentOf(leads)) =>
  () =>
    answer(cutOff(text, Math.floor(Buffer.byteLength(text) * share), ending));

const cuts = fc.array(
  fc.record({
    share: fc.double({ min: 0, max: 0.999, noNaN: true }),
    ending: fc.constantFrom<Ending>('reset', 'clean'),
    piece: fc.integer({ min: 1, max: 5_000 }),
  }),
  { minLength: 1, maxLength: 4 },
);

describe('C110, C188: results that break off are fetched again and continue after the last row', () => {
  const fetched = jobCases.flatMap(({ provider, operation: key, id }) => {
    const { rows } = provider.operations[key] as { rows: { from: string; rows?: readonly string[] } };
    return rows.from === 'route' ? (rows.rows ?? []).map((path) => ({ provider, key, id, path })) : [];
  });

  test.each(fetched)(
    'of $provider.name, $key under $path, in the raw and the normal form',
    async ({ provider, key, id, path }) => {
      await fc.assert(
        fc.asyncProperty(cuts, fc.boolean(), fc.nat(40), async (breaks, raw, count) => {
          const text = documentOf(leads.slice(0, count), path);
          const bodies = [
            ...breaks.map(({ share, ending, piece }) =>
              cutOff(text, 1 + Math.floor((Buffer.byteLength(text) - 1) * share), ending, piece),
            ),
            text,
          ];
          const clock = new FakeClock();
          const whole = createClient(provider, { transport: () => Promise.resolve(answer(text)), clock });
          const broken = createClient(provider, {
            transport: () => Promise.resolve(answer(bodies.shift() ?? '')),
            clock,
          });

          // The status of a completed job is not read again, so every answer is one of results.
          const job = { id, operation: key, status: 'completed' };

          const expected = await read(whole.results(job, { raw }));
          const outcome = await read(broken.results(job, { raw }));

          expect(expected.rows).toHaveLength(count);
          expect(outcome).toEqual(expected);
        }),
        { seed: 1, numRuns: 60 },
      );
    },
  );

  test('however large the result is and in however many pieces it arrives', async () => {
    const many = Array.from({ length: 3_000 }, (_, n) => lead(n));
    const text = documentOf(many);
    const { client, requests } = clientWith([
      () => answer(cutOff(text, Math.floor(text.length * 0.3), 'reset', 7_919)),
      () => answer(cutOff(text, Math.floor(text.length * 0.2), 'clean', 65_536)),
      () => answer(cutOff(text, Math.floor(text.length * 0.9), 'reset', 100_003)),
      () => answer(cutOff(text, text.length * 2, 'clean', 33_333)),
    ]);

    expect(await read(client.results(reference, { raw: true }))).toEqual({ rows: many });
    expect(requests).toHaveLength(4);
  });

  test('also when only the end of the document after the rows is missing', async () => {
    for (const lost of [1, 5, 11]) {
      const text = documentOf(leads);
      const { client, requests } = clientWith([
        () => answer(cutOff(text, Buffer.byteLength(text) - lost, 'clean')),
        whole,
      ]);

      expect(await read(client.results(reference, { raw: true }))).toEqual({ rows: leads });
      expect(requests).toHaveLength(2);
    }
  });

  test('and fields before and after the rows may have changed meanwhile', async () => {
    const later = `{"read_at":"later",${documentOf(leads, 'results', { read_at: 2 }).slice(1)}`;
    const { client } = clientWith([cutAfter(0.5), () => answer(later)]);

    expect(await read(client.results(reference, { raw: true }))).toEqual({ rows: leads });
  });
});

describe('C110: rows that are not the same when they are fetched again are a ResultsError', () => {
  const changed = (index: number, row: Row) => leads.map((each, n) => (n === index ? row : each));

  test.each([
    [
      'one of the first rows has another value of the same length',
      changed(3, { ...lead(3), place_id: 'q3' }),
    ],
    ['two rows have changed places', changed(3, lead(4)).map((row, n) => (n === 4 ? lead(3) : row))],
    ['a row is missing', leads.slice(1)],
    ['a row was added before the others', [lead(999), ...leads]],
    ['there are fewer rows than were given', leads.slice(0, 10)],
    ['there are no rows', []],
  ])('when %s', async (_, rows) => {
    const { client, requests } = clientWith([cutAfter(0.5), () => answer(documentOf(rows))]);

    const outcome = await read(client.results(reference, { raw: true }));

    expect(outcome.rows.length).toBeGreaterThan(50);
    expect(outcome.rows).toEqual(leads.slice(0, outcome.rows.length));
    expect(ResultsError.isInstance(outcome.error) && outcome.error.message).toContain(
      `The provider sent other rows when the results were fetched again after ${outcome.rows.length} rows`,
    );
    expect(requests).toHaveLength(2);
  });
});

describe('C188: results are fetched at most five times', () => {
  test('with pauses of at most 30 s, and each row is given once', async () => {
    const { client, clock, requests } = clientWith([cutAfter(0.2), cutAfter(0.7), cutAfter(0.1, 'clean')]);

    const { rows, error } = await read(client.results(reference, { raw: true }));

    expect(rows).toEqual(leads.slice(0, rows.length));
    expect(rows.length).toBeGreaterThan(100);
    expect(ResultsError.isInstance(error) && error.rowsRead).toBe(rows.length);
    expect(requests).toHaveLength(5);
    expect(clock.slept).toEqual([500, 1_000, 2_000, 4_000]);
  });

  test('or as often as `retries` allows', async () => {
    const { client, clock, requests } = clientWith([cutAfter(0.5)], { retries: 0 });

    const { error } = await read(client.results(reference));

    expect(ResultsError.isInstance(error)).toBe(true);
    expect([requests.length, clock.slept]).toEqual([1, []]);
  });

  test('and not when a row is malformed, because it would be so again', async () => {
    const { client, requests } = clientWith([() => answer('{"results":[{"a":1},{"a":nonsense}]}')]);

    const { error } = await read(client.results(reference));

    expect(ResultsError.isInstance(error)).toBe(true);
    expect(requests).toHaveLength(1);
  });
});

test('C042: results are not fetched again when that leaves no time before the deadline', async () => {
  const { client, clock, requests } = clientWith([cutAfter(0.5), whole], { deadline: 5_400 });

  const { error } = await read(client.results(reference));

  expect(ResultsError.isInstance(error)).toBe(true);
  expect([requests.length, clock.slept]).toEqual([1, []]);
});

test('C195: an abort during the pause before results are fetched again ends the reading with its reason', async () => {
  const enough = new Error('enough');
  const controller = new AbortController();
  const clock = {
    now: () => 0,
    sleep: () => {
      controller.abort(enough);
      return Promise.reject(new Error('an error of the host'));
    },
  };
  const { client, requests } = clientWith([cutAfter(0.5), whole], { clock });

  const { rows, error } = await read(client.results(reference, { raw: true, signal: controller.signal }));

  expect(error).toBe(enough);
  expect(rows).toEqual(leads.slice(0, rows.length));
  expect(requests).toHaveLength(1);
});

test('an outage during the second fetch is a ResultsError with its cause and the number of rows', async () => {
  const { client, requests } = clientWith([cutAfter(0.5), () => socketError('ECONNREFUSED')]);

  const { rows, error } = await read(client.results(reference));

  expect(ResultsError.isInstance(error) && [error.rowsRead, NetworkError.isInstance(error.cause)]).toEqual([
    rows.length,
    true,
  ]);
  expect(requests).toHaveLength(6);
});

test('C188: a refusal of the second fetch that another try cannot change is thrown as it is', async () => {
  const { client } = clientWith([
    cutAfter(0.5),
    () => answer('{"error":{"code":"invalid_api_key","message":"The key is invalid."}}', 401),
  ]);

  const { error } = await read(client.results(reference));

  expect(ApiError.isInstance(error) && error.code).toBe('invalid_api_key');
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ResultsError } from '../../src/errors/results-error.ts';
import { readJsonRows } from '../../src/results/read-json.ts';
import type { Row } from '../../src/job.ts';

async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function readAll(
  body: AsyncIterable<Uint8Array> | string,
  path = 'results',
): Promise<{ rows: Row[]; error?: unknown }> {
  const rows: Row[] = [];
  try {
    for await (const batch of readJsonRows(() => Promise.resolve(body), [path])) rows.push(...batch);
    return { rows };
  } catch (error) {
    return { rows, error };
  }
}

const documents = {
  'a documented answer': {
    job_id: 'sk_job_1',
    status: 'completed',
    results: [{ a: 1 }, { b: 'x' }],
    results_count: 2,
  },
  'no rows': { results: [], tail: true },
  'rows full of punctuation': { results: [{ a: '},{' }, { a: ']}' }, { a: '\\"},{"' }, { a: 'é漢😀' }] },
  'nested rows': { results: [{ a: { b: [1, { c: 2 }] }, d: [] }, { a: [{}, {}] }] },
  'decoys before the rows': {
    other: [{ results: [{ no: 1 }] }],
    'res"ults': [1],
    results: [{ yes: 1 }],
    more: [{ z: 1 }],
  },
};

test.each(Object.entries(documents))(
  'C119: %s are read, however the document is split into chunks',
  async (_, document) => {
    for (const text of [JSON.stringify(document), JSON.stringify(document, null, 2)]) {
      for (let size = 1; size <= 40; size++) {
        expect(await readAll(inPieces(text, size))).toEqual({ rows: document.results });
      }
    }
  },
);

test('a byte order mark before the document is not part of it', async () => {
  for (const text of ['\uFEFF{"results":[{"a":1}]}', '\uFEFF{"results":null}']) {
    for (const body of [text, inPieces(text, 1), inPieces(text, 100)]) {
      expect((await readAll(body)).error).toBeUndefined();
    }
  }
  expect(await readAll('\uFEFF{"results":[{"a":1}]}')).toEqual({ rows: [{ a: 1 }] });
});

test.each([
  ['{"results":null}', 'results'],
  ['{"data":{"items":null},"more":[1]}', 'data.items'],
])('null in place of the list counts as no rows: %s', async (text, path) => {
  expect(await readAll(text, path)).toEqual({ rows: [] });
});

test.each([
  ['{"results":0}', 'results'],
  ['{"data":null}', 'data.items'],
  ['{"other":null}', 'results'],
  ['{"results":null', 'results'],
  ['null', 'results'],
  ['{}', 'toString'],
])('an answer without a list is an error: %s', async (text, path) => {
  const { rows, error } = await readAll(text, path);

  expect(rows).toEqual([]);
  expect(error).toBeInstanceOf(ResultsError);
});

test('S09: rows under a nested key are read', async () => {
  expect(await readAll('{"items":[1],"data":{"items":[{"a":1}]}}', 'data.items')).toEqual({
    rows: [{ a: 1 }],
  });
});

test('C119: any rows are read as JSON.parse reads them', async () => {
  const rows = fc.array(
    fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 }),
  );
  await fc.assert(
    fc.asyncProperty(rows, fc.integer({ min: 1, max: 64 }), async (results, size) => {
      const text = JSON.stringify({ a: [{}], results, z: { results: [] } });
      expect(await readAll(inPieces(text, size))).toEqual({
        rows: (JSON.parse(text) as { results: Row[] }).results,
      });
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('the rows before the end of an incomplete answer are returned', async () => {
  const { rows, error } = await readAll(inPieces('{"results":[{"a":1},{"a":2},{"a":', 7));

  expect(rows).toEqual([{ a: 1 }, { a: 2 }]);
  expect(ResultsError.isInstance(error) && error.rowsRead).toBe(2);
  expect(ResultsError.isInstance(error) && error.message).toContain('broke off');
});

test.each([
  ['an answer without the list', '{"error":"no"}', 'no list'],
  ['an HTML page', '<html>results</html>', 'no list'],
  ['a malformed row', '{"results":[{"a":1},{"a":nonsense}]}', 'unreadable'],
  ['an envelope that breaks off', '{"results":[{"a":1}]', 'broke off'],
  ['an answer that breaks off before the list', '{"job_id":"a","sta', 'broke off'],
  ['an empty answer', ' ', 'broke off'],
  ['a malformed envelope', '{"results":[{"a":1}],count}', 'unreadable'],
  ['text after the document', '{"results":[{"a":1}]} trailing', 'unreadable'],
])('%s is a ResultsError', async (_, text, words) => {
  const { error } = await readAll(text);

  expect(ResultsError.isInstance(error) && error.message).toContain(words);
});

test('a lost connection becomes a ResultsError with its cause', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('{"results":[{"a":1},{"a":2},');
    throw new Error('socket hang up');
  }

  const { rows, error } = await readAll(broken());

  expect(rows).toEqual([{ a: 1 }, { a: 2 }]);
  expect(ResultsError.isInstance(error) && (error.cause as Error).message).toBe('socket hang up');
});

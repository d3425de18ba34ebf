import { type Client, type Clock, protectFormula, type Row } from '@scrapekit/core';
import { stringify } from 'csv-stringify';
import { Readable } from 'node:stream';
import type { Bundle, ZObject } from 'zapier-platform-core';
import { connect } from './connect.ts';
import { translatingErrors } from './errors.ts';
import { parseJobId } from './input.ts';
import type { JobBinding } from './operation.ts';
import type { FileHydrators, Hydrator } from './rows-output.ts';
import { titleCase } from './words.ts';

/** Zapier ends the process that loads a larger file (<https://docs.zapier.com/integrations/build/hydration-limits>). */
const MAX_FILE_BYTES = 100_000_000;

/** Makes the functions that Zapier calls when a later step uses a file of a job. */
export function fileHydrators(binding: JobBinding, clock: Clock): FileHydrators {
  const { rows } = binding.operation;
  const results = resultsFile(binding, clock);
  return rows.from === 'route' && rows.artifact !== undefined
    ? { results, artifact: artifactFile(binding, clock) }
    : { results };
}

/** Streams the rows of a job as a CSV file to Zapier's file storage and resolves with its URL there. */
const resultsFile = (binding: JobBinding, clock: Clock): Hydrator =>
  translatingErrors(binding.provider, async (z: ZObject, { authData, inputData }: Bundle) => {
    const { id, client } = open(binding, z, { authData, inputData, clock });
    const { rows } = binding.operation;
    const reference = { id, operation: binding.key };
    const hasFile = rows.from === 'route' && rows.formats?.csv !== undefined;
    const bytes = hasFile
      ? client.resultsFile(reference, 'csv')
      : toCsv(
          client.results(reference),
          binding.rowColumns.map(({ key }) => key),
        );
    return await stash(z, bytes, { name: `${id}.csv`, type: 'text/csv' });
  });

/** Streams a file that a job produced to Zapier's file storage. */
const artifactFile = (binding: JobBinding, clock: Clock): Hydrator =>
  translatingErrors(binding.provider, async (z: ZObject, { authData, inputData }: Bundle) => {
    const { id, client } = open(binding, z, { authData, inputData, clock });
    const { file_id: fileId, name } = inputData as { readonly file_id?: unknown; readonly name?: unknown };
    const bytes = client.artifact(
      { id, operation: binding.key },
      typeof fileId === 'string' || typeof fileId === 'number' ? String(fileId) : '',
    );
    const fallback = `file-of-${id}`;
    return await stash(z, bytes, { name: typeof name === 'string' ? name : fallback });
  });

function open(
  { provider, key, operation }: JobBinding,
  z: ZObject,
  { authData, inputData, clock }: Pick<Bundle, 'authData' | 'inputData'> & { readonly clock: Clock },
): { readonly id: string; readonly client: Client } {
  return {
    id: parseJobId(key, titleCase(operation.nouns.job), inputData),
    client: connect(provider, z, { authData, clock }),
  };
}

async function stash(
  z: ZObject,
  bytes: AsyncIterable<Uint8Array | string>,
  { name, type }: { readonly name: string; readonly type?: string },
): Promise<string> {
  const file = Readable.from(limitSize(z, bytes));
  return await Promise.resolve(z.stashFile(file, undefined, name, type));
}

async function* limitSize(
  { errors }: ZObject,
  bytes: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of bytes) {
    const buffer = Buffer.from(chunk as Uint8Array);
    size += buffer.length;
    if (size > MAX_FILE_BYTES) {
      throw new errors.HaltedError('The file is larger than 100 MB, which is more than Zapier can carry.');
    }
    yield buffer;
  }
}

/** The columns of rows that a provider does not document are taken from so many rows. */
const HEAD_ROWS = 1000;

/**
 * Writes rows as CSV, with the documented columns first and those of the first rows after them. The elements of a list are
 * joined with semicolons, and an object is written as JSON. A text that a spreadsheet would run as a formula gets an
 * apostrophe (C115).
 */
async function* toCsv(rows: AsyncIterable<Row>, documented: readonly string[]): AsyncGenerator<Uint8Array> {
  const rest = rows[Symbol.asyncIterator]();
  const head = await firstRows(rest, HEAD_ROWS);
  const columns = [...new Set([...documented, ...head.flatMap((row) => Object.keys(row))])];
  const writer = stringify({ header: true, columns, cast: { object: writeObject, string: protectFormula } });
  const source = Readable.from(joined(head, rest));
  source.on('error', (error) => writer.destroy(error));
  // A reader that stops early must end the request for the rows.
  writer.on('close', () => source.destroy());
  yield* source.pipe(writer) as AsyncIterable<Uint8Array>;
}

async function firstRows(rows: AsyncIterator<Row>, count: number): Promise<Row[]> {
  const head: Row[] = [];
  while (head.length < count) {
    const next = await rows.next();
    if (next.done === true) break;
    head.push(next.value);
  }
  return head;
}

async function* joined(head: readonly Row[], rest: AsyncIterator<Row>): AsyncGenerator<Row> {
  yield* head;
  yield* { [Symbol.asyncIterator]: () => rest };
}

function writeObject(value: unknown): string {
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object'))
    return protectFormula(value.join(';'));
  return JSON.stringify(value);
}

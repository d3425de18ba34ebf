import { ProviderError } from '../errors/provider-error.ts';
import { ResultsError } from '../errors/results-error.ts';
import { bodyBytes, type HttpBody } from '../http/transport.ts';
import type { Row } from '../job.ts';
import { ChangedRows, GivenRows } from './given-rows.ts';
import { ArrayFinder, isTruncated, RowBuffer } from './json-array.ts';

/**
 * The number of bytes that are parsed at once, unless the rows are larger. From 40 KiB on so many rows are alive at a
 * garbage collection that V8 doubles the memory for new objects, which is 15 MB, and nothing becomes faster.
 */
const PIECE_BYTES = 24 * 1024;

export interface JsonRowsOptions {
  readonly signal?: AbortSignal;
  /** Pauses before the document is fetched once more, and resolves with false when that is not allowed. @default never */
  readonly pause?: (tries: number) => Promise<boolean>;
}

/**
 * Reads the array under the first path that is present, in batches; the memory it needs does not grow with the
 * document. A document that breaks off is fetched again, and the rows that were returned before are left out. Throws
 * ResultsError when the document stays incomplete, is malformed or then has other rows, and the signal's reason when
 * aborted. An error of `fetchBody` is thrown as it is, except that a retryable one after the first try is a ResultsError.
 */
export async function* readJsonRows(
  fetchBody: () => Promise<HttpBody>,
  paths: readonly string[],
  { signal, pause = () => Promise.resolve(false) }: JsonRowsOptions = {},
): AsyncGenerator<readonly Row[]> {
  const given = new GivenRows();
  let body = await fetchBody();
  for (let tries = 1; ; tries++) {
    try {
      yield* readDocument(body, new RowsDocument(paths, given));
      return;
    } catch (error) {
      signal?.throwIfAborted();
      if (isFinal(error) || !(await pause(tries)))
        throw new ResultsError(describe(error), { rowsRead: given.count, cause: error });
    }
    body = await fetchBody().catch((error: unknown) => {
      signal?.throwIfAborted();
      if (!ProviderError.isInstance(error) || !error.retryable) throw error;
      throw new ResultsError('The results could not be fetched again', {
        rowsRead: given.count,
        cause: error,
      });
    });
    given.startAnswer();
  }
}

async function* readDocument(body: HttpBody, document: RowsDocument): AsyncGenerator<readonly Row[]> {
  for await (const chunk of bodyBytes(body)) {
    let start = 0;
    while (start < chunk.length) {
      const end = start + Math.max(PIECE_BYTES, document.size);
      const rows = document.push(chunk.subarray(start, end));
      start = end;
      if (rows.length > 0) yield rows;
    }
  }
  const rows = document.flush();
  if (rows.length > 0) yield rows;
  document.assertComplete();
}

/** The document ended too early, although the connection did not break. */
class BrokenOff extends Error {
  override readonly name = 'BrokenOff';
}

/** Returns whether the same error would follow if the document was fetched again. */
const isFinal = (error: unknown): boolean =>
  error instanceof RangeError || error instanceof SyntaxError || error instanceof ChangedRows;

function describe(error: unknown): string {
  if (error instanceof RangeError) return error.message;
  if (error instanceof SyntaxError) return 'The results became unreadable';
  if (error instanceof ChangedRows) return 'The provider sent other rows when the results were fetched again';
  return error instanceof BrokenOff ? 'The results broke off' : 'The connection broke';
}

/** The limit for one row, and for the part of the document before the rows. */
const MAX_BYTES = 16 * 1024 * 1024;

/** Parses a JSON document that arrives in chunks: the rows at once, the rest of the document at the end. */
class RowsDocument {
  readonly #paths: readonly string[];
  readonly #finder: ArrayFinder;
  readonly #given: GivenRows;
  readonly #rows: RowBuffer;
  #head: Buffer = Buffer.alloc(0);
  #found = false;

  constructor(paths: readonly string[], given: GivenRows) {
    this.#paths = paths;
    this.#finder = new ArrayFinder(paths);
    this.#given = given;
    this.#rows = new RowBuffer(given);
  }

  /** The number of bytes that are held. */
  get size(): number {
    return this.#head.length + this.#rows.size;
  }

  /** Adds a chunk and returns the rows that are complete. Throws RangeError after a row of more than 16 MiB. */
  push(chunk: Uint8Array): readonly Row[] {
    if (this.size > MAX_BYTES) throw new RangeError('The results hold a row of unreasonable size');
    if (this.#found) {
      this.#rows.append(chunk);
    } else {
      const start = this.#finder.find(chunk);
      this.#found = start !== -1;
      this.#head = Buffer.concat([this.#head, this.#found ? chunk.subarray(0, start) : chunk]);
      if (this.#found) this.#rows.append(chunk.subarray(start));
    }
    return this.#found ? this.#rows.take() : [];
  }

  /** Returns the remaining rows after the last chunk. */
  flush(): readonly Row[] {
    return this.#found ? this.#rows.takeAll() : [];
  }

  /**
   * Throws when the document has no such array, is incomplete or is malformed outside the array. `null` in place of the
   * array counts as an empty one.
   */
  assertComplete(): void {
    const { rest } = this.#rows;
    const aroundRows = Buffer.concat([this.#head, rest ?? Buffer.alloc(0)]);
    if (isTruncated(aroundRows)) throw new BrokenOff();
    if (this.#found) {
      parseDocument(aroundRows);
      return;
    }
    if (!hasNull(this.#paths, this.#head))
      throw new RangeError(`The answer holds no list of ${this.#paths.join(' or ')}`);
    this.#given.assertRepeated();
  }
}

/** Parses JSON in UTF-8, with or without a byte order mark. */
const parseDocument = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes));

/** Returns whether a JSON document has null at one of the paths; false for a text that is not JSON. */
function hasNull(paths: readonly string[], text: Uint8Array): boolean {
  try {
    const document = parseDocument(text);
    return paths.some((path) => valueAt(document, path.split('.')) === null);
  } catch {
    return false;
  }
}

function valueAt(document: unknown, keys: readonly string[]): unknown {
  let value = document;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

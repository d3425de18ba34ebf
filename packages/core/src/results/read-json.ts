import { ResultsError } from '../errors/results-error.ts';
import { bodyBytes, type HttpBody } from '../http/transport.ts';
import type { Row } from '../job.ts';
import { ArrayFinder, RowBuffer } from './json-array.ts';

/**
 * The number of bytes that are parsed at once, unless the rows are larger. From 40 KiB on so many rows are alive at a
 * garbage collection that V8 doubles the memory for new objects, which is 15 MB, and nothing becomes faster.
 */
const PIECE_BYTES = 24 * 1024;

/**
 * Reads the array under the first path that is present, in batches; the memory it needs does not grow with the
 * document. Throws ResultsError when the body is incomplete or malformed, after it returned the rows before that, and
 * the signal's reason when aborted.
 */
export async function* readJsonRows(
  body: HttpBody,
  paths: readonly string[],
  { signal }: { readonly signal?: AbortSignal } = {},
): AsyncGenerator<readonly Row[]> {
  const document = new RowsDocument(paths);
  let rowsRead = 0;
  try {
    for await (const chunk of bodyBytes(body)) {
      let start = 0;
      while (start < chunk.length) {
        const end = start + Math.max(PIECE_BYTES, document.size);
        const rows = document.push(chunk.subarray(start, end));
        start = end;
        rowsRead += rows.length;
        if (rows.length > 0) yield rows;
      }
    }
    const rows = document.flush();
    rowsRead += rows.length;
    if (rows.length > 0) yield rows;
    document.assertComplete();
  } catch (error) {
    signal?.throwIfAborted();
    throw new ResultsError(describe(error), { rowsRead, cause: error });
  }
}

function describe(error: unknown): string {
  if (error instanceof RangeError) return error.message;
  return error instanceof SyntaxError ? 'The results became unreadable' : 'The connection broke';
}

/** The limit for one row, and for the part of the document before the rows. */
const MAX_BYTES = 16 * 1024 * 1024;

/** Parses a JSON document that arrives in chunks: the rows at once, the rest of the document at the end. */
class RowsDocument {
  readonly #paths: readonly string[];
  readonly #finder: ArrayFinder;
  readonly #rows = new RowBuffer();
  #head: Buffer = Buffer.alloc(0);
  #found = false;

  constructor(paths: readonly string[]) {
    this.#paths = paths;
    this.#finder = new ArrayFinder(paths);
  }

  /** The number of bytes that are held. */
  get size(): number {
    return this.#head.length + this.#rows.size;
  }

  /** Adds a chunk and returns the rows that are complete. Throws RangeError for a row of more than 16 MiB. */
  push(chunk: Uint8Array): readonly Row[] {
    if (this.#found) {
      this.#rows.append(chunk);
    } else {
      const start = this.#finder.find(chunk);
      this.#found = start !== -1;
      this.#head = Buffer.concat([this.#head, this.#found ? chunk.subarray(0, start) : chunk]);
      if (this.#found) this.#rows.append(chunk.subarray(start));
    }
    const rows = this.#found ? this.#rows.take() : [];
    if (this.size > MAX_BYTES) throw new RangeError('The results hold a row of unreasonable size');
    return rows;
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
    if (!this.#found) {
      if (hasNull(this.#paths, this.#head)) return;
      throw new RangeError(`The answer holds no list of ${this.#paths.join(' or ')}`);
    }
    if (this.#rows.rest === undefined) throw new RangeError('The results broke off');
    parseDocument(Buffer.concat([this.#head, this.#rows.rest]));
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

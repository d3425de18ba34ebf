import { scanRows } from './scan-rows.ts';
import type { Row } from './row.ts';

const OPEN_ARRAY = 0x5b;
const COMMA = 0x2c;
const CLOSE_ARRAY = 0x5d;
const CLOSE_OBJECT = 0x7d;
const INITIAL_CAPACITY = 1 << 17;
/** After this many wrong guesses the rows are evidently nested, and scanning at once is cheaper. */
const MAX_WRONG_GUESSES = 3;

/** Gathers array members as they arrive and parses whole ones, many at a time, with the engine's own parser. */
export class RowBuffer {
  // One store for all chunks, as a new one for each would pile up until the next collection. It always begins
  // with a bracket, so that a cut needs only a closing one written over its comma.
  #store: Buffer = Buffer.alloc(INITIAL_CAPACITY, OPEN_ARRAY);
  #length = 1;
  #wrongGuesses = 0;
  #rest: Buffer | undefined;

  /** The array's closing bracket and all that follows it; undefined until that bracket was seen. */
  get rest(): Buffer | undefined {
    return this.#rest;
  }

  get size(): number {
    return this.#length + (this.#rest?.length ?? 0);
  }

  append(chunk: Uint8Array): void {
    if (this.#rest !== undefined) {
      this.#rest = Buffer.concat([this.#rest, chunk]);
      return;
    }
    const length = this.#length + chunk.length;
    if (length > this.#store.length) this.#grow(length);
    this.#store.set(chunk, this.#length);
    this.#length = length;
  }

  /** Complete rows, as many as are cheap to find. Throws a SyntaxError when they are no JSON. */
  take(): readonly Row[] {
    if (this.#rest !== undefined) return [];
    return this.#takeByGuess() ?? this.takeAll();
  }

  /** Every complete row there is. */
  takeAll(): readonly Row[] {
    if (this.#rest !== undefined) return [];
    const { boundary, end } = scanRows(this.#filled(), 1);
    if (end === -1) return boundary === -1 ? [] : this.#cut(boundary);
    this.#rest = Buffer.from(this.#filled().subarray(end));
    this.#length = 1;
    return JSON.parse(this.#store.toString('utf8', 0, end + 1)) as Row[];
  }

  /**
   * Cuts at the last `},` without reading what stands before it. A wrong guess lies within a string, a nested
   * value or behind the array; then the text before it is no complete array, and the parser says so.
   */
  #takeByGuess(): readonly Row[] | undefined {
    const comma = this.#wrongGuesses < MAX_WRONG_GUESSES ? lastObjectEnd(this.#filled()) : -1;
    if (comma === -1) return undefined;
    try {
      return this.#cut(comma);
    } catch {
      this.#store[comma] = COMMA;
      this.#wrongGuesses++;
      return undefined;
    }
  }

  #cut(comma: number): readonly Row[] {
    this.#store[comma] = CLOSE_ARRAY;
    const rows = JSON.parse(this.#store.toString('utf8', 0, comma + 1)) as Row[];
    this.#store.copyWithin(1, comma + 1, this.#length);
    this.#length -= comma;
    return rows;
  }

  #filled(): Buffer {
    return this.#store.subarray(0, this.#length);
  }

  #grow(length: number): void {
    const larger = Buffer.alloc(length * 2);
    larger.set(this.#filled());
    this.#store = larger;
  }
}

/** The index of the last comma that follows a closing brace, or -1. */
function lastObjectEnd(bytes: Buffer): number {
  for (
    let brace = bytes.lastIndexOf(CLOSE_OBJECT);
    brace > 0;
    brace = bytes.lastIndexOf(CLOSE_OBJECT, brace - 1)
  ) {
    let next = brace + 1;
    while (isSpace(bytes[next])) next++;
    if (bytes[next] === COMMA) return next;
  }
  return -1;
}

const isSpace = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

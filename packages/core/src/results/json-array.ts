import type { Row } from '../job.ts';
import { ChangedRows, type GivenRows } from './given-rows.ts';

// The ASCII codes of the characters that give a JSON text its structure.
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Finds where the array under one of `paths` (such as `data.items`) begins in a JSON document that arrives in chunks. */
export class ArrayFinder {
  readonly #paths: readonly string[];
  /** The key of each object or array that is open; '' for the document and for members of an array. */
  readonly #keys: string[] = [];
  #inString = false;
  #escaped = false;
  #text: number[] = [];
  #lastString = '';

  constructor(paths: readonly string[]) {
    this.#paths = paths;
  }

  /** Returns the index after the opening bracket of the array, or -1 when the array begins in a later chunk. */
  find(chunk: Uint8Array): number {
    for (const [index, byte] of chunk.entries()) if (this.#step(byte)) return index + 1;
    return -1;
  }

  #step(byte: number): boolean {
    if (this.#inString) this.#stepString(byte);
    else if (byte === QUOTE) this.#inString = true;
    else if (byte === COMMA) this.#lastString = '';
    else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) this.#keys.pop();
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) return this.#open(byte);
    return false;
  }

  #stepString(byte: number): void {
    if (!this.#escaped && byte === QUOTE) {
      this.#inString = false;
      this.#lastString = Buffer.from(this.#text).toString();
      this.#text = [];
    } else {
      this.#escaped = byte === BACKSLASH && !this.#escaped;
      this.#text.push(byte);
    }
  }

  #open(byte: number): boolean {
    this.#keys.push(this.#lastString);
    this.#lastString = '';
    return byte === OPEN_ARRAY && this.#paths.includes(this.#keys.slice(1).join('.'));
  }
}

const INITIAL_CAPACITY = 1 << 17;
/** After this many wrong guesses the rows are probably nested, and scanning at once is cheaper. */
const MAX_WRONG_GUESSES = 3;

/**
 * Collects the bytes of a JSON array and parses its complete rows, many at a time, with `JSON.parse`. It leaves out the
 * rows that the caller got from an earlier answer, and throws ChangedRows when they are not the same.
 */
export class RowBuffer {
  readonly #given: GivenRows;
  // One buffer serves all chunks, because a new one for each chunk would use memory until the next garbage
  // collection. It always starts with `[`, so that the rows before a comma become an array when `]` replaces the comma.
  #store: Buffer = Buffer.alloc(INITIAL_CAPACITY, OPEN_ARRAY);
  #length = 1;
  #wrongGuesses = 0;
  #rest: Buffer | undefined;

  constructor(given: GivenRows) {
    this.#given = given;
  }

  /** The closing bracket of the array and everything after it; undefined until the bracket arrived. */
  get rest(): Buffer | undefined {
    return this.#rest;
  }

  /** The number of bytes that are held. */
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

  /** Removes and returns complete rows, but perhaps not the last ones. Throws SyntaxError when they are not JSON. */
  take(): readonly Row[] {
    if (this.#rest !== undefined) return [];
    this.#skipGivenRows();
    return this.#takeByGuess() ?? this.takeAll();
  }

  /** Removes and returns every complete row. Throws SyntaxError when they are not JSON. */
  takeAll(): readonly Row[] {
    if (this.#rest !== undefined) return [];
    const { boundary, end } = scanRows(this.#filled(), 1);
    if (end === -1) return boundary === -1 ? [] : this.#cut(boundary);
    this.#rest = Buffer.from(this.#filled().subarray(end));
    this.#length = 1;
    const rows = JSON.parse(this.#store.toString('utf8', 0, end + 1)) as Row[];
    const areNew = this.#given.add(this.#store.subarray(1, end + 1), rows.length);
    this.#given.assertRepeated();
    return areNew ? rows : [];
  }

  /** Cuts exactly after the rows that the caller has got, because the cuts in the earlier answer were elsewhere. */
  #skipGivenRows(): void {
    const comma = this.#given.bytesToSkip;
    if (comma === 0 || comma >= this.#length || this.#store[comma] !== COMMA) return;
    try {
      this.#cut(comma);
    } catch (cause) {
      throw new ChangedRows('', { cause });
    }
  }

  /**
   * Cuts at the last `},` without scanning the text before it. The comma may be part of a string, of a nested value or
   * of the text after the array. `JSON.parse` then fails, and the guess is undone.
   */
  #takeByGuess(): readonly Row[] | undefined {
    const comma = this.#wrongGuesses < MAX_WRONG_GUESSES ? lastObjectEnd(this.#filled()) : -1;
    if (comma === -1) return undefined;
    try {
      return this.#cut(comma);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      this.#store[comma] = COMMA;
      this.#wrongGuesses++;
      return undefined;
    }
  }

  #cut(comma: number): readonly Row[] {
    this.#store[comma] = CLOSE_ARRAY;
    const rows = JSON.parse(this.#store.toString('utf8', 0, comma + 1)) as Row[];
    this.#store[comma] = COMMA;
    const areNew = this.#given.add(this.#store.subarray(1, comma + 1), rows.length);
    this.#store.copyWithin(1, comma + 1, this.#length);
    this.#length -= comma;
    return areNew ? rows : [];
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

/** Returns the index of the last comma that follows a closing brace, or -1. */
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

/** Returns whether a JSON document ends before its outermost object or array is closed, or has nothing but blanks. */
export function isTruncated(document: Uint8Array): boolean {
  const start = document.findIndex((byte) => byte === OPEN_OBJECT || byte === OPEN_ARRAY);
  return start === -1 ? document.every(isSpace) : scanRows(document, start + 1).end === -1;
}

interface RowScan {
  /** The index of the last comma between two rows, or -1. */
  readonly boundary: number;
  /** The index of the bracket that closes the array, or -1. */
  readonly end: number;
}

/** Scans the members of an array from `start`, which must be the beginning of a member. */
function scanRows(bytes: Uint8Array, start: number): RowScan {
  let depth = 0;
  let boundary = -1;
  for (let index = start; index < bytes.length; index++) {
    const byte = bytes[index];
    if (byte === QUOTE) {
      index = stringEnd(bytes, index + 1);
    } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      depth++;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      if (depth === 0) return { boundary, end: index };
      depth--;
    } else if (byte === COMMA && depth === 0) {
      boundary = index;
    }
  }
  return { boundary, end: -1 };
}

/** Returns the index of the quote that ends a string, or the length when the string is incomplete. */
function stringEnd(bytes: Uint8Array, from: number): number {
  for (let quote = bytes.indexOf(QUOTE, from); quote !== -1; quote = bytes.indexOf(QUOTE, quote + 1)) {
    let backslashes = 0;
    while (bytes[quote - 1 - backslashes] === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return quote;
  }
  return bytes.length;
}

/** Returns whether the byte is one of the four white-space characters of JSON. */
const isSpace = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

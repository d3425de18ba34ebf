import { scanRows } from './scan-rows.ts';
import type { Row } from './row.ts';

const OPEN = Buffer.from('[');
const COMMA = 0x2c;
const CLOSE_ARRAY = 0x5d;
const CLOSE_OBJECT = 0x7d;

/** Gathers array members as they arrive and parses whole ones, many at a time, with the engine's own parser. */
export class RowBuffer {
  // Always begins with a bracket, so that a cut needs only a closing one written over its comma.
  #bytes: Buffer = OPEN;
  /** What follows the array, once its end was seen. */
  rest: Buffer | undefined;

  get size(): number {
    return this.#bytes.length;
  }

  append(chunk: Uint8Array): void {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
  }

  /** The complete rows so far. Throws a SyntaxError when they are no JSON. */
  take(): readonly Row[] {
    return this.#takeByGuess() ?? this.#takeByScan();
  }

  /**
   * Cuts at the last `},` without reading what stands before it. A wrong guess lies within a string, a nested
   * value or behind the array; then the text before it is no complete array and the parser says so.
   */
  #takeByGuess(): readonly Row[] | undefined {
    const comma = this.#lastObjectEnd();
    if (comma === -1) return undefined;
    try {
      return this.#cut(comma);
    } catch {
      this.#bytes[comma] = COMMA;
      return undefined;
    }
  }

  #takeByScan(): readonly Row[] {
    const { boundary, end } = scanRows(this.#bytes, 1);
    if (end !== -1) {
      this.rest = this.#bytes.subarray(end);
      return JSON.parse(this.#bytes.toString('utf8', 0, end + 1)) as Row[];
    }
    return boundary === -1 ? [] : this.#cut(boundary);
  }

  #lastObjectEnd(): number {
    for (
      let brace = this.#bytes.lastIndexOf(CLOSE_OBJECT);
      brace > 0;
      brace = this.#bytes.lastIndexOf(CLOSE_OBJECT, brace - 1)
    ) {
      let next = brace + 1;
      while (isSpace(this.#bytes[next])) next++;
      if (this.#bytes[next] === COMMA) return next;
      if (this.#bytes.length - brace > 1 << 16) break;
    }
    return -1;
  }

  #cut(comma: number): readonly Row[] {
    this.#bytes[comma] = CLOSE_ARRAY;
    const rows = JSON.parse(this.#bytes.toString('utf8', 0, comma + 1)) as Row[];
    this.#bytes = Buffer.concat([OPEN, this.#bytes.subarray(comma + 1)]);
    return rows;
  }
}

const isSpace = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

import { ArrayFinder } from './array-finder.ts';
import { RowBuffer } from './row-buffer.ts';
import type { Row } from './row.ts';

/** A document may hold this much outside its rows, or in a single one. */
const MAX_BYTES = 16 * 1024 * 1024;

/** A JSON document read as it arrives: the rows are handed out, the rest of it is checked at the end. */
export class RowsDocument {
  readonly #paths: readonly string[];
  readonly #finder: ArrayFinder;
  readonly #rows = new RowBuffer();
  #head: Buffer = Buffer.alloc(0);
  #found = false;

  constructor(paths: readonly string[]) {
    this.#paths = paths;
    this.#finder = new ArrayFinder(paths);
  }

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
    if (this.#head.length + this.#rows.size > MAX_BYTES)
      throw new RangeError('The results hold a row of unreasonable size');
    return rows;
  }

  /** What is left once everything was pushed. */
  flush(): readonly Row[] {
    return this.#found ? this.#rows.takeAll() : [];
  }

  /** Throws when the document has no such list, breaks off or is malformed around it. */
  assertComplete(): void {
    if (!this.#found) throw new RangeError(`The answer holds no list of ${this.#paths.join(' or ')}`);
    if (this.#rows.rest === undefined) throw new RangeError('The results broke off');
    JSON.parse(Buffer.concat([this.#head, this.#rows.rest]).toString());
  }
}

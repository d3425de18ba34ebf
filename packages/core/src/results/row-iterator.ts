import type { Row } from '../job.ts';

/**
 * Iterates over the rows of batches. It is not an async generator, because that settles three promises for each row,
 * which takes longer than parsing the row.
 */
export class RowIterator implements AsyncIterableIterator<Row> {
  readonly #batches: AsyncIterator<readonly Row[]>;
  readonly #finish: (row: Row) => Row;
  #batch: readonly Row[] = [];
  #next = 0;

  constructor(batches: AsyncIterable<readonly Row[]>, finish: (row: Row) => Row) {
    this.#batches = batches[Symbol.asyncIterator]();
    this.#finish = finish;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Row>> {
    const row = this.#batch[this.#next];
    if (row === undefined) return this.#nextBatch();
    this.#next++;
    // An element that is no object is given as it was sent, so that it does not cost the rows after it.
    return Promise.resolve({ done: false, value: isObject(row) ? this.#finish(row) : row });
  }

  async return(): Promise<IteratorResult<Row>> {
    this.#batch = [];
    await this.#batches.return?.();
    return { done: true, value: undefined };
  }

  async #nextBatch(): Promise<IteratorResult<Row>> {
    const result = await this.#batches.next();
    if (result.done === true) return { done: true, value: undefined };
    this.#batch = result.value;
    this.#next = 0;
    return this.next();
  }
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

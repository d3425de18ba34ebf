export interface RowsBody {
  /** What stands before the rows. */
  readonly envelope: object;
  /** The key of the rows. */
  readonly list: string;
  /** Rows as JSON values joined by commas. */
  readonly pages: AsyncIterable<string>;
}

/** A JSON object that ends with a list of rows, a page in memory at a time. */
export async function* jsonWithRows({ envelope, list, pages }: RowsBody): AsyncGenerator<string> {
  yield JSON.stringify({ ...envelope, [list]: [] }).slice(0, -']}'.length);
  let separator = '';
  for await (const page of pages) {
    yield separator + page;
    separator = ',';
  }
  yield ']}';
}

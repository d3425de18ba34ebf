/** One row of results: a lead, a verdict, an item. */
export type Row = Readonly<Record<string, unknown>>;

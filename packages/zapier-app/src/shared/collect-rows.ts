import type { Row } from '@scrapekit/core';

export interface RowLimits {
  readonly rows: number;
  /** Of JSON text. */
  readonly bytes: number;
}

export interface CollectedRows {
  readonly rows: readonly Row[];
  /** False when more rows exist than a limit let in. */
  readonly complete: boolean;
}

/** Takes rows while both limits hold, and leaves the rest unread. */
export async function collectRows(source: AsyncIterable<Row>, limits: RowLimits): Promise<CollectedRows> {
  const rows: Row[] = [];
  let bytes = 0;
  for await (const row of source) {
    bytes += Buffer.byteLength(JSON.stringify(row)) + 1;
    if (rows.length === limits.rows || bytes > limits.bytes) return { rows, complete: false };
    rows.push(row);
  }
  return { rows, complete: true };
}

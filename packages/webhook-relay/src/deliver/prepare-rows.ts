import type { Client, Row } from '@scrapekit/core';
import type { TargetRows } from '../config/config.ts';
import type { StoredEvent } from '../events/event.ts';
import type { Storage } from '../storage/tables.ts';
import { setPages } from './delivery-store.ts';
import { deletePages, insertPages, type RowPage } from './page-store.ts';

/** Pages are stored in groups of so many bytes, so that a transaction does not hold many results. */
const STORED_AT_ONCE_BYTES = 4_000_000;
const STORED_AT_ONCE_PAGES = 200;

export interface Preparation {
  readonly storage: Pick<Storage, 'db' | 'transaction'>;
  readonly client: Pick<Client, 'results'>;
  readonly event: StoredEvent;
  readonly deliveryId: string;
  readonly rows: Exclude<TargetRows, { readonly kind: 'none' }>;
  /** The bytes of a request beside its rows. */
  readonly headBytes: number;
  readonly signal: AbortSignal;
}

/**
 * Fetches the rows of a completed job and stores them as the requests of a delivery. Returns their number. Rows that were
 * stored by a process that was killed meanwhile are replaced.
 */
export async function prepareRows({
  storage,
  client,
  event,
  deliveryId,
  signal,
  ...options
}: Preparation): Promise<number> {
  await deletePages(storage.db, deliveryId);
  let group: RowPage[] = [];
  let groupBytes = 0;
  let pages = 0;
  const store = async () => {
    const stored = group;
    group = [];
    groupBytes = 0;
    if (stored.length > 0)
      await storage.transaction(async (trx) => await insertPages(trx, deliveryId, stored));
  };
  const job = { id: event.jobId, operation: event.operation };
  for await (const json of inPages(client.results(job, { signal }), options)) {
    group.push({ page: (pages += 1), json });
    groupBytes += json.length;
    if (groupBytes >= STORED_AT_ONCE_BYTES || group.length >= STORED_AT_ONCE_PAGES) await store();
  }
  await store();
  await storage.transaction(async (trx) => await setPages(trx, deliveryId, pages));
  return pages;
}

/** Divides rows into JSON lists that fit into a request. A row that alone is too large has a list of its own. */
async function* inPages(
  rows: AsyncIterable<Row>,
  { rows: wanted, headBytes }: Pick<Preparation, 'rows' | 'headBytes'>,
): AsyncGenerator<Uint8Array> {
  const { maxBytes, maxRows } = wanted.kind === 'single' ? { maxBytes: Infinity, maxRows: 1 } : wanted;
  let page: string[] = [];
  let bytes = 0;
  let isFirst = true;
  for await (const row of rows) {
    const json = JSON.stringify(row);
    const size = Buffer.byteLength(json) + 1;
    if (page.length > 0 && (page.length >= maxRows || headBytes + bytes + size > maxBytes)) {
      yield listOf(page);
      isFirst = false;
      page = [];
      bytes = 0;
    }
    page.push(json);
    bytes += size;
  }
  // A target that gets pages also learns that a job found nothing.
  if (page.length > 0 || (isFirst && wanted.kind === 'pages')) yield listOf(page);
}

const listOf = (rows: readonly string[]): Uint8Array => Buffer.from(`[${rows.join(',')}]`);

import type { TargetRows } from '../config/config.ts';
import type { Db } from '../storage/tables.ts';
import type { TakenDelivery } from './delivery-store.ts';
import { findPage } from './page-store.ts';

/**
 * Returns a delivery with its rows to be fetched again when the next request is not stored, or is larger than the settings
 * allow by now. The requests before it then come again, divided anew. They are never larger than the old ones, so all
 * rows under an id that the target knows have reached it.
 */
export async function refitRows(
  db: Db,
  taken: TakenDelivery,
  { rows, headBytes }: { readonly rows: TargetRows; readonly headBytes: number },
): Promise<TakenDelivery> {
  if (rows.kind === 'none' || taken.pages === null || taken.pages === 0) return taken;
  const json = await findPage(db, taken.id, taken.page);
  if (json !== undefined && fits(json, rows, headBytes)) return taken;
  return { ...taken, page: 1, pages: null };
}

function fits(json: Uint8Array, rows: Exclude<TargetRows, { kind: 'none' }>, headBytes: number): boolean {
  // The empty list is counted twice.
  if (rows.kind === 'pages' && headBytes + json.length - '[]'.length <= rows.maxBytes) return true;
  return (JSON.parse(Buffer.from(json).toString()) as unknown[]).length === 1;
}

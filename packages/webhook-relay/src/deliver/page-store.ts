import type { Db, Transaction } from '../storage/tables.ts';

/** The rows of one request. `json` is a JSON list in UTF-8. */
export interface RowPage {
  readonly page: number;
  readonly json: Uint8Array;
}

export async function insertPages(
  trx: Transaction,
  deliveryId: string,
  pages: readonly RowPage[],
): Promise<void> {
  const values = pages.map(({ page, json }) => ({ delivery_id: deliveryId, page, rows: json }));
  await trx.insertInto('delivery_page').values(values).execute();
}

export async function findPage(db: Db, deliveryId: string, page: number): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom('delivery_page')
    .select('rows')
    .where('delivery_id', '=', deliveryId)
    .where('page', '=', page)
    .executeTakeFirst();
  return row?.rows;
}

/** Removes pages that the target has, or all pages of a delivery. */
export async function deletePages(db: Db, deliveryId: string, page?: number): Promise<void> {
  const all = db.deleteFrom('delivery_page').where('delivery_id', '=', deliveryId);
  await (page === undefined ? all : all.where('page', '=', page)).execute();
}

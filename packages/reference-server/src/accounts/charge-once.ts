import type { Transaction } from '../storage/database.ts';
import type { LedgerKind } from './ledger.ts';
import { lockAccount } from './read-account.ts';

export interface SingleCharge {
  readonly kind: LedgerKind;
  readonly units: number;
  readonly at: Date;
}

/** Pays for something that is no job's row; false, and nothing taken, when the balance does not cover it. */
export async function chargeOnce(
  trx: Transaction,
  accountId: string,
  { kind, units, at }: SingleCharge,
): Promise<boolean> {
  const { balance } = await lockAccount(trx, accountId);
  if (balance < units) return false;
  await trx
    .updateTable('account')
    .set({ balance: balance - units })
    .where('id', '=', accountId)
    .execute();
  await trx
    .insertInto('ledger')
    .values({ account_id: accountId, kind, units: -units, job_id: null, row_index: null, at })
    .execute();
  return true;
}

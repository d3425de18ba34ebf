import type { Reader, Transaction } from '../storage/database.ts';
import type { Account } from './account.ts';

const columns = ['id', 'email', 'opening', 'balance', 'suspended'] as const;

export async function readAccount(db: Reader, id: string): Promise<Account | undefined> {
  return await db.selectFrom('account').select(columns).where('id', '=', id).executeTakeFirst();
}

/** Reads the account and keeps everybody else from changing its balance until the transaction ends. */
export async function lockAccount(trx: Transaction, id: string): Promise<Account> {
  return await trx
    .selectFrom('account')
    .select(columns)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
}

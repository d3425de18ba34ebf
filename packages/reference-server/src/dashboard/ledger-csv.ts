import { Readable } from 'node:stream';
import { findAccount } from '../accounts/accounts.ts';
import { toCredits } from '../accounts/credits.ts';
import { listLinesAfter } from '../accounts/ledger.ts';
import { csvRecord } from '../http/send-rows.ts';
import type { Db } from '../storage/database.ts';

/** The embedded database answers no other request while it reads them. */
const LINES_AT_ONCE = 2_500;
const columns = ['time', 'kind', 'credits', 'balance', 'job_id', 'row'];

/** Streams all lines of an account as CSV, oldest first. It holds a few thousand lines in memory at a time. */
export const ledgerCsv = (db: Db, accountId: string): Readable =>
  Readable.from(records(db, accountId), { objectMode: false });

async function* records(db: Db, accountId: string): AsyncGenerator<string> {
  let balance = (await findAccount(db, accountId))?.opening ?? 0;
  yield csvRecord(columns);
  for (let after = 0, isLast = false; !isLast;) {
    const lines = await listLinesAfter(db, accountId, { after, limit: LINES_AT_ONCE });
    isLast = lines.length < LINES_AT_ONCE;
    after = lines.at(-1)?.id ?? after;
    if (lines.length > 0)
      yield lines
        .map(({ at, kind, units, jobId, row }) => {
          balance += units;
          return csvRecord([at.toISOString(), kind, toCredits(units), toCredits(balance), jobId, row]);
        })
        .join('');
  }
}

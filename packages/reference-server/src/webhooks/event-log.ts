import { lockAccount } from '../accounts/read-account.ts';
import type { Reader, Transaction } from '../storage/database.ts';

/** Something that happened, as the provider tells it. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  /** A JSON value. */
  readonly data: object;
}

export interface EventCause {
  readonly accountId: string;
  readonly provider: string;
  readonly jobId: string;
  readonly at: Date;
}

export interface StoredEvent {
  readonly id: string;
  /** Rises by an unknown amount from one event of an account to the next. */
  readonly seq: number;
  readonly type: string;
  /** The text of a JSON value. */
  readonly data: string;
}

/**
 * Stores events in the transaction that gives cause for them. Until it ends, the account's other events wait: so their
 * numbers rise in the order in which they can be seen, and who reads on from the highest never skips one.
 */
export async function recordEvents(
  trx: Transaction,
  { accountId, provider, jobId, at }: EventCause,
  events: readonly NewEvent[],
): Promise<void> {
  await lockAccount(trx, accountId);
  for (const { id, type, data } of events) {
    await trx
      .insertInto('event')
      .values({
        id,
        account_id: accountId,
        provider,
        job_id: jobId,
        type,
        data: JSON.stringify(data),
        created_at: at,
      })
      .execute();
  }
}

export interface EventFilter {
  /** The number of the last event that is known already; 0 before the first. */
  readonly after: number;
  readonly limit: number;
  /** @default all types */
  readonly types?: readonly string[];
}

const columns = ['id', 'seq', 'type', 'data'] as const;

/** The account's events in the order in which they were stored. */
export async function readEvents(
  db: Reader,
  { accountId, provider }: Pick<EventCause, 'accountId' | 'provider'>,
  { after, limit, types }: EventFilter,
): Promise<readonly StoredEvent[]> {
  let query = db
    .selectFrom('event')
    .select(columns)
    .where('account_id', '=', accountId)
    .where('provider', '=', provider)
    .where('seq', '>', after);
  if (types !== undefined) query = query.where('type', 'in', types);
  return await query.orderBy('seq').limit(limit).execute();
}

/** The text of one event. */
export async function readEventData(db: Reader, id: string): Promise<string> {
  const { data } = await db.selectFrom('event').select('data').where('id', '=', id).executeTakeFirstOrThrow();
  return data;
}

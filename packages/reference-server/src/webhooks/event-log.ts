import { lockAccount } from '../accounts/accounts.ts';
import type { Db, Transaction } from '../storage/database.ts';

/** An event of a job, with the data that the provider documents for it. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  /** A JSON value. */
  readonly data: object;
}

/** The account and the job that an event belongs to. */
export interface EventCause {
  readonly accountId: string;
  readonly provider: string;
  readonly jobId: string;
  readonly at: Date;
}

export interface StoredEvent {
  readonly id: string;
  /** A later event of an account has a higher number. There may be gaps. */
  readonly seq: number;
  readonly type: string;
  /** A JSON value as text. */
  readonly data: string;
}

/**
 * Stores events in the transaction that causes them. The account stays locked until the transaction ends, so that
 * events become visible in the order of their numbers. A client that asks for the events after its highest number
 * therefore gets all new events (N09).
 */
export async function insertEvents(
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
  /** The number of the last event that the client has, or 0 for all events. */
  readonly after: number;
  readonly limit: number;
  /** @default all types */
  readonly types?: readonly string[];
}

const columns = ['id', 'seq', 'type', 'data'] as const;

/** Lists the account's events in the order in which they were stored. */
export async function listEvents(
  db: Db,
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

/** Returns the JSON text of one event. */
export async function requireEventData(db: Db, id: string): Promise<string> {
  const { data } = await db.selectFrom('event').select('data').where('id', '=', id).executeTakeFirstOrThrow();
  return data;
}

/** Lists the ids of the events of jobs. */
export async function listEventIds(db: Db, jobIds: readonly string[]): Promise<readonly string[]> {
  const events = await db.selectFrom('event').select('id').where('job_id', 'in', jobIds).execute();
  return events.map(({ id }) => id);
}

export async function deleteEvents(trx: Transaction, jobIds: readonly string[]): Promise<void> {
  await trx.deleteFrom('event').where('job_id', 'in', jobIds).execute();
}

import { type Kysely, sql } from 'kysely';
import type { Database, Transaction } from './database.ts';

/** How often the queues are searched for due messages. Delayed and returned messages are found only in this way. */
const SEARCH_MS = 1_000;
/** The channel of LISTEN and NOTIFY on which processes tell each other of new messages. */
const CHANNEL = 'scrapekit_queues';

/** Tells the receivers of this process that their queues have messages, so that they need not ask for themselves. */
export interface QueueWatch {
  /**
   * Calls `onDue` when the queue has messages to fetch: at once for messages of other processes, and within a second for
   * delayed and returned ones. On an embedded database the sender of a message must wake the receiver itself.
   */
  watch(queue: string, onDue: () => void): void;
  /** Ends the watch of all queues. */
  close(): Promise<void>;
}

/** Tells all processes of a new message when the transaction commits. An embedded database has no other process. */
export async function announce<Tables>(trx: Transaction<Tables>, queue: string): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${queue})`.execute(trx);
}

export function createQueueWatch<Tables>(
  { db, boss, embedded }: Database<Tables>,
  onError: (error: unknown) => void,
): QueueWatch {
  const receivers = new Map<string, () => void>();
  const listen = async () => {
    if (embedded) return undefined;
    const wakeAll = () => receivers.forEach((onDue) => onDue());
    return await boss.getDb().listen?.(CHANNEL, (queue) => receivers.get(queue)?.(), wakeAll);
  };
  // Without a listener the search below finds new messages.
  const listenIfPossible = async () =>
    await listen().catch((error: unknown) => {
      onError(error);
      return undefined;
    });
  const search = async () => {
    for (const queue of await findDue(db, [...receivers.keys()])) receivers.get(queue)?.();
  };
  let listener: ReturnType<typeof listenIfPossible> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let searching: Promise<void> | undefined;
  const searchInTurn = () => {
    searching ??= search()
      .catch(onError)
      .finally(() => {
        searching = undefined;
      });
  };
  return {
    watch: (queue, onDue) => {
      receivers.set(queue, onDue);
      listener ??= listenIfPossible();
      timer ??= setInterval(searchInTurn, SEARCH_MS);
    },
    close: async () => {
      clearInterval(timer);
      await searching;
      await (await listener)?.close();
    },
  };
}

/** Returns those of the queues that have a message to fetch now. */
async function findDue<Tables>(db: Kysely<Tables>, queues: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ queue: string }>`
    select queue from unnest(${[...queues]}::text[]) as queue
    where exists (
      select from pgboss.job
      where name = queue and state < 'active' and not blocked and start_after <= pgboss.job_now()
    )`.execute(db);
  return rows.map(({ queue }) => queue);
}

import { sql } from 'kysely';
import { type Clock, fromKysely, type PgBoss, type Queue } from 'pg-boss';
import type { Database, Transaction } from './database.ts';
import { announce, createQueueWatch, type QueueWatch } from './queue-watch.ts';

/**
 * A fetched message. Each claim of a message has another `retryCount`, so a worker that lost its claim cannot complete
 * the message.
 */
export interface ClaimedMessage<Message> {
  readonly queue: string;
  readonly id: string;
  readonly retryCount: number;
  readonly message: Message;
}

export interface SendOptions {
  /** The message is fetched not before this time. @default at once */
  readonly startAfter?: Date | undefined;
  /** The account that the message counts for when messages are fetched with a limit per account. */
  readonly accountId?: string;
}

export interface PrioritizedMessage {
  readonly message: object;
  readonly priority: number;
}

const NO_MESSAGE = '00000000-0000-0000-0000-000000000000';
const HEARTBEAT_SECONDS = 10;
const DAY_SECONDS = 86_400;

/** Returns the queue that receives the messages of `queue` that were returned too often. */
export const deadLettersOf = (queue: string): string => `${queue}.dead`;

/** The queues. They are in the same database as the tables, so a message is sent in the transaction that needs it. */
export interface Queues extends QueueWatch {
  send<Tables>(
    trx: Transaction<Tables>,
    queue: string,
    message: object,
    options?: SendOptions,
  ): Promise<void>;
  /** Sends messages, of which those with a higher priority are fetched first. */
  sendAll<Tables>(
    trx: Transaction<Tables>,
    queue: string,
    messages: readonly PrioritizedMessage[],
  ): Promise<void>;
  /** Fetches messages. With `perAccount`, no account has more than so many messages in work in all processes. */
  fetch(queue: string, limit: number, perAccount?: number): Promise<readonly ClaimedMessage<unknown>[]>;
  /**
   * Completes a message. Returns false when the claim was lost. With `trx` it takes effect when the transaction
   * commits.
   */
  complete<Tables>(claim: ClaimedMessage<unknown>, trx?: Transaction<Tables>): Promise<boolean>;
  /**
   * Returns a message to the queue. It is fetched again after about a second, and after a longer time with each return.
   */
  release(claim: ClaimedMessage<unknown>): Promise<void>;
  /** Keeps these claims. A claim without a heartbeat for 10 s goes to another worker. */
  heartbeat(claims: readonly ClaimedMessage<unknown>[]): Promise<void>;
}

/**
 * A message that was returned so often goes to the dead-letter queue. pg-boss also counts the claims of killed processes,
 * so the limit is far above the number of restarts during a long job.
 */
const MOST_RETURNS = 1_000;

/** Declares the queues and their dead-letter queues (`<name>.dead`). */
export async function openQueues<Tables>(
  database: Database<Tables>,
  { names, onError }: { readonly names: readonly string[]; readonly onError: (error: unknown) => void },
): Promise<Queues> {
  const { db, boss, embedded } = database;
  for (const name of names) await declare(boss, name);
  if (embedded) await releaseOrphans({ db }, names);
  return {
    ...createQueueWatch(database, onError),
    send: async (trx, queue, message, { startAfter, accountId } = {}) => {
      const options = { ...(startAfter && { startAfter }), ...(accountId && { group: { id: accountId } }) };
      await boss.send(queue, message, { db: fromKysely(trx), ...options });
      if (!embedded && startAfter === undefined) await announce(trx, queue);
    },
    sendAll: async (trx, queue, messages) => {
      const inserts = messages.map(({ message, priority }) => ({ data: message, priority }));
      await boss.insert(queue, inserts, { db: fromKysely(trx) });
      if (!embedded) await announce(trx, queue);
    },
    fetch: async (queue, limit, perAccount) => {
      const fair = perAccount === undefined ? {} : { groupConcurrency: perAccount };
      const jobs = await boss.fetch<unknown>(queue, { batchSize: limit, includeMetadata: true, ...fair });
      return jobs.map(({ id, retryCount, data }) => ({ queue, id, retryCount, message: data }));
    },
    complete: async ({ queue, id, retryCount }, trx) => {
      const options = trx === undefined ? {} : { db: fromKysely(trx) };
      // pg-boss returns the count, but its types do not name it.
      const answer: { readonly affected?: number } = await boss.complete(
        queue,
        { id, retryCount },
        {},
        options,
      );
      return answer.affected === 1;
    },
    release: async ({ queue, id, retryCount }) => {
      await boss.fail(queue, { id, retryCount });
    },
    heartbeat: async (claims) => {
      for (const { queue, id, retryCount } of claims) await boss.touch(queue, { id, retryCount });
    },
  };
}

async function declare(boss: PgBoss, name: string): Promise<void> {
  const deadLetter = deadLettersOf(name);
  await declareOne(boss, deadLetter, { retryLimit: MOST_RETURNS, retryDelay: 5 });
  await declareOne(boss, name, {
    deadLetter,
    retryLimit: MOST_RETURNS,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 30,
  });
}

async function declareOne(boss: PgBoss, name: string, retries: Omit<Queue, 'name'>): Promise<void> {
  const options = { ...retries, heartbeatSeconds: HEARTBEAT_SECONDS, expireInSeconds: DAY_SECONDS - 1 };
  await boss.createQueue(name, options);
  // This updates a queue that an earlier version created.
  await boss.updateQueue(name, options);
  // This call fills the queue cache of pg-boss. Otherwise the first `send` in a transaction would fill it outside of
  // the transaction, which on PGlite waits for the transaction without end.
  await boss.findJobs(name, { id: NO_MESSAGE });
}

// Only one process uses an embedded database, so the claims that exist at its start belong to a process that has ended.
// Their messages return to the queue. pg-boss counts a claim as a retry when the message has a start time. The start
// time is removed, because the end of a process is not a failure of its messages.
async function releaseOrphans<Tables>(
  { db }: Pick<Database<Tables>, 'db'>,
  names: readonly string[],
): Promise<void> {
  for (const queue of names.flatMap((name) => [name, deadLettersOf(name)])) {
    await sql`
      update pgboss.job set state = 'created', started_on = null, heartbeat_on = null
      where name = ${queue} and state = 'active'`.execute(db);
  }
}

/** Returns the options of pg-boss that make it use the clock of a test. */
export const queueClockOptions = (
  clock: Clock | undefined,
): { readonly clock?: Clock; readonly supervise?: boolean } =>
  clock === undefined ? {} : { clock, supervise: false };

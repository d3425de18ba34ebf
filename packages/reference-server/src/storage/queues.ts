import { fromKysely, type PgBoss, type Queue } from 'pg-boss';
import { sql } from 'kysely';
import type { Database, Transaction } from './database.ts';

/** A message somebody fetched; `retryCount` fences it, so that a lost claim settles nothing. */
export interface ClaimedMessage<Message> {
  readonly queue: string;
  readonly id: string;
  readonly retryCount: number;
  readonly message: Message;
}

const NO_MESSAGE = '00000000-0000-0000-0000-000000000000';
const HEARTBEAT_SECONDS = 10;
const DAY_SECONDS = 86_400;
const POLL_MS = 250;
const EMBEDDED_POLL_MS = 1_000;

/** Where the messages of a queue go that were given back too often. */
export const deadLettersOf = (queue: string): string => `${queue}.dead`;

/** The queue on the same database as everything else, so that a message is sent in the transaction that wants it. */
export interface Queues {
  /** How often to look for what nobody announced: messages of other processes, and those given back. */
  readonly pollMs: number;
  /** Fetched at once, or not before `startAfter`. */
  send(trx: Transaction, queue: string, message: object, startAfter?: Date): Promise<void>;
  fetch(queue: string, limit: number): Promise<readonly ClaimedMessage<unknown>[]>;
  /** True when the claim still held; inside `trx` it takes effect with it. */
  complete(claim: ClaimedMessage<unknown>, trx?: Transaction): Promise<boolean>;
  /** Puts the message back, to be fetched again in about a second, and later each time. */
  release(claim: ClaimedMessage<unknown>): Promise<void>;
  heartbeat(claims: readonly ClaimedMessage<unknown>[]): Promise<void>;
}

/** Declares the queues and their dead-letter queues (`<name>.dead`). */
export async function openQueues(
  { db, boss, embedded }: Database,
  names: readonly string[],
): Promise<Queues> {
  for (const name of names) await declare(boss, name);
  if (embedded) await releaseOrphans({ db }, names);
  return {
    pollMs: embedded ? EMBEDDED_POLL_MS : POLL_MS,
    send: async (trx, queue, message, startAfter) => {
      await boss.send(queue, message, { db: fromKysely(trx), ...(startAfter && { startAfter }) });
    },
    fetch: async (queue, limit) => {
      const jobs = await boss.fetch<unknown>(queue, { batchSize: limit, includeMetadata: true });
      return jobs.map(({ id, retryCount, data }) => ({ queue, id, retryCount, message: data }));
    },
    complete: async ({ queue, id, retryCount }, trx) => {
      const options = trx === undefined ? {} : { db: fromKysely(trx) };
      // pg-boss answers with the count but leaves it out of its types.
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
  await declareOne(boss, deadLetter, { retryLimit: 1_000, retryDelay: 5 });
  await declareOne(boss, name, {
    deadLetter,
    retryLimit: 20,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 30,
  });
}

async function declareOne(boss: PgBoss, name: string, retries: Omit<Queue, 'name'>): Promise<void> {
  const options = { ...retries, heartbeatSeconds: HEARTBEAT_SECONDS, expireInSeconds: DAY_SECONDS - 1 };
  await boss.createQueue(name, options);
  // For a database that has the queue from an earlier version.
  await boss.updateQueue(name, options);
  // Fills pg-boss's queue cache: a cold one is read on another handle, which on PGlite waits for our open transaction for ever.
  await boss.findJobs(name, { id: NO_MESSAGE });
}

// One process at a time owns an embedded database, so whatever is claimed at start belongs to a dead one. Its death
// says nothing against the message: without a start time the next claim counts as no further try.
async function releaseOrphans({ db }: Pick<Database, 'db'>, names: readonly string[]): Promise<void> {
  for (const queue of names.flatMap((name) => [name, deadLettersOf(name)])) {
    await sql`
      update pgboss.job set state = 'created', started_on = null, heartbeat_on = null
      where name = ${queue} and state = 'active'`.execute(db);
  }
}

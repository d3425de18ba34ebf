import { fromKysely, type PgBoss } from 'pg-boss';
import { sql } from 'kysely';
import type { Database, Transaction } from './database.ts';

/** A message somebody fetched; `retryCount` fences it, so that a lost claim settles nothing. */
export interface Claim<Message> {
  readonly queue: string;
  readonly id: string;
  readonly retryCount: number;
  readonly message: Message;
}

const NO_MESSAGE = '00000000-0000-0000-0000-000000000000';
const HEARTBEAT_SECONDS = 10;
const DAY_SECONDS = 86_400;

/** The queue on the same database as everything else, so that a message is sent in the transaction that wants it. */
export interface Queues {
  send(trx: Transaction, queue: string, message: object): Promise<void>;
  fetch(queue: string, limit: number): Promise<readonly Claim<unknown>[]>;
  /** True when the claim still held; inside `trx` it takes effect with it. */
  complete(claim: Claim<unknown>, trx?: Transaction): Promise<boolean>;
  /** Puts the message back, to be fetched again a second later. */
  release(claim: Claim<unknown>): Promise<void>;
  heartbeat(claims: readonly Claim<unknown>[]): Promise<void>;
}

/** Declares the queues and their dead-letter queues (`<name>.dead`). */
export async function openQueues(
  { db, boss, embedded }: Database,
  names: readonly string[],
): Promise<Queues> {
  for (const name of names) await declare(boss, name);
  if (embedded) await releaseOrphans({ db, boss }, names);
  return {
    send: async (trx, queue, message) => {
      await boss.send(queue, message, { db: fromKysely(trx) });
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
  const dead = `${name}.dead`;
  await boss.createQueue(dead, { retryLimit: 1000, retryDelay: 5, heartbeatSeconds: HEARTBEAT_SECONDS });
  await boss.createQueue(name, {
    deadLetter: dead,
    retryLimit: 20,
    retryDelay: 1,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    expireInSeconds: DAY_SECONDS - 1,
  });
  // Fills pg-boss's queue cache: a cold one is read on another handle, which on PGlite waits for our open transaction for ever.
  for (const queue of [dead, name]) await boss.findJobs(queue, { id: NO_MESSAGE });
}

// One process at a time owns an embedded database, so whatever is claimed at start belongs to a dead one.
async function releaseOrphans(
  { db, boss }: Pick<Database, 'db' | 'boss'>,
  names: readonly string[],
): Promise<void> {
  for (const queue of names.flatMap((name) => [name, `${name}.dead`])) {
    const { rows } = await sql<{
      id: string;
    }>`select id from pgboss.job where name = ${queue} and state = 'active'`.execute(db);
    if (rows.length > 0)
      await boss.fail(
        queue,
        rows.map(({ id }) => id),
      );
  }
}

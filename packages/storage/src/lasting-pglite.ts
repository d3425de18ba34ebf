import type { PGlite, Results, Transaction } from '@electric-sql/pglite';
import { type DiskSpace, DiskFullError } from './disk-space.ts';
import { guardEngine } from './engine-guard.ts';
import { createTurns } from './event-loop-turns.ts';

/** The part of PGlite that Kysely and pg-boss use. */
export interface LastingPglite extends Pick<PGlite, 'close' | 'closed' | 'ready' | 'waitReady' | 'exec'> {
  query<Row>(text: string, parameters?: unknown[], options?: object): Promise<Results<Row>>;
  transaction<Result>(work: (transaction: OpenTransaction) => Promise<Result>): Promise<Result>;
  /** Runs `work` while no statement runs. A transaction may be open meanwhile. */
  pause(work: () => Promise<void>): Promise<void>;
}

type OpenTransaction = Pick<LastingPglite, 'query'> & Pick<Transaction, 'rollback'>;

export interface LastingPgliteOptions {
  /** Opens the database of this folder, after its engine has ended. */
  readonly reopen: () => Promise<PGlite>;
  readonly disk: DiskSpace;
}

/**
 * Returns a PGlite that refuses to write while the disk is almost full, that lets the event loop turn between
 * statements, and that is opened again for the next statement when its engine has ended. Statements of the transaction
 * in which the engine ended fail.
 */
export function createLastingPglite(pglite: PGlite, { reopen, disk }: LastingPgliteOptions): LastingPglite {
  let current = { pglite, hasEnded: guardEngine(pglite) };
  let reopening: Promise<void> | undefined;
  const replace = async () => {
    await disk.require();
    if (!current.pglite.closed) await current.pglite.close();
    const next = await reopen();
    current = { pglite: next, hasEnded: guardEngine(next) };
  };
  const working = async (): Promise<PGlite> => {
    if (current.hasEnded()) {
      reopening ??= replace().finally(() => (reopening = undefined));
      await reopening;
    }
    return current.pglite;
  };
  const takeTurns = createTurns();
  const run = async <Result>(text: string, statement: () => Promise<Result>): Promise<Result> => {
    if (writes.test(text)) await disk.require();
    try {
      return await statement();
    } catch (error) {
      throw isDiskFull(error) ? new DiskFullError(error.message, { cause: error }) : error;
    } finally {
      await takeTurns();
    }
  };
  return {
    get closed() {
      return current.pglite.closed;
    },
    get ready() {
      return current.pglite.ready;
    },
    get waitReady() {
      return current.pglite.waitReady;
    },
    query: async (text, ...rest) => await run(text, async () => await (await working()).query(text, ...rest)),
    exec: async (text, ...rest) => await run(text, async () => await (await working()).exec(text, ...rest)),
    transaction: async (work) => {
      const holder = await working();
      // The error of a COMMIT is passed on unchanged, because the transaction may have been stored.
      return await holder.transaction(
        async (open) =>
          await work({
            query: async (text, ...rest) => await run(text, async () => await open.query(text, ...rest)),
            rollback: async () => await open.rollback(),
          }),
      );
    },
    pause: async (work) => await (await working()).runExclusive(work),
    close: async () => {
      await reopening?.catch(() => undefined);
      if (!current.pglite.closed) await current.pglite.close();
    },
  };
}

/** A statement that changes data or locks rows. Texts of customers are parameters and not part of it. */
const writes = /\b(?:insert|update|delete|merge|truncate|create|alter|drop)\b/i;

const DISK_FULL = '53100';

const isDiskFull = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && error.code === DISK_FULL;

import type { Clock } from '@scrapekit/core';
import { waitForAccountWriters } from '../accounts/accounts.ts';
import { HttpError } from '../http/errors.ts';
import type { Transaction } from '../storage/database.ts';
import type { Storage } from '../storage/open-storage.ts';

/** Rows that a request stores in one transaction, and the errors for a request that gets no answer to its COMMIT. */
export interface Change<Stored> {
  /** The account that the rows refer to. */
  readonly accountId: string;
  readonly store: (trx: Transaction) => Promise<Stored>;
  /** Returns whether the rows are in the database. */
  readonly isStored: (trx: Transaction, stored: Stored) => Promise<boolean>;
  /** The error when nothing was stored. */
  readonly notStored: (cause: unknown) => HttpError;
  /** The error when the database could not be asked. It tells the client how to find out. */
  readonly unknown: (cause: unknown) => HttpError;
}

interface Services {
  readonly storage: Pick<Storage, 'transaction'>;
  readonly clock: Clock;
}

/** Pauses between the look-ups, in milliseconds. A database that restarts takes some seconds. */
const pausesMs = [0, 100, 500, 2_000, 5_000];
/** PostgreSQL ends a transaction without statements after 10 s, and a look-up may wait for that. */
const DEADLINE_MS = 15_000;

/**
 * Stores the rows of a request. When the connection breaks between the COMMIT and its answer, the rows may be stored or
 * not. They are then looked up, and a request whose rows are stored succeeds. An HttpError of `store` is thrown
 * unchanged.
 */
export async function storeWithKnownOutcome<Stored>(
  services: Services,
  change: Change<Stored>,
): Promise<Stored> {
  let committing: { readonly stored: Stored } | undefined;
  try {
    return await services.storage.transaction(async (trx) => {
      const stored = await change.store(trx);
      committing = { stored };
      return stored;
    });
  } catch (error) {
    if (error instanceof HttpError) throw error;
    // The COMMIT is sent after `store` has returned, so before that nothing can have been stored.
    if (committing === undefined) throw change.notStored(error);
    const { stored } = committing;
    const outcome = await lookUp(services, change, stored);
    if (outcome === 'stored') return stored;
    throw outcome === 'unknown' ? change.unknown(error) : change.notStored(error);
  }
}

type Outcome = 'stored' | 'not stored' | 'unknown';

async function lookUp<Stored>(services: Services, change: Change<Stored>, stored: Stored): Promise<Outcome> {
  const ended = new AbortController();
  const deadline = services.clock
    .sleep(DEADLINE_MS, ended.signal)
    .then((): Outcome => 'unknown')
    .catch((): Outcome => 'unknown');
  try {
    return await Promise.race([
      deadline,
      lookUpRepeatedly(services, change, { stored, signal: ended.signal }),
    ]);
  } finally {
    ended.abort();
  }
}

async function lookUpRepeatedly<Stored>(
  { storage, clock }: Services,
  { accountId, isStored }: Change<Stored>,
  { stored, signal }: { readonly stored: Stored; readonly signal: AbortSignal },
): Promise<Outcome> {
  for (const pauseMs of pausesMs) {
    try {
      await clock.sleep(pauseMs, signal);
      const isFound = await storage.transaction(async (trx) => {
        await waitForAccountWriters(trx, accountId);
        return await isStored(trx, stored);
      });
      return isFound ? 'stored' : 'not stored';
    } catch {
      if (signal.aborted) break;
    }
  }
  return 'unknown';
}

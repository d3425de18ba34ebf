import type { Clock } from '@scrapekit/core';
import type { Storage } from '../storage/open-storage.ts';
import { insertAttempt } from './attempts.ts';
import { findDelivery, lockSettledDelivery, reopenDelivery, type LoggedDelivery } from './delivery-store.ts';
import { bookAttempt } from './outbox.ts';

/** A delivery has at most so many attempts, because each one is stored. */
export const MOST_ATTEMPTS = 100;

export interface ResendOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  /** Called after the commit. */
  readonly wakeDeliverer: () => void;
}

/** `open` means that the delivery has not ended, and `full` that it has been sent too often. */
export type ResendResult = 'booked' | 'open' | 'full' | 'unknown';

/**
 * Books one more attempt at an ended delivery of the account. The attempt has the id of the event and the rules of the
 * provider for its request, but no retry follows it: a person asked for it and can ask again.
 */
export async function resend(
  { storage, clock, wakeDeliverer }: ResendOptions,
  wanted: { readonly id: string; readonly accountId: string },
): Promise<ResendResult> {
  const result = await storage.transaction(async (trx): Promise<ResendResult> => {
    const delivery = await lockSettledDelivery(trx, wanted);
    if (delivery === undefined) return (await findDelivery(trx, wanted)) === undefined ? 'unknown' : 'open';
    const { id, accountId, attempts } = delivery;
    if (attempts >= MOST_ATTEMPTS) return 'full';
    // An interrupted attempt has no record of its own, nor has one of an earlier version of the server.
    if (attempts > 0) await insertAttempt(trx, latestAttempt(delivery), { result: delivery });
    await reopenDelivery(trx, id, new Date(clock.now()));
    await bookAttempt(trx, storage.queues, { accountId, deliveryId: id, attempt: attempts + 1 });
    return 'booked';
  });
  if (result === 'booked') wakeDeliverer();
  return result;
}

const latestAttempt = ({ id, attempts, attemptedAt, createdAt, latencyMs, url }: LoggedDelivery) => ({
  deliveryId: id,
  number: attempts,
  startedAt: attemptedAt ?? createdAt,
  latencyMs,
  url,
});

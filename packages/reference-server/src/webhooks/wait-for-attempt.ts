import type { Clock } from '@scrapekit/core';
import type { Db } from '../storage/database.ts';
import { findDelivery } from './delivery-store.ts';

const LOOK_EVERY_MS = 50;
const PATIENCE_MS = 2_000;

/** Waits until the attempt that was just booked has ended, for at most two seconds. */
export async function waitForAttempt(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  wanted: { readonly id: string; readonly accountId: string },
): Promise<void> {
  const until = clock.now() + PATIENCE_MS;
  while (clock.now() < until) {
    const delivery = await findDelivery(db, wanted);
    if (delivery === undefined || !isUnderWay(delivery)) return;
    await clock.sleep(LOOK_EVERY_MS);
  }
}

/** Returns whether an attempt is being made or about to be made. */
export const isUnderWay = ({ state }: { readonly state: string }): boolean =>
  state === 'pending' || state === 'sending';

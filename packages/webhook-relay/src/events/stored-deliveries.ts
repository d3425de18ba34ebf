import type { DeliveredEvents } from '@scrapekit/core';
import type { Source } from '../config/config.ts';
import type { Db } from '../storage/tables.ts';
import { eventIdOf, statusOf } from './event.ts';
import { findEvent } from './event-store.ts';

/** Finds the stored webhook of a job for a client, because some providers describe an ended job only in their webhook. */
export const storedDeliveries = (db: Db, { name, provider }: Source): DeliveredEvents => ({
  find: async (jobId) => {
    const event = await findEvent(db, eventIdOf(name, jobId));
    if (event === undefined || event.isReconciled) return undefined;
    return {
      ...{ provider: provider.id, trust: 'signed', readable: true, jobId, operation: event.operation },
      status: statusOf(event),
      ...{ deduplicationKey: event.id, payload: event.data },
    };
  },
  // The relay learns of a webhook by its own queue.
  nudge: () => new Promise(() => {}),
});

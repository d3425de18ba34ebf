import type { Queues } from '@scrapekit/storage';
import { bookDeliveries } from '../deliver/outbox.ts';
import type { JobEnd } from '../events/event.ts';
import { insertEvent } from '../events/event-store.ts';
import type { Transaction } from '../storage/tables.ts';
import { endJob } from './job-store.ts';

/**
 * Stores the end of a job with its deliveries, all in `trx`. Does nothing when it is stored already: the webhook was sent twice,
 * or the job was read before its webhook arrived.
 */
export async function recordEnd(
  trx: Transaction,
  queues: Queues,
  { end, now }: { readonly end: JobEnd; readonly now: Date },
): Promise<void> {
  const eventId = await insertEvent(trx, end, now);
  await endJob(trx, end.source.name, end.jobId);
  if (eventId !== undefined) await bookDeliveries(trx, queues, { eventId, targets: end.source.targets, now });
}

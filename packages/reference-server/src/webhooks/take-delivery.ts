import { toJob } from '../jobs/job-row.ts';
import type { Job } from '../jobs/job.ts';
import type { Reader } from '../storage/database.ts';
import { toEndpoint, type WebhookEndpoint } from './endpoint.ts';
import type { Claim } from '../storage/queues.ts';
import type { DeliveryMessage } from './outbox.ts';

/** A delivery whose attempt was recorded and may now be made. */
export interface TakenDelivery {
  readonly id: string;
  readonly accountId: string;
  readonly provider: string;
  readonly event: string;
  readonly eventId: string | null;
  readonly url: string;
  readonly attempt: number;
  readonly job: Job | null;
  /** Undefined when it was deleted meanwhile, null when there never was one. */
  readonly endpoint: WebhookEndpoint | null | undefined;
}

/**
 * Records that an attempt begins, before it does; undefined when this attempt was begun already or is not due. With
 * `isRepeatable`, an attempt that was begun and has no ending is handed out again to the message that began it: the
 * queue repeats a message only when its worker died.
 */
export async function takeDelivery(
  db: Reader,
  { id: claimId, message: { deliveryId, attempt } }: Pick<Claim<DeliveryMessage>, 'id' | 'message'>,
  { isRepeatable, at }: { readonly isRepeatable: boolean; readonly at: Date },
): Promise<TakenDelivery | undefined> {
  const row = await db
    .updateTable('delivery')
    .set({ state: 'sending', attempts: attempt, attempted_at: at, next_attempt_at: null, claim_id: claimId })
    .where('id', '=', deliveryId)
    .where((where) => {
      const isNext = where.and([
        where('state', 'in', ['pending', 'waiting']),
        where('attempts', '=', attempt - 1),
      ]);
      const isCutShort = where.and([
        where('state', '=', 'sending'),
        where('attempts', '=', attempt),
        where('claim_id', '=', claimId),
      ]);
      return isRepeatable ? where.or([isNext, isCutShort]) : isNext;
    })
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { id, account_id: accountId, provider, event, event_id: eventId, url } = row;
  const job = row.job_id === null ? null : await readJob(db, row.job_id);
  const endpoint = row.endpoint_id === null ? null : await readEndpoint(db, row.endpoint_id);
  return { id, accountId, provider, event, eventId, url: endpoint?.url ?? url, attempt, job, endpoint };
}

async function readJob(db: Reader, id: string): Promise<Job> {
  return toJob(await db.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirstOrThrow());
}

async function readEndpoint(db: Reader, id: string): Promise<WebhookEndpoint | undefined> {
  const row = await db
    .selectFrom('webhook_endpoint')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return row && toEndpoint(row);
}

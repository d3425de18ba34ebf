import { randomText } from '../accounts/random-text.ts';
import type { Job } from '../jobs/job.ts';
import type { Transaction } from '../storage/database.ts';
import type { Queues } from '../storage/queues.ts';
import type { WebhookSender } from './webhook-sender.ts';

export const WEBHOOK_QUEUE = 'webhook';

/** The message the deliverer receives. */
export interface DeliveryMessage {
  readonly deliveryId: string;
}

/** Books the delivery of a job's end in the transaction that ends the job, so that neither exists without the other. */
export async function announce(
  trx: Transaction,
  queues: Queues,
  { job, sender }: { readonly job: Job; readonly sender: WebhookSender },
): Promise<void> {
  if (job.webhookUrl === null || job.finishedAt === null) return;
  const id = `whd_${randomText(16)}`;
  await trx
    .insertInto('delivery')
    .values({
      id,
      account_id: job.accountId,
      job_id: job.id,
      provider: job.provider,
      event: sender.eventOf(job),
      url: job.webhookUrl,
      state: 'pending',
      created_at: job.finishedAt,
      attempted_at: null,
      status_code: null,
      latency_ms: null,
      error: null,
    })
    .execute();
  const message: DeliveryMessage = { deliveryId: id };
  await queues.send(trx, WEBHOOK_QUEUE, message);
}

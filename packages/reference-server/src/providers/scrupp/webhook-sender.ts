import { signWebhook } from '@scrapekit/core';
import { readFirstApiKey } from '../../accounts/sealed-api-key.ts';
import type { StoredJob } from '../../jobs/job.ts';
import { scruppPolicy } from '../../webhooks/policies/scrupp.ts';
import { UnsendableError, type WebhookSender } from '../../webhooks/webhook-sender.ts';
import { PROVIDER } from './names.ts';
import { NO_SIGNING_KEY } from './refusals.ts';
import { stateOf } from './state-of.ts';
import { workOrderOf } from './work-order.ts';

/** Failures are announced under this name, too (S02). */
const EVENT = 'task.completed';

/** Scrupp's webhooks: one body for both APIs, signed with the account's first API key (S06, S07). */
export const scruppSender: WebhookSender = {
  provider: PROVIDER,
  policy: scruppPolicy,
  onEnded: (_trx, { webhookUrl }) =>
    Promise.resolve(webhookUrl === null ? [] : [{ event: EVENT, url: webhookUrl }]),
  compose: async ({ accountId, job, event }, { db, now, publicUrl }) => {
    if (job === null) throw new Error('Scrupp announces jobs and nothing else.');
    // Read for each attempt: once the first key is deleted, the next one signs.
    const secret = await readFirstApiKey(db, accountId);
    if (secret === undefined) throw new UnsendableError(NO_SIGNING_KEY);
    const body = Buffer.from(JSON.stringify({ event, ...outcome(job, publicUrl), meta: metaOf(job) }));
    const headers = {
      'Content-Type': 'application/json',
      'User-Agent': 'Scrupp-Webhook/1.0',
      ...signWebhook(PROVIDER, { body, secret, now }),
    };
    return { headers, body };
  },
};

function outcome(job: StoredJob, publicUrl: string): object {
  const { status, error } = stateOf(job);
  const result_url = `${publicUrl}/scrupp/api/v1/task/${job.id}/data`;
  return {
    process_id: Number(job.id),
    status,
    ...(status === 'completed' && { result_url }),
    ...(error !== null && { error }),
  };
}

function metaOf(job: StoredJob): object {
  const { endpoint, externalId, source } = workOrderOf(job);
  return {
    endpoint,
    ...(externalId !== null && { external_id: externalId }),
    ...(source !== null && { source }),
  };
}

import { signWebhook } from '@scrapekit/core';
import { findFirstApiKey } from '../../accounts/sealed-api-key.ts';
import type { StoredJob } from '../../jobs/job.ts';
import { UnsendableError, type WebhookPolicy, type WebhookSender } from '../../webhooks/webhook-sender.ts';
import { jobInput, PROVIDER, taskState } from './bodies.ts';
import { NO_SIGNING_KEY } from './refusals.ts';

/** Scrupp's only event. It announces failed jobs too (S02). */
const EVENT = 'task.completed';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * An event is sent again, with growing delays, until the receiver answers 2xx (S05). Scrupp does not document the
 * number of attempts, the delays and the time-out, so this server chose them.
 */
const policy: WebhookPolicy = {
  timeoutMs: 10_000,
  retryDelaysMs: [30_000, 2 * MINUTE_MS, 10 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS],
};

/** Sends one body for jobs of both APIs, signed with the account's first API key (S06, S07). */
export const scruppSender: WebhookSender = {
  provider: PROVIDER,
  policy,
  onEnded: (_trx, { webhookUrl }) =>
    Promise.resolve(webhookUrl === null ? [] : [{ event: EVENT, url: webhookUrl }]),
  compose: async ({ accountId, job, event }, { db, now, publicUrl }) => {
    if (job === null) throw new Error('A Scrupp webhook was composed without a job.');
    // The key is looked up for each attempt, because the next key signs once the first one is deleted.
    const secret = await findFirstApiKey(db, accountId);
    if (secret === undefined) throw new UnsendableError(NO_SIGNING_KEY);
    const body = Buffer.from(JSON.stringify({ event, ...outcomeOf(job, publicUrl), meta: metaOf(job) }));
    const headers = {
      'Content-Type': 'application/json',
      'User-Agent': 'Scrupp-Webhook/1.0',
      ...signWebhook(PROVIDER, { body, secret, now }),
    };
    return { headers, body };
  },
};

function outcomeOf(job: StoredJob, publicUrl: string): object {
  const { status, error } = taskState(job);
  const result_url = `${publicUrl}/scrupp/api/v1/task/${job.id}/data`;
  return {
    process_id: Number(job.id),
    status,
    ...(status === 'completed' && { result_url }),
    ...(error !== null && { error }),
  };
}

function metaOf(job: StoredJob): object {
  const { endpoint, externalId, source } = jobInput(job);
  return {
    endpoint,
    ...(externalId !== null && { external_id: externalId }),
    ...(source !== null && { source }),
  };
}

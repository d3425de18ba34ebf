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
    // The key is looked up for each attempt, because the next key signs once the first one is deleted.
    const secret = await findFirstApiKey(db, accountId);
    if (secret === undefined) throw new UnsendableError(NO_SIGNING_KEY);
    const ended = job === null ? exampleTask(publicUrl) : { ...outcomeOf(job, publicUrl), meta: metaOf(job) };
    const body = Buffer.from(JSON.stringify({ event, ...ended }));
    const headers = {
      'Content-Type': 'application/json',
      'User-Agent': 'Scrupp-Webhook/1.0',
      ...signWebhook(PROVIDER, { body, secret, now }),
    };
    return { headers, body };
  },
};

/** The event of a test of a receiver. */
export const testEvents = [EVENT] as const;

/** The task of a test of a receiver. Tasks are counted from 1, so it exists in no account. Scrupp documents no test. */
const exampleTask = (publicUrl: string): object => ({
  process_id: 0,
  status: 'completed',
  result_url: `${publicUrl}/scrupp/api/v1/task/0/data`,
  meta: { endpoint: '/company/linkedin', source: 'test' },
});

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

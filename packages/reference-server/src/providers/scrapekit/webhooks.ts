import { signWebhook } from '@scrapekit/core';
import { toCredits } from '../../accounts/credits.ts';
import { requireSigningSecret } from '../../accounts/signing-secret.ts';
import { timestamp } from '../../http/json.ts';
import type { StoredJob } from '../../jobs/job.ts';
import type { DeliveryAttempt, WebhookPolicy, WebhookSender } from '../../webhooks/webhook-sender.ts';
import { PROVIDER, scrapeKind, verifyKind } from './bodies.ts';
import { scrapeInput } from './scrape-bodies.ts';
import { countValid } from './verify-bodies.ts';

/** One attempt, ten seconds, redirects not followed (C171-C173). */
const policy: WebhookPolicy = {
  timeoutMs: 10_000,
  retryDelaysMs: [],
};

/** Sends a signed webhook to the URL that a job names, when the job has ended (C161-C170). */
export const scrapekitSender: WebhookSender = {
  provider: PROVIDER,
  policy,
  onEnded: (_trx, job) =>
    Promise.resolve(job.webhookUrl === null ? [] : [{ event: eventOf(job), url: job.webhookUrl }]),
  compose: async (attempt, { db, now, publicUrl }) => {
    const { accountId, event } = attempt;
    const job = attempt.job ?? exampleJob(attempt);
    // A webhook is signed with the secret at the time of sending, which may have been rotated since the create (C175).
    const secret = await requireSigningSecret(db, accountId);
    const data = {
      ...(job.operation === verifyKind.operation ? verifyData(job) : scrapeData(job)),
      ...endData(job, publicUrl),
    };
    const body = Buffer.from(JSON.stringify({ event, created_at: timestamp(job.finishedAt ?? now), data }));
    const headers = {
      'Content-Type': 'application/json',
      'User-Agent': 'ScrapeKit-Webhook/1.0',
      'X-ScrapeKit-Event': event,
      ...signWebhook(PROVIDER, { body, secret, now }),
    };
    return { headers, body };
  },
};

/** The events of a test of a receiver. */
export const testEvents = [
  'scrape.job.completed',
  'scrape.job.failed',
  'verify.job.completed',
  'verify.job.failed',
] as const;

/** Returns the job of a test of a receiver, which exists in no account. ScrapeKit documents no test. */
function exampleJob({ deliveryId, accountId, event, createdAt }: DeliveryAttempt): StoredJob {
  const kind = event.startsWith('verify') ? verifyKind : scrapeKind;
  const isCompleted = event.endsWith('.completed');
  return {
    // The id of a delivery has four characters less behind its prefix than the id of a job.
    id: deliveryId.replace(/^whd_/, `${kind.idPrefix}test`),
    accountId,
    provider: PROVIDER,
    operation: kind.operation,
    status: isCompleted ? 'completed' : 'failed',
    input: { query: 'dentists', location: 'Austin, Texas' },
    cap: 0,
    target: 0,
    produced: 0,
    unitsCharged: 0,
    extraUnits: 0,
    tally: {},
    error: isCompleted ? null : 'This is a test.',
    webhookUrl: null,
    clientRequestId: null,
    createdAt,
    startedAt: createdAt,
    finishedAt: createdAt,
  };
}

// There is no event for a cancelled job: it is announced as failed, and data.status is `cancelled` (C162).
function eventOf({ operation, status }: StoredJob): string {
  return `${operation}.job.${status === 'completed' ? 'completed' : 'failed'}`;
}

const scrapeData = (job: StoredJob): object => ({
  job_id: job.id,
  status: job.status,
  query: scrapeInput(job).query,
  location: scrapeInput(job).location,
  results_count: job.produced,
});

const verifyData = (job: StoredJob): object => ({
  job_id: job.id,
  status: job.status,
  total: job.cap,
  processed: job.produced,
  valid: countValid(job),
});

const endData = (job: StoredJob, publicUrl: string): object => ({
  results_url: `${publicUrl}/api/v1/${job.operation}/jobs/${job.id}/results`,
  credits_used: toCredits(job.unitsCharged),
  ...(job.status === 'failed' ? { error: job.error } : {}),
});

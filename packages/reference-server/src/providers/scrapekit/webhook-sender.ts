import { signWebhook } from '@scrapekit/core';
import { toCredits } from '../../accounts/credits.ts';
import { readSigningSecret } from '../../accounts/signing-secret.ts';
import type { StoredJob } from '../../jobs/job.ts';
import { scrapekitPolicy } from '../../webhooks/policies/scrapekit.ts';
import type { WebhookSender } from '../../webhooks/webhook-sender.ts';
import { PROVIDER, VERIFY } from './names.ts';
import { countValid } from './read-verify.ts';
import { scrapeInput } from './scrape-operation.ts';
import { timestamp } from '../../http/json.ts';

/** ScrapeKit's webhooks: body, headers and signature (C161-C170). */
export const scrapekitSender: WebhookSender = {
  provider: PROVIDER,
  policy: scrapekitPolicy,
  onEnded: (_trx, job) =>
    Promise.resolve(job.webhookUrl === null ? [] : [{ event: eventOf(job), url: job.webhookUrl }]),
  compose: async ({ accountId, job, event }, { db, now, publicUrl }) => {
    if (job === null) throw new Error('ScrapeKit announces jobs and nothing else.');
    const { operation } = job;
    // Read now, not at creation: a rotated secret signs what is sent after it (C175).
    const secret = await readSigningSecret(db, accountId);
    const data = {
      ...(operation === VERIFY.operation ? verifyData(job) : scrapeData(job)),
      ...ending(job, publicUrl),
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

// A cancelled job is announced as failed; data.status says which (C162).
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

const ending = (job: StoredJob, publicUrl: string): object => ({
  results_url: `${publicUrl}/api/v1/${job.operation}/jobs/${job.id}/results`,
  credits_used: toCredits(job.unitsCharged),
  ...(job.status === 'failed' ? { error: job.error } : {}),
});

import { signWebhook } from '@scrapekit/core';
import { toCredits } from '../../accounts/credits.ts';
import type { Job } from '../../jobs/job.ts';
import { scrapekitPolicy } from '../../webhooks/policies/scrapekit.ts';
import type { WebhookSender } from '../../webhooks/webhook-sender.ts';
import { PROVIDER } from './names.ts';
import { scrapeInput } from './scrape-operation.ts';
import { timestamp } from '../../http/timestamp.ts';

/** ScrapeKit's webhooks: body, headers and signature (C161-C170). */
export const scrapekitSender: WebhookSender = {
  provider: PROVIDER,
  policy: scrapekitPolicy,
  eventOf,
  compose: (job, { secret, now, publicUrl }) => {
    const event = eventOf(job);
    const data = scrapeData(job, publicUrl);
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
function eventOf({ operation, status }: Job): string {
  return `${operation}.job.${status === 'completed' ? 'completed' : 'failed'}`;
}

const scrapeData = (job: Job, publicUrl: string) => ({
  job_id: job.id,
  status: job.status,
  ...scrapeInput(job),
  results_count: job.produced,
  results_url: `${publicUrl}/api/v1/scrape/jobs/${job.id}/results`,
  credits_used: toCredits(job.unitsCharged),
  ...(job.status === 'failed' ? { error: job.error } : {}),
});

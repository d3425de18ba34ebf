import { providers, signWebhook } from '@scrapekit/core';

export interface SentWebhook {
  readonly secret: string;
  readonly jobId: string;
  /** @default 'scrape' */
  readonly operation?: string;
  /** The time that the signature covers. @default now */
  readonly signedAt?: Date;
}

/** Sends a webhook of ScrapeKit about a job that has ended. Returns the status of the answer. */
export async function sendWebhook(
  url: string,
  { secret, jobId, operation = 'scrape', signedAt = new Date() }: SentWebhook,
): Promise<number> {
  const event = `${operation}.job.completed`;
  const body = Buffer.from(JSON.stringify({ event, data: { job_id: jobId, status: 'completed' } }));
  const headers = signWebhook(providers.scrapekit, { body, secret, now: signedAt });
  return (await fetch(url, { method: 'POST', headers, body })).status;
}

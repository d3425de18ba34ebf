import { providers, signWebhook } from '@scrapekit/core';

/** Sends a webhook of ScrapeKit about a job that has ended. Returns the status of the answer. */
export async function sendWebhook(
  url: string,
  {
    secret,
    jobId,
    operation = 'scrape',
  }: Readonly<Record<'secret' | 'jobId', string>> & { operation?: string },
): Promise<number> {
  const event = `${operation}.job.completed`;
  const body = Buffer.from(JSON.stringify({ event, data: { job_id: jobId, status: 'completed' } }));
  const headers = signWebhook(providers.scrapekit, { body, secret, now: new Date() });
  return (await fetch(url, { method: 'POST', headers, body })).status;
}

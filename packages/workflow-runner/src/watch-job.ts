import { formatCredits, type Client, type Clock, type Job } from '@scrapekit/core';

export interface Watch {
  readonly client: Client;
  readonly clock: Clock;
  readonly show: (line: string) => void;
  readonly signal: AbortSignal;
}

const EVERY_MS = 1000;

/** Shows how far a job is until the signal aborts; a reading that fails is left out. */
export async function watchJob(id: string, { client, clock, show, signal }: Watch): Promise<void> {
  while (!signal.aborted) {
    const job = await client.get({ id, operation: 'scrape' }, { signal }).catch(() => undefined);
    if (job !== undefined) show(describeJob(job));
    await clock.sleep(EVERY_MS, signal).catch(() => undefined);
  }
}

export function describeJob({ id, status, progress, creditsUsed = 0 }: Job): string {
  const total = progress?.total === undefined ? '' : ` of ${progress.total}`;
  const leads = progress === undefined ? '' : `, ${progress.done}${total} leads`;
  return `job ${id}: ${status}${leads}, ${formatCredits(creditsUsed)} credits`;
}

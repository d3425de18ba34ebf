import type { JobStatus } from '../../job.ts';
import type { EventReading } from '../../webhook-event.ts';
import type { WebhookSource } from '../../webhooks/contract.ts';
import { parseFields, parseOptionalText, parseText } from '../fields.ts';

// Events use `succeeded` and `failed` (N08). The statuses of the job route are undocumented, so synonyms are accepted.
const statusOf: ReadonlyMap<string, JobStatus> = new Map([
  ['queued', 'queued'],
  ['pending', 'queued'],
  ['running', 'running'],
  ['completed', 'completed'],
  ['succeeded', 'completed'],
  ['failed', 'failed'],
  ['cancelled', 'cancelled'],
]);

/** An unknown status counts as running. */
export const parseStatus = (word: string): JobStatus => statusOf.get(word) ?? 'running';

/** A failed job also has the event `job.completed`, with the status `failed`. Events arrive in any order (N08, N10). */
function parseEvent(body: unknown): EventReading {
  const { event_id, event_type, data } = parseFields(body);
  const { job_id, status } = parseFields(data);
  const type = parseText(event_type);
  const jobId = parseOptionalText(job_id);
  const word = parseOptionalText(status);
  return {
    type,
    identity: [parseText(event_id)],
    jobId,
    operation: jobId === undefined ? undefined : 'scrape',
    status: type === 'job.completed' && word !== undefined ? parseStatus(word) : undefined,
  };
}

/** The webhooks of ScrapeNest. They are apart from its definition, so that verifying them needs no schemas. */
export const scrapenestWebhook = {
  id: 'scrapenest',
  webhook: {
    scheme: {
      kind: 'svix',
      headers: [
        { id: 'svix-id', timestamp: 'svix-timestamp', signature: 'svix-signature' },
        { id: 'webhook-id', timestamp: 'webhook-timestamp', signature: 'webhook-signature' },
      ],
      secretPrefix: 'whsec_',
    },
    parseEvent,
  },
} as const satisfies WebhookSource;

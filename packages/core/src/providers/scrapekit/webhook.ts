import type { JobStatus } from '../../job.ts';
import type { EventReading } from '../../webhook-event.ts';
import type { WebhookSource } from '../../webhooks/contract.ts';
import { parseFields, parseText } from '../fields.ts';

const statuses: readonly string[] = [
  'queued',
  'running',
  'completed',
  'failed',
  'cancelled',
] satisfies JobStatus[];

/** An unknown status counts as running, except "partial", which is in the table of billing (A18). */
export function parseStatus(word: string): JobStatus {
  if (statuses.includes(word)) return word as JobStatus;
  return word === 'partial' ? 'completed' : 'running';
}

function parseEvent(body: unknown): EventReading {
  const { event, data } = parseFields(body);
  const { job_id, status } = parseFields(data);
  const type = parseText(event);
  const jobId = parseText(job_id);
  const operation = type.startsWith('verify.') ? 'verify' : 'scrape';
  return { type, jobId, operation, status: parseStatus(parseText(status)), identity: [type, jobId] };
}

/** The webhooks of ScrapeKit. They are apart from its definition, so that verifying them needs no schemas. */
export const scrapekitWebhook = {
  id: 'scrapekit',
  webhook: {
    scheme: {
      kind: 'hmac',
      signatureHeader: 'X-ScrapeKit-Signature',
      timestampHeader: 'X-ScrapeKit-Timestamp',
      prefix: '',
      anyCase: false,
    },
    retentionSeconds: 600,
    parseEvent,
  },
} as const satisfies WebhookSource;

import type { JobStatus } from '../../job.ts';
import type { EventReading } from '../../webhook-event.ts';
import type { WebhookSource } from '../../webhooks/contract.ts';
import { parseFields, parseText } from '../fields.ts';

// The Task API and the Jobs API use different words for one status (S09, S11).
const statusOf: ReadonlyMap<string, JobStatus> = new Map([
  ['queued', 'queued'],
  ['running', 'running'],
  ['completed', 'completed'],
  ['succeeded', 'completed'],
  ['failed', 'failed'],
]);

const operations: ReadonlyMap<unknown, string> = new Map([
  ['/company/linkedin', 'companies'],
  ['/contact/linkedin', 'contacts'],
  ['/jobs', 'job'],
]);

/** An unknown status counts as running. */
export const parseStatus = (word: string): JobStatus => statusOf.get(word) ?? 'running';

/** Task ids are numbers, job ids are text. */
export function parseId(value: unknown): string {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? String(value) : parseText(value);
}

// A failed task has the same event name, and `meta` is optional (S02, S03). `result_url` is not used, because its path
// may change (S04).
function parseEvent(body: unknown): EventReading {
  const { event, process_id, status, meta } = parseFields(body);
  const jobId = parseId(process_id);
  return {
    type: parseText(event),
    jobId,
    operation: operationOf(meta),
    status: parseStatus(parseText(status)),
    identity: [jobId],
  };
}

/** The content of `meta` depends on the integration, so any value is accepted (S03). */
function operationOf(meta: unknown): string | undefined {
  if (typeof meta !== 'object' || meta === null || !('endpoint' in meta)) return undefined;
  return operations.get(meta.endpoint);
}

/** The webhooks of Scrupp. They are apart from its definition, so that verifying them needs no schemas. */
export const scruppWebhook = {
  id: 'scrupp',
  webhook: {
    scheme: {
      kind: 'hmac',
      signatureHeader: 'X-Scrupp-Signature',
      timestampHeader: 'X-Scrupp-Timestamp',
      prefix: 'sha256=',
      anyCase: true,
    },
    parseEvent,
  },
} as const satisfies WebhookSource;

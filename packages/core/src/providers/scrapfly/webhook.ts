import type { JobStatus } from '../../job.ts';
import type { EventReading, UnsignedHeader } from '../../webhook-event.ts';
import type { WebhookSource } from '../../webhooks/contract.ts';
import { parseFields, parseOptionalFields, parseOptionalText, parseText } from '../fields.ts';

const TYPE_HEADER = 'X-Scrapfly-Webhook-Resource-Type';
const JOB_ID_HEADER = 'X-Scrapfly-Webhook-Job-Id';

/** The resource types with a job id only in a header. Other types without an id are never dispatched (F14, F16). */
const typesWithHeaderId = new Set(['extraction', 'scrape', 'crawl', 'crawler']);

/** Takes all facts from the signed body. A header provides the job id only when the body has none (F13, F14). */
function parseEvent(body: unknown, header: UnsignedHeader): EventReading {
  const { event, payload, context, job_uuid, uuid, result } = parseFields(body);
  if (typeof event === 'string' && isCrawl(payload)) return crawlEvent(event, payload);
  const job = parseOptionalFields(parseOptionalFields(context)?.job);
  const key = parseOptionalText(job?.uuid) ?? parseOptionalText(job_uuid) ?? parseOptionalText(uuid);
  const status = parseStatus(result);
  if (job !== undefined && key !== undefined) {
    return { type: 'scrape', jobId: key, operation: 'scrape', status, identity: [key] };
  }
  const unsignedJobId = header(JOB_ID_HEADER);
  const isNamed = unsignedJobId !== undefined && typesWithHeaderId.has(header(TYPE_HEADER) ?? '');
  return { identity: key === undefined ? [] : [key], unsignedJobId: isNamed ? unsignedJobId : undefined };
}

/** A delivered response can report 2xx although the page could not be scraped (F20). */
function parseStatus(result: unknown): JobStatus {
  const outcome = parseOptionalFields(result);
  if (outcome === undefined) return 'queued';
  return outcome.success === false ? 'failed' : 'completed';
}

interface Crawl {
  readonly crawler_uuid: string;
  readonly url?: string | null;
}

function isCrawl(payload: unknown): payload is Crawl {
  if (typeof payload !== 'object' || payload === null) return false;
  const { crawler_uuid, url } = payload as { readonly crawler_uuid?: unknown; readonly url?: unknown };
  return typeof crawler_uuid === 'string' && (url === undefined || url === null || typeof url === 'string');
}

function crawlEvent(event: string, { crawler_uuid, url }: Crawl): EventReading {
  const jobId = parseText(crawler_uuid);
  return { type: event, jobId, identity: [jobId, event, url ?? ''] };
}

/** Recognises a screenshot: its body is the bytes of an image, whatever its Content-Type is (F15). */
function recogniseFile(header: UnsignedHeader): EventReading | undefined {
  if (header(TYPE_HEADER) !== 'screenshot') return undefined;
  return { type: 'screenshot', identity: [], unsignedJobId: header(JOB_ID_HEADER) };
}

/** The webhooks of Scrapfly. They are apart from its definition, so that verifying them needs no schemas. */
export const scrapflyWebhook = {
  id: 'scrapfly',
  webhook: {
    scheme: {
      kind: 'body-hmac',
      signatureHeaders: [
        { name: 'X-Scrapfly-Webhook-Signature', letters: 'upper' },
        { name: 'X-Scrapfly-Webhook-Signature-Lowercase', letters: 'lower' },
      ],
      alert: { typeHeader: TYPE_HEADER, type: 'alert', timestampHeader: 'X-Scrapfly-Webhook-Timestamp' },
      secretHeader: 'X-Scrapfly-Webhook-Secret',
    },
    parseEvent,
    recogniseFile,
    ping: { header: TYPE_HEADER, value: 'ping' },
    secretFields: [['context', 'webhook', 'secret']],
    bringsOutcome: true,
    maxBodyBytes: 32 * 1024 * 1024,
  },
} as const satisfies WebhookSource;

import type { WebhookSource } from '../../src/webhooks/contract.ts';
import type { EventReading } from '../../src/webhook-event.ts';

type Field = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => {
  if (typeof value !== 'string') throw new TypeError('no text');
  return value;
};

/** Minimal definitions: the documented scheme of each provider, and a parser of its documented sample. */
export const scrapekit: WebhookSource = {
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
    parseEvent(body): EventReading {
      const { event, data } = body as { event: unknown; data: Field };
      const jobId = text(data['job_id']);
      return {
        type: text(event),
        jobId,
        operation: 'scrape',
        status: 'completed',
        identity: [text(event), jobId],
      };
    },
  },
};

export const scrupp: WebhookSource = {
  id: 'scrupp',
  webhook: {
    scheme: {
      kind: 'hmac',
      signatureHeader: 'X-Scrupp-Signature',
      timestampHeader: 'X-Scrupp-Timestamp',
      prefix: 'sha256=',
      anyCase: true,
    },
    parseEvent(body) {
      const { event, process_id: processId } = body as Field;
      return { type: text(event), jobId: String(processId), identity: [String(processId)] };
    },
  },
};

export const scrapenest: WebhookSource = {
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
    parseEvent(body) {
      const { event_id: eventId, event_type: type, data } = body as Field & { data: Field };
      return { type: text(type), jobId: text(data['job_id']), identity: [text(eventId)] };
    },
  },
};

export const scrapfly: WebhookSource = {
  id: 'scrapfly',
  webhook: {
    scheme: {
      kind: 'body-hmac',
      signatureHeaders: [
        { name: 'X-Scrapfly-Webhook-Signature', letters: 'upper' },
        { name: 'X-Scrapfly-Webhook-Signature-Lowercase', letters: 'lower' },
      ],
      alert: {
        typeHeader: 'X-Scrapfly-Webhook-Resource-Type',
        type: 'alert',
        timestampHeader: 'X-Scrapfly-Webhook-Timestamp',
      },
      secretHeader: 'X-Scrapfly-Webhook-Secret',
    },
    ping: { header: 'X-Scrapfly-Webhook-Resource-Type', value: 'ping' },
    secretFields: [['context', 'webhook', 'secret']],
    bringsOutcome: true,
    maxBodyBytes: 32 * 1024 * 1024,
    parseEvent(body, header) {
      const type = header('X-Scrapfly-Webhook-Resource-Type') ?? 'scrape';
      if (type === 'alert') return { type, identity: [] };
      if (type === 'extraction') {
        const unsignedJobId = header('X-Scrapfly-Webhook-Job-Id');
        return { type, ...(unsignedJobId === undefined ? {} : { unsignedJobId }), identity: [] };
      }
      const { context } = body as { context: { job: Field } };
      const jobId = text(context.job['uuid']);
      return { type, jobId, identity: [jobId] };
    },
    recogniseFile(header) {
      const unsignedJobId = header('X-Scrapfly-Webhook-Job-Id');
      if (header('X-Scrapfly-Webhook-Resource-Type') !== 'screenshot' || unsignedJobId === undefined)
        return undefined;
      return { type: 'screenshot', unsignedJobId, identity: [] };
    },
  },
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const matchkraft: WebhookSource = {
  id: 'matchkraft',
  webhook: {
    scheme: { kind: 'unsigned' },
    parseEvent(body) {
      const { event, jobId, jobType, status } = body as Field;
      const known =
        event === 'job.completed' &&
        UUID.test(text(jobId)) &&
        ['domain-scan', 'email-validation', 'email-finder'].includes(text(jobType)) &&
        (status === 'COMPLETED' || status === 'FAILED');
      if (!known) throw new TypeError('no hint');
      return { type: event, jobId: text(jobId), operation: text(jobType), identity: [text(jobId)] };
    },
  },
};

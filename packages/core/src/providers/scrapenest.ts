import { z } from 'zod/v4';
import { defineProvider, type JobReading } from '../provider.ts';
import type { EventReading } from '../webhooks/event.ts';

// The events say `succeeded` and `failed` (N08); the words of the job route are undocumented, so both are read.
const STATUS = {
  queued: 'queued',
  pending: 'queued',
  running: 'running',
  completed: 'completed',
  succeeded: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
} as const;
const status = z
  .string()
  .transform((word) => (Object.hasOwn(STATUS, word) ? STATUS[word as keyof typeof STATUS] : 'running'));

const jobBody = z.looseObject({
  id: z.string().min(1).nullish(),
  job_id: z.string().min(1).nullish(),
  status,
  failure_reason: z.string().nullish(),
});

function readJob(body: unknown): JobReading {
  const { id, job_id, status, failure_reason } = jobBody.parse(body);
  const known = job_id ?? id;
  return {
    status,
    ...(known == null ? {} : { id: known }),
    ...(failure_reason == null ? {} : { error: failure_reason }),
  };
}

const eventBody = z.object({
  event_id: z.string().min(1),
  event_type: z.string().min(1),
  data: z.object({ job_id: z.string().min(1).nullish(), status: status.nullish() }),
});

/** Failure is `job.completed` with a status that says so, and events may come in any order (N08, N10). */
function readEvent(body: unknown): EventReading {
  const { event_id, event_type, data } = eventBody.parse(body);
  return {
    type: event_type,
    identity: [event_id],
    ...(data.job_id == null ? {} : { jobId: data.job_id, operation: 'scrape' }),
    ...(event_type === 'job.completed' && data.status != null ? { status: data.status } : {}),
  };
}

// Error bodies are undocumented.
const refusalBody = z.looseObject({
  error: z
    .union([z.string(), z.looseObject({ code: z.string().optional(), message: z.string().optional() })])
    .optional(),
  message: z.string().optional(),
  detail: z.string().optional(),
});

function readRefusal(body: unknown) {
  const { data } = refusalBody.safeParse(body);
  const inner = typeof data?.error === 'object' ? data.error : { message: data?.error };
  const message = inner.message ?? data?.message ?? data?.detail;
  return {
    ...(message === undefined ? {} : { message }),
    ...('code' in inner && inner.code !== undefined ? { code: inner.code } : {}),
  };
}

const endpointBody = z.looseObject({ id: z.string().nullish(), secret: z.string().startsWith('whsec_') });

/**
 * Documented: endpoint registration, the signature header, at-least-once delivery for up to three days. From public
 * material outside that page: the envelope, the event types and that the signature is Svix's. Undocumented: the routes
 * and bodies of jobs, which follow the plain form that its event names suggest and are read leniently; `url` is all that
 * a job is sent with.
 * @see https://docs.scrapenest.com/webhooks/events/
 */
export const scrapenest = defineProvider({
  id: 'scrapenest',
  name: 'ScrapeNest',
  documentation: 'https://docs.scrapenest.com/webhooks/events/',
  baseUrl: 'https://api.scrapenest.com',
  authentication: { in: 'header', name: 'x-api-key', prefix: '' },
  cadence: [{ until: 60, every: 5 }, { until: 600, every: 15 }, { every: 60 }],
  readRefusal,
  retryableCodes: [],
  slotCodes: [],
  notReadyCodes: [],
  webhook: {
    registration: {
      kind: 'endpoint',
      create: 'POST /api/v1/webhook-endpoints',
      encode: ({ url, events }) => ({ url, enabled_events: events }),
      read: (body) => {
        const { id, secret } = endpointBody.parse(body);
        return { secret, ...(id == null ? {} : { id }) };
      },
      events: ['job.completed', 'artifact.ready'],
    },
    scheme: { kind: 'svix', headerPrefixes: ['svix-', 'webhook-'], secretPrefix: 'whsec_' },
    // Back-off for up to three days; the steps are undocumented (N04).
    retries: undefined,
    readEvent,
  },
  operations: {
    scrape: {
      kind: 'job',
      title: 'Scrape a page',
      input: z.object({ url: z.url({ protocol: /^https?$/ }) }),
      create: 'POST /api/v1/jobs',
      state: { from: 'status', route: 'GET /api/v1/jobs/{jobId}' },
      rows: {
        from: 'route',
        route: 'GET /api/v1/jobs/{jobId}/artifacts',
        rows: ['artifacts', 'items', 'data'],
      },
      readJob,
      normalize: (artifact) => artifact,
    },
  },
});

import { z } from 'zod/v4';
import { defineProvider, type JobReading } from '../../provider.ts';
import type { EventReading } from '../../webhook-event.ts';

// Events use `succeeded` and `failed` (N08). The statuses of the job route are undocumented, so synonyms are accepted,
// and an unknown status counts as running.
const statusOf = {
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
  .transform((word) => (Object.hasOwn(statusOf, word) ? statusOf[word as keyof typeof statusOf] : 'running'));

// A field that cannot be read is absent, because the id of a paid job matters more.
const optionalId = z.string().min(1).nullish().catch(undefined);
const jobBody = z.looseObject({
  id: optionalId,
  job_id: optionalId,
  status: status.optional().catch(undefined),
  failure_reason: z.string().nullish().catch(undefined),
});

function parseJob(body: unknown): JobReading {
  const { id: ownId, job_id, status, failure_reason } = jobBody.parse(body);
  const id = job_id ?? ownId ?? undefined;
  if (id === undefined && status === undefined) throw new TypeError('The answer describes no job.');
  return { id, status: status ?? 'running', error: failure_reason ?? undefined };
}

const eventBody = z.object({
  event_id: z.string().min(1),
  event_type: z.string().min(1),
  data: z.object({ job_id: z.string().min(1).nullish(), status: status.nullish() }),
});

/** A failed job also has the event `job.completed`, with the status `failed`. Events arrive in any order (N08, N10). */
function parseEvent(body: unknown): EventReading {
  const { event_id, event_type, data } = eventBody.parse(body);
  return {
    type: event_type,
    identity: [event_id],
    jobId: data.job_id ?? undefined,
    operation: data.job_id == null ? undefined : 'scrape',
    status: event_type === 'job.completed' ? (data.status ?? undefined) : undefined,
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

function parseRefusal(body: unknown) {
  const { data } = refusalBody.safeParse(body);
  const inner = typeof data?.error === 'object' ? data.error : { message: data?.error };
  const message = inner.message ?? data?.message ?? data?.detail;
  return { message, code: 'code' in inner ? inner.code : undefined };
}

const endpointBody = z.looseObject({ id: z.string().nullish(), secret: z.string().startsWith('whsec_') });

/**
 * The definition of ScrapeNest. The page below documents the registration of endpoints, the signature header and
 * at-least-once delivery for up to three days. Other public pages document the envelope, the event types and the Svix
 * signature. The routes and bodies of jobs are undocumented: they are assumed from the names of the events and parsed
 * leniently, and a create sends only `url`.
 * @see https://docs.scrapenest.com/webhooks/events/
 */
export const scrapenest = defineProvider({
  id: 'scrapenest',
  name: 'ScrapeNest',
  documentation: 'https://docs.scrapenest.com/webhooks/events/',
  baseUrl: 'https://api.scrapenest.com',
  authentication: { in: 'header', name: 'x-api-key', prefix: '' },
  cadence: [{ until: 60, every: 5 }, { until: 600, every: 15 }, { every: 60 }],
  parseRefusal,
  retryableCodes: [],
  slotCodes: [],
  notReadyCodes: [],
  webhook: {
    registration: {
      kind: 'endpoint',
      create: 'POST /api/v1/webhook-endpoints',
      encode: ({ url, events }) => ({ url, enabled_events: events }),
      parse: (body) => {
        const { id, secret } = endpointBody.parse(body);
        return { secret, id: id ?? undefined };
      },
      events: ['job.completed', 'artifact.ready'],
    },
    scheme: { kind: 'svix', headerPrefixes: ['svix-', 'webhook-'], secretPrefix: 'whsec_' },
    // Attempts continue for up to three days; their intervals are undocumented (N04).
    retries: undefined,
    parseEvent,
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
      parseJob,
      normalize: (artifact) => artifact,
    },
  },
});

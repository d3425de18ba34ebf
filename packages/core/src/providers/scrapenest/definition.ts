import { z } from 'zod/v4';
import { defineProvider, type JobReading } from '../../provider.ts';
import { parseStatus, scrapenestWebhook } from './webhook.ts';

const status = z.string().transform(parseStatus);

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

const endpointBody = z.looseObject({ id: z.string().nullish(), secret: z.string().min(1) });

/**
 * The definition of ScrapeNest. The page below documents the registration of endpoints, the signature header and
 * at-least-once delivery for up to three days. Other public pages document the envelope, the event types and the Svix
 * signature. The routes and bodies of jobs are undocumented: they are assumed from the names of the events and parsed
 * leniently, and a create sends only `url`.
 * @see https://docs.scrapenest.com/webhooks/events/
 */
export const scrapenest = defineProvider({
  id: scrapenestWebhook.id,
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
    ...scrapenestWebhook.webhook,
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
    // Attempts continue for up to three days; their intervals are undocumented (N04).
    retries: undefined,
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

import { z } from 'zod/v4';
import type { JobReading } from '../../operation.ts';
import { type AccountReading, defineProvider, type RegisteredEndpoint } from '../../provider.ts';
import { artifactColumns, jobColumns } from './columns.ts';
import { scrapeInput } from './input.ts';
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

const endpointsBody = z.looseObject({
  webhook_endpoints: z.array(
    z.looseObject({ id: z.string(), url: z.string(), enabled_events: z.array(z.string()).catch([]) }),
  ),
});

const parseEndpoints = (body: unknown): readonly RegisteredEndpoint[] =>
  endpointsBody
    .parse(body)
    .webhook_endpoints.map(({ id, url, enabled_events: events }) => ({ id, url, events }));

/** The list of endpoints has no data about the account, but it is returned only for a valid key. */
function parseProof(body: unknown): AccountReading {
  endpointsBody.parse(body);
  return {};
}

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
  credentials: {
    apiKey: {
      help: 'From the ScrapeNest dashboard.',
      page: 'https://scrapenest.com',
      prefix: 'sn_live_',
    },
    webhookSecret: {
      help: 'ScrapeNest shows it once, when you create the endpoint under Developers, Webhooks.',
      page: 'https://scrapenest.com',
      prefix: 'whsec_',
    },
  },
  dashboard: 'https://scrapenest.com',
  account: { route: 'GET /api/v1/webhook-endpoints', parse: parseProof },
  cadence: [{ until: 60, every: 5 }, { until: 600, every: 15 }, { every: 60 }],
  parseRefusal,
  retryableCodes: [],
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
      // Both routes are assumed from the documented one that registers an endpoint (N01, N10).
      list: { route: 'GET /api/v1/webhook-endpoints', parse: parseEndpoints },
      remove: 'DELETE /api/v1/webhook-endpoints/{endpointId}',
    },
    secret: 'endpoint',
  },
  operations: {
    scrape: {
      kind: 'job',
      title: 'Scrape a Page',
      description: 'Scrapes one page and keeps its content in files.',
      cost: 'ScrapeNest may charge your account for each page. Its documentation does not state the price.',
      nouns: { job: 'scraping job', row: 'file', rows: 'files' },
      input: scrapeInput,
      create: 'POST /api/v1/jobs',
      job: jobColumns,
      state: { from: 'status', route: 'GET /api/v1/jobs/{jobId}' },
      rows: {
        from: 'route',
        route: 'GET /api/v1/jobs/{jobId}/artifacts',
        rows: ['artifacts', 'items', 'data'],
        artifact: {
          route: 'GET /api/v1/jobs/{jobId}/artifacts/{artifactId}',
          idColumn: 'id',
          nameColumn: 'name',
          typeColumn: 'content_type',
        },
        schema: artifactColumns,
      },
      parseJob,
      normalize: (artifact) => artifact,
    },
  },
});

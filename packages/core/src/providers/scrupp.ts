import { z } from 'zod/v4';
import { defineProvider, type JobOperation, type JobReading } from '../provider.ts';
import type { EventReading } from '../webhooks/event.ts';

// Task API and Jobs API use different words for one state (S09, S11); an unheard-of one still runs.
const STATUS = {
  queued: 'queued',
  running: 'running',
  completed: 'completed',
  succeeded: 'completed',
  failed: 'failed',
} as const;
const status = z
  .string()
  .transform((word) => (Object.hasOwn(STATUS, word) ? STATUS[word as keyof typeof STATUS] : 'running'));

/** Task ids are numbers, job ids are text. */
const id = z.union([z.int().nonnegative().transform(String), z.string().min(1)]);

const jobBody = z.looseObject({
  process_id: id.nullish(),
  job_id: id.nullish(),
  id: id.nullish(),
  status: status.default('queued'),
  error: z.string().nullish(),
  message: z.string().nullish(),
});

function readJob(body: unknown): JobReading {
  const { process_id, job_id, id, status, error, message } = jobBody.parse(body);
  const known = process_id ?? job_id ?? id;
  const reason = status === 'failed' ? (error ?? message) : undefined;
  return { status, ...(known == null ? {} : { id: known }), ...(reason == null ? {} : { error: reason }) };
}

// Failure has the same event name, and meta is optional (S02, S03); result_url is not used: paths move (S04).
const eventBody = z.object({ event: z.string().min(1), process_id: id, status });

function readEvent(body: unknown): EventReading {
  const { event, process_id: jobId, status } = eventBody.parse(body);
  return { type: event, jobId, status, identity: [jobId] };
}

// The Task API puts text into `error`, the Jobs API may put an object there.
const refusalBody = z.looseObject({
  error: z.union([z.string(), z.looseObject({ message: z.string().optional() })]).optional(),
  message: z.string().optional(),
  error_code: z.string().optional(),
});

function readRefusal(body: unknown) {
  const { data } = refusalBody.safeParse(body);
  const error = typeof data?.error === 'object' ? data.error.message : data?.error;
  const message = data?.message ?? error;
  return {
    ...(message === undefined ? {} : { message }),
    ...(data?.error_code === undefined ? {} : { code: data.error_code }),
  };
}

const webhook_url = z.url({ protocol: /^https?$/ }).optional();

const task = (route: JobOperation['create'], title: string) =>
  ({
    kind: 'job',
    title,
    input: z.object({
      items: z.array(z.string().min(1)).min(1),
      max: z.int().positive().optional(),
      webhook_url,
      // The event hands both back in its `meta` (S03).
      external_id: z.string().optional(),
      source: z.string().optional(),
    }),
    create: route,
    state: { from: 'status', route: 'GET /api/v1/task/{jobId}/status' },
    // Asked too early it may be empty or partial, so the status is read first (S09).
    rows: { from: 'route', route: 'GET /api/v1/task/{jobId}/data', rows: ['items'] },
    readJob,
    normalize: (row) => row,
  }) satisfies JobOperation;

/**
 * Documented: `webhook_url`, the event, the signature, status and data of a task. From public material outside that
 * page: the routes of the tasks, the Jobs API, errors. Undocumented: how often and how far apart deliveries are retried.
 * The signing secret is the account's first API key; legacy `?api_key=` is not used, as it lands in proxy logs (S07).
 * @see https://scrupp.com/docs/api/integrations-webhooks
 */
export const scrupp = defineProvider({
  id: 'scrupp',
  name: 'Scrupp',
  documentation: 'https://scrupp.com/docs/api/integrations-webhooks',
  baseUrl: 'https://api.scrupp.com',
  authentication: { in: 'header', name: 'authorization', prefix: 'Bearer ' },
  cadence: [{ until: 60, every: 5 }, { until: 600, every: 15 }, { every: 60 }],
  readRefusal,
  // A bad key answers either (S10).
  badKeyStatuses: [401, 403],
  retryableCodes: [],
  slotCodes: [],
  notReadyCodes: [],
  webhook: {
    registration: { kind: 'per-job', field: 'webhook_url' },
    scheme: {
      kind: 'hmac',
      signatureHeader: 'X-Scrupp-Signature',
      timestampHeader: 'X-Scrupp-Timestamp',
      prefix: 'sha256=',
      anyCase: true,
    },
    retries: undefined,
    readEvent,
  },
  operations: {
    companies: task('POST /api/v1/company/linkedin', 'Look companies up'),
    contacts: task('POST /api/v1/contact/linkedin', 'Look contacts up'),
    job: {
      kind: 'job',
      title: 'Run a job of the Jobs API',
      input: z.object({ type: z.string().min(1), input: z.record(z.string(), z.unknown()), webhook_url }),
      create: 'POST /api/v1/jobs',
      state: { from: 'status', route: 'GET /api/v1/jobs/{jobId}' },
      rows: { from: 'route', route: 'GET /api/v1/jobs/{jobId}/result', rows: ['data.items'] },
      readJob,
      normalize: (row) => row,
    },
  },
});

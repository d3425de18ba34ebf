import { z } from 'zod/v4';
import { defineProvider, type JobOperation, type JobReading } from '../../provider.ts';
import { parseId, parseStatus, scruppWebhook } from './webhook.ts';

const status = z.string().transform(parseStatus);
const id = z.union([z.int().nonnegative(), z.string().min(1)]).transform(parseId);

// A field that cannot be read is absent, because the id of a paid job matters more.
const optionalId = id.nullish().catch(undefined);
const optionalText = z.string().nullish().catch(undefined);
const jobBody = z.looseObject({
  process_id: optionalId,
  job_id: optionalId,
  id: optionalId,
  status: status.default('queued').catch('running'),
  error: optionalText,
  message: optionalText,
});

function parseJob(body: unknown): JobReading {
  const { process_id, job_id, id, status, error, message } = jobBody.parse(body);
  const reason = status === 'failed' ? (error ?? message) : undefined;
  return { status, id: process_id ?? job_id ?? id ?? undefined, error: reason ?? undefined };
}

// `error` is a text in the Task API and may be an object in the Jobs API.
const refusalBody = z.looseObject({
  error: z.union([z.string(), z.looseObject({ message: z.string().optional() })]).optional(),
  message: z.string().optional(),
  error_code: z.string().optional(),
});

function parseRefusal(body: unknown) {
  const { data } = refusalBody.safeParse(body);
  const error = typeof data?.error === 'object' ? data.error.message : data?.error;
  return { message: data?.message ?? error, code: data?.error_code };
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
      // The event returns both in its `meta` (S03).
      external_id: z.string().optional(),
      source: z.string().optional(),
    }),
    create: route,
    state: { from: 'status', route: 'GET /api/v1/task/{jobId}/status' },
    // Before the task is completed the data may be empty or partial, so the status is read first (S09).
    rows: { from: 'route', route: 'GET /api/v1/task/{jobId}/data', rows: ['items'] },
    parseJob,
    normalize: (row) => row,
  }) satisfies JobOperation;

/**
 * The definition of Scrupp. The page below documents `webhook_url`, the event, the signature, and the status and data of
 * a task. Other public pages document the routes of tasks, the Jobs API and errors. The number and the intervals of
 * delivery attempts are undocumented. The signing secret is the account's first API key. The old `?api_key=` is not
 * used, because proxies log URLs (S07).
 * @see https://scrupp.com/docs/api/integrations-webhooks
 */
export const scrupp = defineProvider({
  id: scruppWebhook.id,
  name: 'Scrupp',
  documentation: 'https://scrupp.com/docs/api/integrations-webhooks',
  baseUrl: 'https://api.scrupp.com',
  authentication: { in: 'header', name: 'authorization', prefix: 'Bearer ' },
  cadence: [{ until: 60, every: 5 }, { until: 600, every: 15 }, { every: 60 }],
  parseRefusal,
  // The answer to an invalid key has either status (S10).
  badKeyStatuses: [401, 403],
  retryableCodes: [],
  slotCodes: [],
  notReadyCodes: [],
  webhook: {
    ...scruppWebhook.webhook,
    registration: { kind: 'per-job', field: 'webhook_url' },
    retries: undefined,
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
      parseJob,
      normalize: (row) => row,
    },
  },
});

import { z } from 'zod/v4';
import { toThousandths } from '../../credits.ts';
import type { JobOperation, JobReading } from '../../operation.ts';
import { defineProvider } from '../../provider.ts';
import { companyRows, contactRows, jobColumns, jobRows, taskColumns } from './columns.ts';
import { companiesInput, contactsInput, jobInput } from './input.ts';
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

const accountBody = z.looseObject({ credits: z.number().transform(toThousandths) });

const parseAccount = (body: unknown) => ({ balance: accountBody.parse(body).credits });

const COST = 'Scrupp may charge your account for each result. Its documentation does not state the price.';

const task = <Input extends z.ZodObject, Columns extends z.ZodObject>(
  words: Pick<JobOperation, 'title' | 'description' | 'nouns' | 'create'> & {
    readonly input: Input;
    readonly schema: Columns;
  },
) =>
  ({
    kind: 'job',
    title: words.title,
    description: words.description,
    cost: COST,
    nouns: words.nouns,
    input: words.input,
    create: words.create,
    job: taskColumns,
    state: { from: 'status', route: 'GET /api/v1/task/{jobId}/status' },
    // Before the task is completed the data may be empty or partial (S09).
    rows: {
      from: 'route',
      route: 'GET /api/v1/task/{jobId}/data',
      rows: ['items'],
      answersEarly: true,
      schema: words.schema,
    },
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
  credentials: {
    apiKey: { help: 'From the settings page of Scrupp.', page: 'https://scrupp.com' },
    webhookSecret: {
      help: 'The first API key on the settings page of Scrupp. Scrupp signs webhooks with it, whichever key you use.',
      page: 'https://scrupp.com',
    },
  },
  dashboard: 'https://scrupp.com',
  // Public clients of the Jobs API read the balance from this route (S11).
  account: { route: 'GET /api/v1/account/credits', parse: parseAccount, tells: ['balance'] },
  cadence: [{ until: 60, every: 5 }, { until: 600, every: 15 }, { every: 60 }],
  parseRefusal,
  // The answer to an invalid key has either status (S10).
  badKeyStatuses: [401, 403],
  retryableCodes: [],
  notReadyCodes: [],
  webhook: {
    ...scruppWebhook.webhook,
    registration: { kind: 'per-job', field: 'webhook_url' },
    secret: 'api-key',
  },
  operations: {
    companies: task({
      title: 'Look Up Companies',
      description: 'Finds companies with their websites and contact details.',
      nouns: { job: 'company task', row: 'company', rows: 'companies' },
      create: 'POST /api/v1/company/linkedin',
      input: companiesInput,
      schema: companyRows,
    }),
    contacts: task({
      title: 'Look Up Contacts',
      description: 'Finds people who work at companies, with their email addresses.',
      nouns: { job: 'contact task', row: 'contact', rows: 'contacts' },
      create: 'POST /api/v1/contact/linkedin',
      input: contactsInput,
      schema: contactRows,
    }),
    job: {
      kind: 'job',
      title: 'Run a Job',
      description: 'Runs a job of any type that the Jobs API of Scrupp offers.',
      cost: COST,
      nouns: { job: 'job', row: 'result', rows: 'results' },
      input: jobInput,
      job: jobColumns,
      create: 'POST /api/v1/jobs',
      state: { from: 'status', route: 'GET /api/v1/jobs/{jobId}' },
      rows: {
        from: 'route',
        route: 'GET /api/v1/jobs/{jobId}/result',
        rows: ['data.items'],
        schema: jobRows,
      },
      parseJob,
      normalize: (row) => row,
    },
  },
});

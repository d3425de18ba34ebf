import { z } from 'zod/v4';
import { type PreparedInput, prepareList } from '../../jobs/prepared-input.ts';
import type { JobOperation, JobReading } from '../../operation.ts';
import { defineProvider } from '../../provider.ts';
import { emailColumns, jobColumns, personColumns, websiteColumns } from './columns.ts';
import { emails, people, websites } from './input.ts';
import { matchkraftWebhook, type JobType } from './webhook.ts';

const queuedWords = new Set(['pending', 'queued']);

// Only PENDING, COMPLETED and FAILED are documented. Any other status counts as running, and case does not matter
// (M11, M12).
const status = z.string().transform((word) => {
  const known = word.toLowerCase();
  if (known === 'completed' || known === 'failed') return known;
  return queuedWords.has(known) ? ('queued' as const) : ('running' as const);
});

// A field that cannot be read is absent, because the id of a paid job matters more.
const optionalText = z.string().nullish().catch(undefined);
const jobBody = z.looseObject({
  jobId: z.string().min(1).nullish().catch(undefined),
  status: status.optional().catch(undefined),
  error: optionalText,
  message: optionalText,
});

function parseJob(body: unknown): JobReading {
  const { jobId, status: word, error, message } = jobBody.parse(body);
  if (jobId == null && word === undefined) throw new TypeError('The answer describes no job.');
  const status = word ?? 'running';
  const reason = status === 'failed' ? (error ?? message) : undefined;
  return { status, id: jobId ?? undefined, error: reason ?? undefined };
}

// Error bodies are undocumented. These two keys are read when they are present (M11).
const refusalBody = z.looseObject({ error: z.string().optional(), message: z.string().optional() });

function parseRefusal(body: unknown) {
  const { data } = refusalBody.safeParse(body);
  const message = data?.error ?? data?.message;
  return { message };
}

function prepareRecords(keyOf: (record: unknown) => string | undefined) {
  return (input: Readonly<Record<string, unknown>>): PreparedInput => {
    if (!Array.isArray(input.records)) return { input, dropped: [] };
    const { kept, dropped } = prepareList(input.records as unknown[], keyOf);
    return { input: { ...input, records: kept }, dropped };
  };
}

/** Returns the JSON of a valid record in lower case, by which duplicates are found, or undefined. */
const keyBy = (schema: z.ZodType) => (record: unknown) => {
  const { success, data } = schema.safeParse(record);
  return success ? JSON.stringify(data).toLowerCase() : undefined;
};

const operation = <const Type extends JobType, Input extends z.ZodObject, Columns extends z.ZodObject>(
  type: Type,
  { record, input }: { readonly record: z.ZodType; readonly input: Input },
  words: Pick<JobOperation, 'title' | 'description' | 'nouns'> & { readonly schema: Columns },
) =>
  ({
    kind: 'job',
    title: words.title,
    description: words.description,
    cost: 'MatchKraft may charge your account for each record. Its documentation does not state the price.',
    nouns: words.nouns,
    input,
    job: jobColumns,
    create: `POST /api/v2/${type}`,
    // The results route also reports the status (M03).
    state: { from: 'status', route: `GET /api/v2/${type}/results/{jobId}` },
    // The name of the list is undocumented (M11).
    rows: {
      from: 'route',
      route: `GET /api/v2/${type}/results/{jobId}`,
      rows: ['results', 'records', 'data'],
      answersEarly: true,
      schema: words.schema,
    },
    prepare: prepareRecords(keyBy(record)),
    parseJob,
    normalize: (row) => row,
  }) satisfies JobOperation;

/**
 * The definition of MatchKraft. The routes, the `apikey` header, the answer to a create and the webhook are documented.
 * The form of results and errors, the statuses between PENDING and COMPLETED, limits, retries and retention are not, so
 * they are parsed leniently. Webhooks are unsigned, so a delivery is a hint and only its job id is used.
 * @see https://matchkraft.com/api
 */
export const matchkraft = defineProvider({
  id: matchkraftWebhook.id,
  name: 'MatchKraft',
  documentation: 'https://matchkraft.com/api',
  baseUrl: 'https://app.matchkraft.com',
  authentication: { in: 'header', name: 'apikey', prefix: '' },
  credentials: {
    apiKey: {
      help: 'From the MatchKraft dashboard under Integrations, API Key.',
      page: 'https://app.matchkraft.com',
    },
  },
  dashboard: 'https://app.matchkraft.com',
  cadence: [{ until: 60, every: 5 }, { until: 600, every: 15 }, { every: 60 }],
  parseRefusal,
  retryableCodes: [],
  notReadyCodes: [],
  settleMs: 60_000,
  webhook: {
    ...matchkraftWebhook.webhook,
    registration: { kind: 'account' },
    secret: 'none',
  },
  operations: {
    domainScan: operation('domain-scan', websites, {
      title: 'Scan Websites for Email Addresses',
      description: 'Finds the verified email addresses that belong to websites.',
      nouns: { job: 'domain scan', row: 'website', rows: 'websites' },
      schema: websiteColumns,
    }),
    emailValidation: operation('email-validation', emails, {
      title: 'Validate Email Addresses',
      description: 'Checks email addresses, their domains and whether they are traps for spam.',
      nouns: { job: 'email validation', row: 'address', rows: 'addresses' },
      schema: emailColumns,
    }),
    emailFinder: operation('email-finder', people, {
      title: 'Find Email Addresses of People',
      description: "Finds the work email addresses of people from their names and their companies' websites.",
      nouns: { job: 'email search', row: 'person', rows: 'people' },
      schema: personColumns,
    }),
  },
});

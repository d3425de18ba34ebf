import { z } from 'zod/v4';
import { type PreparedInput, prepareList } from '../../jobs/prepared-input.ts';
import { defineProvider, type JobOperation, type JobReading } from '../../provider.ts';
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

const jobName = z.string().min(1).default('API job');

function prepareRecords(keyOf: (record: unknown) => string | undefined) {
  return (input: Readonly<Record<string, unknown>>): PreparedInput => {
    if (!Array.isArray(input.records)) return { input, dropped: [] };
    const { kept, dropped } = prepareList(input.records as unknown[], keyOf);
    return { input: { ...input, records: kept }, dropped };
  };
}

const website = z.string().min(3);
const email = z.string().min(3).max(254).includes('@');
const contact = z.object({ firstName: z.string().min(1), lastName: z.string().min(1), website });

/** Returns the JSON of a valid record in lower case, by which duplicates are found, or undefined. */
const keyBy = (schema: z.ZodType) => (record: unknown) => {
  const { success, data } = schema.safeParse(record);
  return success ? JSON.stringify(data).toLowerCase() : undefined;
};

const operation = <const Type extends JobType>(type: Type, title: string, record: z.ZodType) =>
  ({
    kind: 'job',
    title,
    input: z.object({ jobName, records: z.array(record).min(1, 'No usable record') }),
    create: `POST /api/v2/${type}`,
    // The results route also reports the status (M03).
    state: { from: 'status', route: `GET /api/v2/${type}/results/{jobId}` },
    // The name of the list is undocumented (M11).
    rows: {
      from: 'route',
      route: `GET /api/v2/${type}/results/{jobId}`,
      rows: ['results', 'records', 'data'],
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
  cadence: [{ until: 60, every: 5 }, { until: 600, every: 15 }, { every: 60 }],
  parseRefusal,
  retryableCodes: [],
  slotCodes: [],
  notReadyCodes: [],
  settleMs: 60_000,
  webhook: {
    ...matchkraftWebhook.webhook,
    registration: { kind: 'account' },
    // The documentation says "a single POST" and also "in case it is delivered more than once" (M06).
    retries: [],
  },
  operations: {
    domainScan: operation('domain-scan', 'Find the email addresses of websites', website),
    emailValidation: operation('email-validation', 'Validate email addresses', email),
    emailFinder: operation('email-finder', 'Find the email addresses of people', contact),
  },
});

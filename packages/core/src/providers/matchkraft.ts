import { z } from 'zod/v4';
import { prepareList, type PreparedInput } from '../jobs/prepared-input.ts';
import { defineProvider, type JobOperation, type JobReading } from '../provider.ts';
import type { EventReading } from '../webhooks/event.ts';

const PENDING = new Set(['pending', 'queued']);

// Only PENDING, COMPLETED and FAILED are documented; anything else still runs. Compared without case (M11, M12).
const status = z.string().transform((word) => {
  const known = word.toLowerCase();
  if (known === 'completed' || known === 'failed') return known;
  return PENDING.has(known) ? ('queued' as const) : ('running' as const);
});

const jobBody = z.looseObject({
  jobId: z.string().min(1).nullish(),
  status,
  error: z.string().nullish(),
  message: z.string().nullish(),
});

function readJob(body: unknown): JobReading {
  const { jobId, status, error, message } = jobBody.parse(body);
  const reason = status === 'failed' ? (error ?? message) : undefined;
  return { status, ...(jobId == null ? {} : { id: jobId }), ...(reason == null ? {} : { error: reason }) };
}

/** The type of a job in routes and events, and the operation it is here. */
const operationOf = {
  'domain-scan': 'domainScan',
  'email-validation': 'emailValidation',
  'email-finder': 'emailFinder',
} as const;
type JobType = keyof typeof operationOf;

// A UUID and one of three words: the payload is anybody's, and these become part of our own request (M09).
const eventBody = z.looseObject({
  event: z.literal('job.completed'),
  jobId: z.guid(),
  jobType: z.literal(['domain-scan', 'email-validation', 'email-finder']),
  status: z.string().regex(/^(completed|failed)$/i),
});

function readEvent(body: unknown): EventReading {
  const { event, jobId, jobType, status: word } = eventBody.parse(body);
  const outcome = word.toLowerCase() === 'completed' ? 'completed' : 'failed';
  return { type: event, jobId, operation: operationOf[jobType], status: outcome, identity: [jobId] };
}

// Error bodies are undocumented: these two keys are read if they are there (M11).
const refusalBody = z.looseObject({ error: z.string().optional(), message: z.string().optional() });

function readRefusal(body: unknown) {
  const { data } = refusalBody.safeParse(body);
  const message = data?.error ?? data?.message;
  return message === undefined ? {} : { message };
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

/** The key of a usable record: its own text, or its fields, in lower case. */
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
    // The results route doubles as the status (M03).
    state: { from: 'status', route: `GET /api/v2/${type}/results/{jobId}` },
    // The name of the list is undocumented (M11).
    rows: {
      from: 'route',
      route: `GET /api/v2/${type}/results/{jobId}`,
      rows: ['results', 'records', 'data'],
    },
    prepare: prepareRecords(keyBy(record)),
    readJob,
    normalize: (row) => row,
  }) satisfies JobOperation;

/**
 * Documented: routes, the `apikey` header, the create's answer and the webhook. Undocumented, and read leniently:
 * the shape of results and errors, the statuses between PENDING and COMPLETED, limits, retries and retention.
 * Webhooks are unsigned, so a delivery is a hint and nothing but its job id is used.
 * @see https://matchkraft.com/api
 */
export const matchkraft = defineProvider({
  id: 'matchkraft',
  name: 'MatchKraft',
  documentation: 'https://matchkraft.com/api',
  baseUrl: 'https://app.matchkraft.com',
  authentication: { in: 'header', name: 'apikey', prefix: '' },
  cadence: [{ until: 60, every: 5 }, { until: 600, every: 15 }, { every: 60 }],
  readRefusal,
  retryableCodes: [],
  slotCodes: [],
  notReadyCodes: [],
  settleMs: 60_000,
  webhook: {
    registration: { kind: 'account' },
    scheme: { kind: 'unsigned' },
    // "A single POST", yet "in case it is delivered more than once" (M06).
    retries: [],
    readEvent,
  },
  operations: {
    domainScan: operation('domain-scan', 'Find the email addresses of websites', website),
    emailValidation: operation('email-validation', 'Validate email addresses', email),
    emailFinder: operation('email-finder', 'Find the email addresses of people', contact),
  },
});

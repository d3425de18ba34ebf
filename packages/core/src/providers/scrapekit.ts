import { z } from 'zod/v4';
import { toThousandths } from '../credits.ts';
import type { ReceiptReading } from '../jobs/job.ts';
import { prepareList, type PreparedInput } from '../jobs/prepared-input.ts';
import { defineProvider, type JobReading } from '../provider.ts';
import type { Row } from '../results/row.ts';
import type { EventReading } from '../webhooks/event.ts';

/** Thousandths of a credit (C043). */
const LEAD = 15;
const VERIFICATION = 5;

const credits = z.number().transform(toThousandths);

const text = z
  .string()
  .refine((value) => value.trim() !== '', 'Enter a value')
  .refine((value) => Array.from(value).length <= 120, 'At most 120 characters');
const webhookUrl = z.url({ protocol: /^https$/, error: 'Must be an https:// URL' }).max(2048);
const clientRequestId = z.string().min(1).max(120);

const scrapeInput = z.object({
  query: text,
  location: text,
  max_leads: z.int().min(0).max(500_000).optional(),
  verify_emails: z.boolean().optional(),
  webhook_url: webhookUrl.optional(),
  client_request_id: clientRequestId.optional(),
});
type ScrapeInput = z.infer<typeof scrapeInput>;

const verifyInput = z.object({
  emails: z
    .array(z.string())
    .min(1, 'No usable address')
    .max(100_000, 'At most 100,000 addresses in one job'),
  webhook_url: webhookUrl.optional(),
  client_request_id: clientRequestId.optional(),
});

const STATUSES = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const;

// An unheard-of status is a job that still runs, except the "partial" of the billing table (A18).
const status = z
  .string()
  .transform(
    (word) => STATUSES.find((known) => known === word) ?? (word === 'partial' ? 'completed' : 'running'),
  );

const jobBody = z.looseObject({
  job_id: z.string().min(1),
  status,
  error: z.string().nullish(),
  credits_used: credits.nullish(),
  progress: z.looseObject({ scraped: z.number(), target: z.number().nullish() }).nullish(),
  processed: z.number().nullish(),
  total: z.number().nullish(),
});

function readJob(body: unknown): JobReading {
  const {
    job_id: id,
    status,
    error,
    credits_used: creditsUsed,
    progress,
    processed,
    total,
  } = jobBody.parse(body);
  const done = progress?.scraped ?? processed ?? undefined;
  // 0 until discovery ends (C094).
  const target = (progress?.target ?? total) || undefined;
  const refunded =
    status === 'completed' && processed != null && creditsUsed != null
      ? processed * VERIFICATION - creditsUsed
      : 0;
  return {
    id,
    status,
    ...(error == null ? {} : { error }),
    ...(creditsUsed == null ? {} : { creditsUsed }),
    // Unknown verdicts are given back when the job ends (C061).
    ...(refunded > 0 ? { creditsRefunded: refunded } : {}),
    ...(done === undefined ? {} : { progress: { done, ...(target === undefined ? {} : { total: target }) } }),
  };
}

const receiptBody = z.looseObject({
  max_leads: z.number().nullish(),
  total: z.number().nullish(),
  estimated_credits: credits.nullish(),
});

function readReceipt(body: unknown): ReceiptReading {
  const { max_leads, total, estimated_credits: estimatedCredits } = receiptBody.parse(body);
  const units = max_leads ?? total;
  return {
    ...(units == null ? {} : { units }),
    ...(estimatedCredits == null ? {} : { estimatedCredits }),
  };
}

/** Upper and lower case are one address to the service, which bills duplicates (C123, C132, C133). */
function prepareEmails(input: Readonly<Record<string, unknown>>): PreparedInput {
  if (!Array.isArray(input.emails)) return { input, dropped: [] };
  const { kept, dropped } = prepareList(input.emails as unknown[], (value) => {
    if (typeof value !== 'string') return undefined;
    const email = value.trim();
    return email.length >= 3 && email.length <= 254 && email.includes('@') ? email.toLowerCase() : undefined;
  });
  return { input: { ...input, emails: kept.map((email) => (email as string).trim()) }, dropped };
}

const eventBody = z.object({
  event: z.string().min(1),
  data: z.object({ job_id: z.string().min(1), status }),
});

function readEvent(body: unknown): EventReading {
  const { event, data } = eventBody.parse(body);
  const operation = event.startsWith('verify.') ? 'verify' : 'scrape';
  return { type: event, jobId: data.job_id, operation, status: data.status, identity: [event, data.job_id] };
}

const refusalBody = z.looseObject({
  error: z.looseObject({ code: z.string(), message: z.string(), request_id: z.string().optional() }),
});

function readRefusal(body: unknown) {
  const { success, data } = refusalBody.safeParse(body);
  if (!success) return {};
  const { code, message, request_id: requestId } = data.error;
  return { code, message, ...(requestId === undefined ? {} : { requestId }) };
}

const emptyToNull = (value: unknown) => (value === '' || value === undefined ? null : value);

/** A lead with `null` for an unknown figure and its addresses as a list (C106, C108, C194). */
function normalizeLead(lead: Row): Row {
  const { rating, reviews_count, emails_found } = lead;
  const emails =
    typeof emails_found === 'string' ? emails_found.split(';').filter((email) => email !== '') : [];
  return {
    ...lead,
    rating: emptyToNull(rating),
    reviews_count: emptyToNull(reviews_count),
    emails_found: emails,
  };
}

const formats = { json: {}, csv: { format: 'csv' } } as const;

/** @see https://scrapekit.ai/docs */
export const scrapekit = defineProvider({
  id: 'scrapekit',
  name: 'ScrapeKit',
  documentation: 'https://scrapekit.ai/docs',
  baseUrl: 'https://scrapekit.ai',
  authentication: { in: 'header', name: 'authorization', prefix: 'Bearer ' },
  requestIdHeader: 'x-request-id',
  cadence: [{ until: 60, every: 5 }, { until: 600, every: 15 }, { every: 60 }],
  readRefusal,
  rateLimit: { remaining: 'x-ratelimit-remaining', reset: 'x-ratelimit-reset' },
  retryableCodes: ['rate_limited'],
  slotCodes: ['too_many_active_jobs'],
  notReadyCodes: ['job_not_ready'],
  webhook: {
    registration: { kind: 'per-job', field: 'webhook_url' },
    scheme: {
      kind: 'hmac',
      signatureHeader: 'X-ScrapeKit-Signature',
      timestampHeader: 'X-ScrapeKit-Timestamp',
      prefix: '',
      anyCase: false,
    },
    // At most once (C171): polling is the only safe fallback.
    retries: [],
    retentionSeconds: 600,
    readEvent,
  },
  operations: {
    scrape: {
      kind: 'job',
      title: 'Scrape leads',
      input: scrapeInput,
      create: 'POST /api/v1/scrape/jobs',
      state: { from: 'status', route: 'GET /api/v1/scrape/jobs/{jobId}' },
      rows: { from: 'route', route: 'GET /api/v1/scrape/jobs/{jobId}/results', rows: ['results'], formats },
      cancel: 'POST /api/v1/jobs/{jobId}/cancel',
      readJob,
      readReceipt,
      normalize: normalizeLead,
      price: {
        perUnit: () => LEAD,
        // The documents disagree on whether verifying is billed on top (A05).
        perUnitAtMost: ({ verify_emails }: ScrapeInput) =>
          verify_emails === true ? LEAD + VERIFICATION : LEAD,
        // 0 means no cap (C072).
        units: ({ max_leads }: ScrapeInput) => max_leads || undefined,
      },
      reconciliation: { field: 'client_request_id', route: 'GET /api/v1/scrape/jobs', jobs: 'jobs' },
    },
    verify: {
      kind: 'job',
      title: 'Verify a list of email addresses',
      input: verifyInput,
      create: 'POST /api/v1/verify/jobs',
      state: { from: 'status', route: 'GET /api/v1/verify/jobs/{jobId}' },
      rows: { from: 'route', route: 'GET /api/v1/verify/jobs/{jobId}/results', rows: ['results'], formats },
      cancel: 'POST /api/v1/jobs/{jobId}/cancel',
      prepare: prepareEmails,
      readJob,
      readReceipt,
      normalize: (verdict) => verdict,
      price: {
        perUnit: () => VERIFICATION,
        perUnitAtMost: () => VERIFICATION,
        units: ({ emails }: { readonly emails: readonly string[] }) => emails.length,
      },
      reconciliation: { field: 'client_request_id', route: 'GET /api/v1/verify/jobs', jobs: 'jobs' },
    },
    verifyEmail: {
      kind: 'call',
      title: 'Verify one email address',
      input: z.object({ email: z.string().min(3).max(254).includes('@') }),
      route: 'POST /api/v1/verify/email',
      price: { perUnit: () => VERIFICATION, perUnitAtMost: () => VERIFICATION, units: () => 1 },
    },
  },
});

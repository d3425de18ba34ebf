import { z } from 'zod/v4';
import { defineProvider, type JobReading } from '../provider.ts';
import type { Row } from '../results/row.ts';
import type { EventReading } from '../webhooks/event.ts';

const MILLI = 1000;
/** Money travels as a decimal number of credits and is kept in integer thousandths. */
const credits = z.number().transform((amount) => Math.round(amount * MILLI));

const text = z
  .string()
  .refine((value) => value.trim() !== '', 'Enter a value')
  .refine((value) => Array.from(value).length <= 120, 'At most 120 characters');
const webhookUrl = z.url({ protocol: /^https$/, error: 'Must be an https:// URL' }).max(2048);
const clientRequestId = z.string().min(1).max(120);

// An unheard-of status is a job that still runs, except the "partial" of the billing table (A18).
const status = z.string().transform((word) => {
  if (word === 'partial') return 'completed' as const;
  return z.enum(['queued', 'running', 'completed', 'failed', 'cancelled']).catch('running').parse(word);
});

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
  return {
    id,
    status,
    ...(error == null ? {} : { error }),
    ...(creditsUsed == null ? {} : { creditsUsed }),
    ...(done === undefined ? {} : { progress: { done, ...(target === undefined ? {} : { total: target }) } }),
  };
}

const eventBody = z.looseObject({
  event: z.string().min(1),
  data: z.looseObject({ job_id: z.string().min(1), status }),
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
  retryableCodes: ['rate_limited', 'too_many_active_jobs'],
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
    readEvent,
  },
  operations: {
    scrape: {
      kind: 'job',
      title: 'Scrape leads',
      input: z.object({
        query: text,
        location: text,
        max_leads: z.int().min(0).max(500_000).optional(),
        verify_emails: z.boolean().optional(),
        webhook_url: webhookUrl.optional(),
        client_request_id: clientRequestId.optional(),
      }),
      create: 'POST /api/v1/scrape/jobs',
      status: 'GET /api/v1/scrape/jobs/{jobId}',
      results: {
        route: 'GET /api/v1/scrape/jobs/{jobId}/results',
        rows: 'results',
        formats,
        normalize: normalizeLead,
      },
      cancel: 'POST /api/v1/jobs/{jobId}/cancel',
      readJob,
    },
    verify: {
      kind: 'job',
      title: 'Verify a list of email addresses',
      input: z.object({
        emails: z.array(z.string()).min(1).max(100_000),
        webhook_url: webhookUrl.optional(),
        client_request_id: clientRequestId.optional(),
      }),
      create: 'POST /api/v1/verify/jobs',
      status: 'GET /api/v1/verify/jobs/{jobId}',
      results: {
        route: 'GET /api/v1/verify/jobs/{jobId}/results',
        rows: 'results',
        formats,
        normalize: (row) => row,
      },
      cancel: 'POST /api/v1/jobs/{jobId}/cancel',
      readJob,
    },
    verifyEmail: {
      kind: 'call',
      title: 'Verify one email address',
      input: z.object({ email: z.string().min(3).max(254).includes('@') }),
      route: 'POST /api/v1/verify/email',
    },
  },
});

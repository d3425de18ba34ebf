import { z } from 'zod/v4';
import { toThousandths } from '../../credits.ts';
import type { ReceiptReading, Row } from '../../job.ts';
import { type PreparedInput, prepareList } from '../../jobs/prepared-input.ts';
import { defineProvider, type JobReading } from '../../provider.ts';
import { parseStatus, scrapekitWebhook } from './webhook.ts';

/** Prices in thousandths of a credit (C043). */
const LEAD = 15;
const VERIFICATION = 5;

// A figure that cannot be read is absent, because the id and the status of a paid job matter more.
const figure = z.number().nonnegative().nullish().catch(undefined);
const credits = z.number().nonnegative().transform(toThousandths).nullish();

const text = z
  .string()
  .refine((value) => value.trim() !== '', 'Enter a value')
  .refine((value) => Array.from(value).length <= 120, 'At most 120 characters');
const webhookUrl = z.url({ protocol: /^https$/, error: 'Must be an https:// URL' }).max(2048);
const clientRequestId = z.string().min(1).max(120);

const LIMIT_NEEDED =
  "Give the largest number of leads, from 1 to 500000, or 'all' for as many as the balance pays for";

const scrapeInput = z.object({
  query: text,
  location: text,
  // Required, because a job without a limit may use the whole balance. 0 means the same to the service (C072), and an
  // empty cell often becomes 0, so only the word asks for it.
  max_leads: z.union([z.int().min(1).max(500_000), z.literal('all')], { error: LIMIT_NEEDED }),
  verify_emails: z.boolean().optional(),
  webhook_url: webhookUrl.optional(),
  client_request_id: clientRequestId.optional(),
});
type ScrapeInput = z.infer<typeof scrapeInput>;

const encodeScrape = ({ max_leads, ...rest }: ScrapeInput) => ({
  body: max_leads === 'all' ? rest : { ...rest, max_leads },
});

const verifyInput = z.object({
  emails: z
    .array(z.string())
    .min(1, 'No usable address')
    .max(100_000, 'At most 100,000 addresses in one job'),
  webhook_url: webhookUrl.optional(),
  client_request_id: clientRequestId.optional(),
});

const status = z.string().transform(parseStatus);

const jobBody = z.looseObject({
  job_id: z.string().min(1),
  status: status.catch('running'),
  error: z.string().nullish().catch(undefined),
  credits_used: credits.catch(undefined),
  verification_credits_used: credits.catch(NaN),
  progress: z.looseObject({ scraped: figure, target: figure }).nullish().catch(undefined),
  processed: figure,
  total: figure,
});

function parseJob(body: unknown): JobReading {
  const {
    job_id: id,
    status,
    error,
    credits_used: credits,
    verification_credits_used: verificationCredits,
    progress,
    processed,
    total,
  } = jobBody.parse(body);
  // The service states the credits for verifying the addresses of leads separately (A05).
  const sum = credits == null ? NaN : credits + (verificationCredits ?? 0);
  const creditsUsed = Number.isNaN(sum) ? undefined : sum;
  const done = progress?.scraped ?? processed ?? undefined;
  // The target is 0 until discovery ends (C094).
  const target = (progress?.target ?? total) || undefined;
  const refunded =
    status === 'completed' && processed != null && creditsUsed !== undefined
      ? processed * VERIFICATION - creditsUsed
      : 0;
  return {
    id,
    status,
    error: error ?? undefined,
    creditsUsed,
    // The credits of unknown verdicts are given back when the job ends (C061).
    creditsRefunded: refunded > 0 ? refunded : undefined,
    progress: done === undefined ? undefined : { done, total: target },
  };
}

const receiptBody = z.looseObject({
  max_leads: figure,
  total: figure,
  estimated_credits: credits.catch(undefined),
});

function parseReceipt(body: unknown): ReceiptReading {
  const { max_leads, total, estimated_credits: estimatedCredits } = receiptBody.parse(body);
  return {
    quantity: max_leads ?? total ?? undefined,
    estimatedCredits: estimatedCredits ?? undefined,
  };
}

/**
 * Removes invalid addresses and duplicates. The service ignores the case of an address and bills duplicates (C123, C132,
 * C133).
 */
function prepareEmails(input: Readonly<Record<string, unknown>>): PreparedInput {
  if (!Array.isArray(input.emails)) return { input, dropped: [] };
  const { kept, dropped } = prepareList(input.emails as unknown[], (value) => {
    if (typeof value !== 'string') return undefined;
    const email = value.trim();
    return email.length >= 3 && email.length <= 254 && email.includes('@') ? email.toLowerCase() : undefined;
  });
  return { input: { ...input, emails: kept.map((email) => (email as string).trim()) }, dropped };
}

const refusalBody = z.looseObject({
  error: z.looseObject({ code: z.string(), message: z.string(), request_id: z.string().optional() }),
});

function parseRefusal(body: unknown) {
  const { success, data } = refusalBody.safeParse(body);
  if (!success) return {};
  const { code, message, request_id: requestId } = data.error;
  return { code, message, requestId };
}

const emptyToNull = (value: unknown) => (value === '' || value === undefined ? null : value);

/** Converts unknown numbers of a lead to `null`, and its addresses to a list (C106, C108, C194). */
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

/**
 * The definition of ScrapeKit.
 * @see https://scrapekit.ai/docs
 */
export const scrapekit = defineProvider({
  id: scrapekitWebhook.id,
  name: 'ScrapeKit',
  documentation: 'https://scrapekit.ai/docs',
  baseUrl: 'https://scrapekit.ai',
  authentication: { in: 'header', name: 'authorization', prefix: 'Bearer ' },
  requestIdHeader: 'x-request-id',
  cadence: [{ until: 60, every: 5 }, { until: 600, every: 15 }, { every: 60 }],
  parseRefusal,
  rateLimit: { remaining: 'x-ratelimit-remaining', reset: 'x-ratelimit-reset' },
  retryableCodes: ['rate_limited'],
  slotCodes: ['too_many_active_jobs'],
  notReadyCodes: ['job_not_ready'],
  webhook: {
    ...scrapekitWebhook.webhook,
    registration: { kind: 'per-job', field: 'webhook_url' },
    // A delivery is attempted once (C171), so polling must continue.
    retries: [],
  },
  operations: {
    scrape: {
      kind: 'job',
      title: 'Scrape leads',
      input: scrapeInput,
      encode: encodeScrape,
      create: 'POST /api/v1/scrape/jobs',
      state: { from: 'status', route: 'GET /api/v1/scrape/jobs/{jobId}' },
      rows: { from: 'route', route: 'GET /api/v1/scrape/jobs/{jobId}/results', rows: ['results'], formats },
      cancel: 'POST /api/v1/jobs/{jobId}/cancel',
      parseJob,
      parseReceipt,
      normalize: normalizeLead,
      price: {
        // A lead usually has one address.
        perItem: ({ verify_emails }: ScrapeInput) => (verify_emails === true ? LEAD + VERIFICATION : LEAD),
        // Each address of a lead is billed, and a lead may have any number of them (A05).
        perItemAtMost: ({ verify_emails }: ScrapeInput) => (verify_emails === true ? undefined : LEAD),
        quantity: ({ max_leads }: ScrapeInput) => (max_leads === 'all' ? undefined : max_leads),
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
      parseJob,
      parseReceipt,
      normalize: (verdict) => verdict,
      price: {
        perItem: () => VERIFICATION,
        perItemAtMost: () => VERIFICATION,
        quantity: ({ emails }: { readonly emails: readonly string[] }) => emails.length,
      },
      reconciliation: { field: 'client_request_id', route: 'GET /api/v1/verify/jobs', jobs: 'jobs' },
    },
    verifyEmail: {
      kind: 'call',
      title: 'Verify one email address',
      input: z.object({ email: z.string().min(3).max(254).includes('@') }),
      route: 'POST /api/v1/verify/email',
      price: { perItem: () => VERIFICATION, perItemAtMost: () => VERIFICATION, quantity: () => 1 },
    },
  },
});

import type { Row } from '../../job.ts';
import { type PreparedInput, prepareList } from '../../jobs/prepared-input.ts';
import { defineProvider } from '../../provider.ts';
import { parseAccount, parseJob, parseReceipt, parseRefusal, VERIFICATION } from './answers.ts';
import { leadColumns, verdictColumns, verdicts, verifiedEmailColumns } from './columns.ts';
import { scrapeInput, type ScrapeInput, verifyEmailInput, verifyInput } from './input.ts';
import { scrapeJobColumns, verifyJobColumns } from './job-columns.ts';
import { scrapekitWebhook } from './webhook.ts';

/** The price of a lead in thousandths of a credit (C043). */
const LEAD = 15;

const encodeScrape = ({ max_leads, ...rest }: ScrapeInput) => ({
  body: max_leads === 'all' ? rest : { ...rest, max_leads },
});

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

/** Has the form of an id, so that the answer is `job_not_found` for a good key. */
const UNKNOWN_JOB = `sk_job_${'0'.repeat(32)}`;

/** The list of jobs is named in passing and not specified, so a server may lack it (A20, X01, X02). */
const list = {
  jobs: 'jobs',
  cursor: { key: 'next_cursor', parameter: 'cursor' },
  pageSize: { parameter: 'limit', max: 100 },
  createdAt: 'created_at',
  filters: { status: 'status', createdAfter: 'created_after' },
  callersId: 'client_request_id',
} as const;

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
  credentials: {
    apiKey: {
      help: 'Create it in the ScrapeKit dashboard under API. The dashboard shows it only once.',
      page: 'https://scrapekit.ai/dashboard',
      prefix: 'sk_live_',
    },
    webhookSecret: {
      help: 'From the ScrapeKit dashboard under API. It proves that a webhook really comes from ScrapeKit.',
      page: 'https://scrapekit.ai/dashboard',
      prefix: 'whsec_',
    },
  },
  dashboard: 'https://scrapekit.ai/dashboard',
  account: {
    // The page documents no such route; a server may lack it (X03).
    route: 'GET /api/v1/account',
    parse: parseAccount,
    tells: ['id', 'email', 'balance'],
    probe: { route: `GET /api/v1/scrape/jobs/${UNKNOWN_JOB}`, codes: ['job_not_found'] },
  },
  requestIdHeader: 'x-request-id',
  cadence: [{ until: 60, every: 5 }, { until: 600, every: 15 }, { every: 60 }],
  parseRefusal,
  rateLimit: { remaining: 'x-ratelimit-remaining', reset: 'x-ratelimit-reset' },
  retryableCodes: ['rate_limited'],
  activeLimit: { jobs: 5, operations: ['scrape'], code: 'too_many_active_jobs' },
  notReadyCodes: ['job_not_ready'],
  advice: {
    invalid_query: 'Query and Location need 1 to 120 characters, and Max Leads a number from 1 to 500000.',
    invalid_webhook: 'A webhook URL must be a secure address (https) that can be reached from the internet.',
    insufficient_credits: 'Add credits in the ScrapeKit dashboard, or ask for less.',
    account_suspended: 'Contact ScrapeKit support about the state of the account.',
    too_many_active_jobs: 'An account runs five scrape jobs at a time. Wait until one of them has ended.',
    job_not_cancellable: 'The job had ended before the cancellation arrived.',
  },
  webhook: {
    ...scrapekitWebhook.webhook,
    registration: { kind: 'per-job', field: 'webhook_url' },
    secret: 'own',
  },
  operations: {
    scrape: {
      kind: 'job',
      title: 'Scrape Leads',
      description: 'Finds businesses of one type in one place on Google Maps, with their contact details.',
      cost: 'Each lead costs 0.015 credits. Verifying the addresses of leads costs 0.005 credits more for each address. A job that fails or is cancelled is charged for the leads found until then.',
      nouns: { job: 'scrape job', row: 'lead', rows: 'leads' },
      input: scrapeInput,
      encode: encodeScrape,
      create: 'POST /api/v1/scrape/jobs',
      state: { from: 'status', route: 'GET /api/v1/scrape/jobs/{jobId}' },
      job: scrapeJobColumns,
      rows: {
        from: 'route',
        route: 'GET /api/v1/scrape/jobs/{jobId}/results',
        rows: ['results'],
        formats,
        schema: leadColumns,
      },
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
      list: { ...list, route: 'GET /api/v1/scrape/jobs' },
    },
    verify: {
      kind: 'job',
      title: 'Verify Email Addresses',
      description: 'Verifies a list of email addresses, so that you know which of them accept mail.',
      cost: 'Each address costs 0.005 credits. Addresses with the status unknown cost nothing. A job that fails or is cancelled is charged for the addresses verified until then.',
      nouns: { job: 'verification job', row: 'address', rows: 'addresses' },
      input: verifyInput,
      create: 'POST /api/v1/verify/jobs',
      state: { from: 'status', route: 'GET /api/v1/verify/jobs/{jobId}' },
      job: verifyJobColumns,
      rows: {
        from: 'route',
        route: 'GET /api/v1/verify/jobs/{jobId}/results',
        rows: ['results'],
        formats,
        schema: verdictColumns,
        verdicts,
      },
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
      list: { ...list, route: 'GET /api/v1/verify/jobs' },
    },
    verifyEmail: {
      kind: 'call',
      title: 'Verify One Email Address',
      description: 'Verifies one email address and answers at once.',
      cost: 'The check costs 0.005 credits. It costs nothing if the status is unknown.',
      input: verifyEmailInput,
      route: 'POST /api/v1/verify/email',
      rows: { schema: verifiedEmailColumns, verdicts },
      price: { perItem: () => VERIFICATION, perItemAtMost: () => VERIFICATION, quantity: () => 1 },
    },
  },
});

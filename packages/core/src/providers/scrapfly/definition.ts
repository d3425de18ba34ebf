import { z } from 'zod/v4';
import { toThousandths } from '../../credits.ts';
import type { Row } from '../../job.ts';
import type { JobReading, LinkedContent } from '../../operation.ts';
import { type AccountReading, defineProvider } from '../../provider.ts';
import { jobColumns, pageColumns, scrapeColumns } from './columns.ts';
import { scrapeInput, scrapeNowInput } from './input.ts';
import { scrapflyWebhook } from './webhook.ts';

// A text that cannot be read is absent, because the outcome of a paid job matters more.
const optionalText = z.string().nullish().catch(undefined);
const result = z.looseObject({
  success: z.boolean().nullish().catch(undefined),
  error: z.looseObject({ code: optionalText, message: optionalText }).nullish().catch(undefined),
  reason: optionalText,
});

// The answer to a create has a job and no result; the webhook has both. The answer to a create has the id of the job
// even when another field cannot be read.
const jobBody = z.looseObject({
  job_uuid: optionalText,
  context: z
    .looseObject({ job: z.looseObject({ uuid: optionalText }).nullish().catch(undefined) })
    .nullish()
    .catch(undefined),
  result: result.nullish().catch(undefined),
});

function parseJob(body: unknown): JobReading {
  const { context, job_uuid, result: outcome } = jobBody.parse(body);
  const id = context?.job?.uuid ?? job_uuid;
  const known = { id: id ?? undefined };
  if (outcome == null) return { ...known, status: 'queued' };
  if (outcome.success !== false) return { ...known, status: 'completed' };
  // A delivered response can report 2xx although the page could not be scraped (F20).
  const reason = outcome.error?.message ?? outcome.error?.code ?? outcome.reason;
  return { ...known, status: 'failed', error: reason ?? undefined };
}

const refusalBody = z.looseObject({
  code: z.string().optional(),
  message: z.string().optional(),
  reason: z.string().optional(),
  retryable: z.boolean().optional(),
});
const failedScrape = z.looseObject({ result: z.looseObject({ error: refusalBody }) });

/** Parses a refusal: a failed scrape has its error in `result.error`, any other answer at the top level (F20). */
function parseRefusal(body: unknown) {
  const scrape = failedScrape.safeParse(body);
  const { data } = scrape.success ? { data: scrape.data.result.error } : refusalBody.safeParse(body);
  return {
    code: data?.code,
    message: data?.message ?? data?.reason,
    // The flag counts and not the status: ERR::WEBHOOK::MAX_RETRY has status 429 but is final (F24).
    retryable: data?.retryable,
  };
}

const accountBody = z.looseObject({
  account: z.looseObject({ account_id: z.string().optional().catch(undefined) }),
  subscription: z
    .looseObject({
      usage: z.looseObject({
        scrape: z.looseObject({ remaining: z.number().transform(toThousandths) }),
      }),
    })
    .optional()
    .catch(undefined),
});

/** Parses the account (<https://scrapfly.io/docs/account>). Its balance is what remains of the plan's API credits. */
function parseAccount(body: unknown): AccountReading {
  const { account, subscription } = accountBody.parse(body);
  return { id: account.account_id, balance: subscription?.usage.scrape.remaining };
}

const logBody = z.looseObject({ result: z.looseObject({ log_url: z.url({ protocol: /^https$/ }) }) });

const encode = (input: Readonly<Record<string, string | boolean | undefined>>) => ({
  query: Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as const],
    ),
  ),
});

const linkedFormats = new Set(['clob', 'blob']);

/** Large content of a page, which arrives as a link (F21). */
const pageContent: LinkedContent = {
  urlOf: ({ format, content }) =>
    linkedFormats.has(String(format)) && typeof content === 'string' ? content : undefined,
  replace: (row, content) => ({ ...row, content }),
};

const toRow = (value: unknown): Row => (typeof value === 'object' && value !== null ? (value as Row) : {});

/** Converts an empty list to an empty map, because empty maps arrive as lists (F22). */
const toMap = (value: unknown): unknown => (Array.isArray(value) && value.length === 0 ? {} : value);

function normalize(row: Row): Row {
  const maps = ['request_headers', 'response_headers'].filter((name) => name in row);
  return { ...row, ...Object.fromEntries(maps.map((name) => [name, toMap(row[name])])) };
}

const SCRAPE_COST = 'Each scrape uses API credits of your Scrapfly plan.';

/**
 * The definition of Scrapfly. The webhook contains the result and there is no status route, so a client needs the inbox
 * that its receiver fills. The page below is an old edition. The signature and the form of responses and errors are
 * taken from the provider's SDKs and from captured deliveries. Large content arrives as a link to the provider's hosts.
 * @see https://scrapfly.io/docs/scrape-api/webhook
 */
export const scrapfly = defineProvider({
  id: scrapflyWebhook.id,
  name: 'Scrapfly',
  documentation: 'https://scrapfly.io/docs/scrape-api/webhook',
  baseUrl: 'https://api.scrapfly.io',
  authentication: { in: 'query', name: 'key', domains: ['scrapfly.io'] },
  credentials: {
    apiKey: {
      help: 'From the Scrapfly dashboard. A key belongs to one project and one environment.',
      page: 'https://scrapfly.io/dashboard',
      prefix: 'scp-live-',
    },
    webhookSecret: {
      help: 'From the settings of the webhook in the Scrapfly dashboard. Each webhook has its own secret.',
      page: 'https://scrapfly.io/dashboard/webhook',
    },
  },
  dashboard: 'https://scrapfly.io/dashboard',
  account: { route: 'GET /account', parse: parseAccount, tells: ['id', 'balance'] },
  // The wait only looks into the inbox, so polling sends no request.
  cadence: [{ every: 30 }],
  parseRefusal,
  retryableCodes: [],
  notReadyCodes: [],
  webhook: {
    ...scrapflyWebhook.webhook,
    registration: { kind: 'named', field: 'webhook_name' },
    secret: 'own',
  },
  operations: {
    scrape: {
      kind: 'job',
      title: 'Scrape a Page by Webhook',
      description: 'Queues the scrape of one page, and a webhook brings the result.',
      cost: `${SCRAPE_COST} The webhook itself costs nothing.`,
      nouns: { job: 'scrape', row: 'page', rows: 'pages' },
      input: scrapeInput,
      encode,
      create: 'GET /scrape',
      job: jobColumns,
      state: { from: 'webhook' },
      rows: {
        from: 'job',
        parse: (raw) => [(raw as { readonly result: Row }).result],
        schema: pageColumns,
      },
      linkOf: ({ raw }) => logBody.safeParse(raw).data?.result.log_url,
      parseJob,
      normalize,
      linkedContent: pageContent,
    },
    scrapeNow: {
      kind: 'call',
      title: 'Scrape a Page',
      description: 'Scrapes one page and answers with its content.',
      cost: SCRAPE_COST,
      input: scrapeNowInput,
      encode,
      route: 'GET /scrape',
      rows: { schema: scrapeColumns },
      linkedContent: {
        urlOf: ({ result: page }) => pageContent.urlOf(toRow(page)),
        replace: (answer, content) => ({
          ...answer,
          result: pageContent.replace(toRow(answer.result), content),
        }),
      },
    },
  },
});

import { z } from 'zod/v4';
import { defineProvider, type JobReading } from '../provider.ts';
import type { Row } from '../results/row.ts';
import type { EventReading, UnsignedHeader } from '../webhooks/event.ts';

const problem = z.looseObject({ code: z.string().nullish(), message: z.string().nullish() });
const result = z.looseObject({
  success: z.boolean().nullish(),
  error: problem.nullish(),
  reason: z.string().nullish(),
});

// The same body comes as the answer to a create (a job, no result) and in the webhook (both).
const scrapeBody = z.looseObject({
  uuid: z.string().nullish(),
  job_uuid: z.string().nullish(),
  context: z.looseObject({ job: z.looseObject({ uuid: z.string().nullish() }).nullish() }).nullish(),
  result: result.nullish(),
});

function readJob(body: unknown): JobReading {
  const { context, job_uuid, result: outcome } = scrapeBody.parse(body);
  const id = context?.job?.uuid ?? job_uuid;
  const known = id == null ? {} : { id };
  if (outcome == null) return { ...known, status: 'queued' };
  if (outcome.success !== false) return { ...known, status: 'completed' };
  // A delivered response with 2xx can still say that the page was not had (F20).
  const reason = outcome.error?.message ?? outcome.error?.code ?? outcome.reason;
  return { ...known, status: 'failed', ...(reason == null ? {} : { error: reason }) };
}

const crawlBody = z.object({
  event: z.string(),
  payload: z.object({ crawler_uuid: z.string(), url: z.string().nullish() }),
});

/** Resources whose job can only be told by a header; the others are never dispatched (F14, F16). */
const BY_HEADER = new Set(['extraction', 'scrape', 'crawl', 'crawler']);

/** Everything that decides comes from the signed body; a header only names a job that it cannot (F13, F14). */
function readEvent(body: unknown, header: UnsignedHeader): EventReading {
  if (typeof body === 'object' && body !== null && 'event' in body) {
    const crawl = crawlBody.safeParse(body);
    if (crawl.success) return crawlEvent(crawl.data);
  }
  const { uuid, context } = scrapeBody.parse(body);
  const { id, status } = readJob(body);
  const key = id ?? uuid;
  if (context?.job != null && key != null) {
    return { type: 'scrape', jobId: key, operation: 'scrape', status, identity: [key] };
  }
  const unsignedJobId = header('x-scrapfly-webhook-job-id');
  const named =
    unsignedJobId !== undefined && BY_HEADER.has(header('x-scrapfly-webhook-resource-type') ?? '');
  return { identity: key == null ? [] : [key], ...(named ? { unsignedJobId } : {}) };
}

function crawlEvent({ event, payload }: z.infer<typeof crawlBody>): EventReading {
  const { crawler_uuid: jobId, url } = payload;
  return { type: event, jobId, identity: [jobId, event, url ?? ''] };
}

/** A screenshot is raw image bytes whatever its Content-Type says (F15). */
function readFile(header: UnsignedHeader): EventReading | undefined {
  if (header('x-scrapfly-webhook-resource-type') !== 'screenshot') return undefined;
  const unsignedJobId = header('x-scrapfly-webhook-job-id');
  return { type: 'screenshot', identity: [], ...(unsignedJobId === undefined ? {} : { unsignedJobId }) };
}

const refusalBody = z.looseObject({
  code: z.string().optional(),
  message: z.string().optional(),
  reason: z.string().optional(),
  retryable: z.boolean().optional(),
});
const failedScrape = z.looseObject({ result: z.looseObject({ error: refusalBody }) });

/** An answer that holds no scrape says at its top what went wrong, a scrape that failed in `result.error` (F20). */
function readRefusal(body: unknown) {
  const scrape = failedScrape.safeParse(body);
  const { data } = scrape.success ? { data: scrape.data.result.error } : refusalBody.safeParse(body);
  const message = data?.message ?? data?.reason;
  return {
    ...(data?.code === undefined ? {} : { code: data.code }),
    ...(message === undefined ? {} : { message }),
    // The flag decides, not the status: ERR::WEBHOOK::MAX_RETRY is a 429 for good (F24).
    ...(data?.retryable === undefined ? {} : { retryable: data.retryable }),
  };
}

const scrapeInput = z.object({
  url: z.url({ protocol: /^https?$/ }),
  country: z.string().optional(),
  format: z.enum(['raw', 'text', 'markdown', 'clean_html', 'json']).optional(),
  render_js: z.boolean().optional(),
  asp: z.boolean().optional(),
  cache: z.boolean().optional(),
});

const encode = (input: Readonly<Record<string, string | boolean | undefined>>) => ({
  query: Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as const],
    ),
  ),
});

const LINKED = new Set(['clob', 'blob']);

/** Empty maps come as lists (F22). */
const asMap = (value: unknown): unknown => (Array.isArray(value) && value.length === 0 ? {} : value);

function normalize(row: Row): Row {
  const maps = ['request_headers', 'response_headers'].filter((name) => name in row);
  return { ...row, ...Object.fromEntries(maps.map((name) => [name, asMap(row[name])])) };
}

/**
 * The result comes in the webhook and there is no status route, so a client needs the inbox that its receiver fills.
 * The provider's page is an old edition: that deliveries are signed, what is signed, the shape of the response and of
 * errors are read from its SDKs and from captured deliveries. Content over a limit comes as a link to its own hosts.
 * @see https://scrapfly.io/docs/scrape-api/webhook
 */
export const scrapfly = defineProvider({
  id: 'scrapfly',
  name: 'Scrapfly',
  documentation: 'https://scrapfly.io/docs/scrape-api/webhook',
  baseUrl: 'https://api.scrapfly.io',
  authentication: { in: 'query', name: 'key', domains: ['scrapfly.io'] },
  // Of the inbox: no request is made.
  cadence: [{ every: 30 }],
  readRefusal,
  retryableCodes: [],
  slotCodes: [],
  notReadyCodes: [],
  webhook: {
    registration: { kind: 'named', field: 'webhook_name' },
    scheme: {
      kind: 'body-hmac',
      signatureHeaders: [
        { name: 'X-Scrapfly-Webhook-Signature', letters: 'upper' },
        { name: 'X-Scrapfly-Webhook-Signature-Lowercase', letters: 'lower' },
      ],
      timestampHeader: 'X-Scrapfly-Webhook-Timestamp',
      secretHeader: 'X-Scrapfly-Webhook-Secret',
    },
    retries: [30, 60, 300, 1800, 3600, 86_400],
    readEvent,
    readFile,
    ping: { header: 'X-Scrapfly-Webhook-Resource-Type', value: 'ping' },
    secretFields: [['context', 'webhook', 'secret']],
    bringsOutcome: true,
    maxBodyBytes: 32 * 1024 * 1024,
  },
  operations: {
    scrape: {
      kind: 'job',
      title: 'Scrape a page',
      input: scrapeInput.extend({
        webhook_name: z.string().min(1, 'The name of a webhook set up in the dashboard'),
      }),
      encode,
      create: 'GET /scrape',
      state: { from: 'webhook' },
      rows: { from: 'job', read: (raw) => [(raw as { readonly result: Row }).result] },
      readJob,
      normalize,
      linkedContent: {
        urlOf: ({ format, content }) =>
          LINKED.has(String(format)) && typeof content === 'string' ? content : undefined,
        replace: (row, content) => ({ ...row, content }),
      },
    },
    scrapeNow: {
      kind: 'call',
      title: 'Scrape a page and wait for it',
      input: scrapeInput,
      encode,
      route: 'GET /scrape',
    },
  },
});

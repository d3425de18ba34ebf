import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Webhook } from 'svix';
import type { Item } from './code-step.ts';
import type { Routes } from './provider-api.ts';

export interface Signing {
  readonly secret: string;
  /** Unix seconds. */
  readonly at: number;
}

/** One file of examples/zapier, with what its provider documents. */
export interface CatchHookStep {
  readonly file: string;
  readonly host: string;
  /** The header with the API key, and its value for the key `the-api-key`. */
  readonly authentication: readonly [string, string];
  readonly jobId: string;
  /** The body of the provider's documentation that reports the end of the job. */
  readonly body: string;
  /** The documented body with another id of the job, and with a foreign URL and host in it. */
  readonly bodyWith: (facts: { readonly jobId: unknown; readonly url: string }) => string;
  /** The paths that are requested for a completed job, in their order. */
  readonly paths: readonly string[];
  /** The answers of the API when the job is in this state. */
  readonly routes: {
    readonly completed: (rows: readonly Item[]) => Routes;
    readonly running: Routes;
    readonly failed: Routes;
  };
  readonly failure: string;
  readonly rows: readonly Item[];
}

/** A file whose provider signs its deliveries. */
export interface SignedStep extends CatchHookStep {
  readonly secret: string;
  readonly anotherSecret: string;
  /** Seconds, or undefined when the provider does not sign a time. */
  readonly maxAge: number | undefined;
  /** Returns the Input Data that Zapier fills with the headers of the delivery. */
  readonly sign: (body: string, signing: Signing) => Readonly<Record<string, string>>;
  /** Returns the signature that someone with this secret would make for any text in place of the timestamp. */
  readonly signatureOf: (
    body: string,
    signing: { readonly secret: string; readonly timestamp: string },
  ) => string;
}

const read = (path: string): string => readFileSync(new URL(`../fixtures/${path}`, import.meta.url), 'utf8');
const hmac = (secret: string, text: string): string =>
  createHmac('sha256', secret).update(text).digest('hex');
const alter = (text: string, change: (body: Record<string, unknown>) => object): string =>
  JSON.stringify(change(JSON.parse(text) as Record<string, unknown>));

const scrapekitBody = read('scrapekit/webhook-scrape-completed.json');
const scrapekitRoute = '/api/v1/scrape/jobs/sk_job_4f7a9b1c';
const leads = (JSON.parse(read('scrapekit/results.json')) as { results: Item[] }).results;

const scrapekit: SignedStep = {
  file: 'scrapekit',
  host: 'https://scrapekit.ai',
  authentication: ['authorization', 'Bearer the-api-key'],
  jobId: 'sk_job_4f7a9b1c',
  body: scrapekitBody,
  bodyWith: ({ jobId, url }) =>
    alter(scrapekitBody, ({ data, ...rest }) => ({
      ...rest,
      data: { ...(data as object), job_id: jobId, results_url: url },
      results_url: url,
    })),
  paths: [scrapekitRoute, `${scrapekitRoute}/results`],
  routes: {
    completed: (results) => ({
      [scrapekitRoute]: { json: { job_id: 'sk_job_4f7a9b1c', status: 'completed', error: null } },
      [`${scrapekitRoute}/results`]: {
        json: { job_id: 'sk_job_4f7a9b1c', status: 'completed', results_count: results.length, results },
      },
    }),
    running: { [scrapekitRoute]: { json: JSON.parse(read('scrapekit/status.json')) as unknown } },
    failed: {
      [scrapekitRoute]: {
        json: { job_id: 'sk_job_4f7a9b1c', status: 'failed', error: 'No businesses found for this query.' },
      },
    },
  },
  failure: 'No businesses found for this query.',
  rows: leads,
  secret: 'whsec_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG',
  anotherSecret: 'whsec_GFEDCBA0123456789abcdefghijklmnopqrstuvwxyz',
  maxAge: 24 * 60 * 60,
  sign: (body, { secret, at }) => ({ timestamp: String(at), signature: hmac(secret, `${at}.${body}`) }),
  signatureOf: (body, { secret, timestamp }) => hmac(secret, `${timestamp}.${body}`),
};

const scruppBody = read('scrupp/webhook-completed.json');

const scrupp: SignedStep = {
  file: 'scrupp',
  host: 'https://api.scrupp.com',
  authentication: ['authorization', 'Bearer the-api-key'],
  jobId: '6666',
  body: scruppBody,
  bodyWith: ({ jobId, url }) =>
    alter(scruppBody, (event) => ({ ...event, process_id: jobId, result_url: url, meta: { endpoint: url } })),
  paths: ['/api/v1/task/6666/status', '/api/v1/task/6666/data'],
  routes: {
    completed: (items) => ({
      '/api/v1/task/6666/status': { json: { process_id: 6666, status: 'completed' } },
      '/api/v1/task/6666/data': { json: { total: items.length, items } },
    }),
    running: { '/api/v1/task/6666/status': { json: { process_id: 6666, status: 'running' } } },
    failed: {
      '/api/v1/task/6666/status': { json: { process_id: 6666, status: 'failed', error: 'Blocked' } },
    },
  },
  failure: 'Blocked',
  rows: [{ company_name: 'IBM' }, { company_name: 'Microsoft' }],
  secret: 'sk_live_the_first_key',
  anotherSecret: 'sk_live_the_second_key',
  maxAge: 4 * 24 * 60 * 60,
  sign: (body, { secret, at }) => ({
    timestamp: String(at),
    signature: `sha256=${hmac(secret, `${at}.${body}`)}`,
  }),
  signatureOf: (body, { secret, timestamp }) => `sha256=${hmac(secret, `${timestamp}.${body}`)}`,
};

const MESSAGE_ID = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const scrapenestBody = read('scrapenest/webhook-completed.json');

const scrapenest: SignedStep = {
  file: 'scrapenest',
  host: 'https://api.scrapenest.com',
  authentication: ['x-api-key', 'the-api-key'],
  jobId: 'job_01',
  body: scrapenestBody,
  bodyWith: ({ jobId, url }) =>
    alter(scrapenestBody, ({ data, ...rest }) => ({
      ...rest,
      schema_ref: url,
      data: { ...(data as object), job_id: jobId, url, artifacts_url: url },
    })),
  paths: ['/api/v1/jobs/job_01', '/api/v1/jobs/job_01/artifacts'],
  routes: {
    completed: (artifacts) => ({
      '/api/v1/jobs/job_01': { json: { id: 'job_01', status: 'succeeded' } },
      '/api/v1/jobs/job_01/artifacts': { json: { artifacts } },
    }),
    running: { '/api/v1/jobs/job_01': { json: { id: 'job_01', status: 'running' } } },
    failed: {
      '/api/v1/jobs/job_01': { json: { id: 'job_01', status: 'failed', failure_reason: 'Refused.' } },
    },
  },
  failure: 'Refused.',
  rows: [
    { id: 'art_1', name: 'page.html' },
    { id: 'art_2', name: 'page.png' },
  ],
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  anotherSecret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD',
  maxAge: 4 * 24 * 60 * 60,
  // The official package signs, so the signature comes from other code.
  sign: (body, { secret, at }) => ({
    message_id: MESSAGE_ID,
    timestamp: String(at),
    signature: new Webhook(secret).sign(MESSAGE_ID, new Date(at * 1_000), body),
  }),
  signatureOf: (body, { secret, timestamp }) => {
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    return `v1,${createHmac('sha256', key).update(`${MESSAGE_ID}.${timestamp}.${body}`).digest('base64')}`;
  },
};

const scrapflyBody = read('scrapfly/webhook-scrape.json');
const scrapflyResult = (JSON.parse(scrapflyBody) as { result: Record<string, unknown> }).result;

/** The delivery has the result, so the states of the job are bodies and not answers of an API. */
export const scrapflyBodies = {
  failed: alter(scrapflyBody, (body) => ({
    ...body,
    result: { ...scrapflyResult, success: false, error: { code: 'ERR::ASP::SHIELD', message: 'Blocked.' } },
  })),
  queued: alter(scrapflyBody, ({ result: _, ...rest }) => rest),
  linked: alter(scrapflyBody, (body) => ({
    ...body,
    result: { ...scrapflyResult, format: 'clob', content: 'https://api.scrapfly.io/scrape/large/1' },
  })),
};

export const scrapfly: SignedStep = {
  file: 'scrapfly',
  host: 'https://api.scrapfly.io',
  authentication: ['authorization', ''],
  jobId: '6b2b9a1e-4f0b-4df5-9a0c-2f2f0f5d8c11',
  body: scrapflyBody,
  bodyWith: ({ jobId, url }) =>
    alter(scrapflyBody, (body) => ({
      ...body,
      context: { job: { uuid: jobId }, url },
      result: { ...scrapflyResult, format: 'clob', content: url, log_url: url },
    })),
  paths: [],
  routes: { completed: () => ({}), running: {}, failed: {} },
  failure: 'Blocked.',
  rows: [
    {
      url: 'https://httpbin.org/anything',
      status_code: 200,
      content_type: 'application/json',
      format: 'text',
      content: '{}',
      note: '',
    },
  ],
  secret: '1a8c1001-5bc9-4b23-a830-31ac864cd18c',
  anotherSecret: '2a8c1001-5bc9-4b23-a830-31ac864cd18c',
  maxAge: undefined,
  sign: (body, { secret }) => ({ signature: hmac(secret, body).toUpperCase() }),
  signatureOf: (body, { secret }) => hmac(secret, body),
};

const matchkraftBody = read('matchkraft/webhook.json');
const matchkraftPath = '/api/v2/email-validation/results/20f70187-b941-4bb0-b10f-599b025fc425';

export const matchkraft: CatchHookStep = {
  file: 'matchkraft',
  host: 'https://app.matchkraft.com',
  authentication: ['apikey', 'the-api-key'],
  jobId: '20f70187-b941-4bb0-b10f-599b025fc425',
  body: matchkraftBody,
  bodyWith: ({ jobId, url }) =>
    alter(matchkraftBody, (event) => ({ ...event, jobId, result_url: url, resultUrl: url, host: url })),
  paths: [matchkraftPath],
  routes: {
    completed: (results) => ({ [matchkraftPath]: { json: { status: 'COMPLETED', results } } }),
    running: { [matchkraftPath]: { json: { status: 'PENDING' } } },
    failed: { [matchkraftPath]: { json: { status: 'FAILED', error: 'No such mailbox.' } } },
  },
  failure: 'No such mailbox.',
  rows: [
    { email: 'john@gmail.com', status: 'safe' },
    { email: 'test@domain.com', status: 'invalid' },
  ],
};

export const signedSteps = [scrapekit, scrupp, scrapenest, scrapfly] as const;
/** The files that read the job and its results from the provider's API. */
export const readingSteps = [scrapekit, scrupp, scrapenest, matchkraft] as const;
export const allSteps = [...signedSteps, matchkraft] as const;

/** The time of the tests in Unix seconds. */
export const NOW = 1_776_768_062;

/** Returns the Input Data of a step that follows a genuine delivery of this body. */
export function inputDataFor(
  step: CatchHookStep | SignedStep,
  body = step.body,
): Readonly<Record<string, string>> {
  const settings = { raw_body: body, api_key: 'the-api-key' };
  if (!('sign' in step)) return settings;
  return { ...settings, webhook_secret: step.secret, ...step.sign(body, { secret: step.secret, at: NOW }) };
}

import { createHmac } from 'node:crypto';
import { FakeClock } from '@scrapekit/core/testing';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import scrapekitApp from '../../brands/scrapekit/index.ts';
import { failure, type Run, stepRunner, webhookSecret } from '../run-step.ts';
import { jobId, jobRoute, lead, resultsRoute, scrapeJob, scrapeResults } from '../scrape-answers.ts';
import { type Answer, refused, scriptedApi } from '../scripted-api.ts';

const step = 'creates.create_scrape_job_and_wait.operation';
const { sample } = scrapekitApp.creates.create_scrape_job_and_wait!.operation;
const createRoute = 'POST /api/v1/scrape/jobs';
const inputData = { query: 'dentists', location: 'Austin, Texas', max_leads: 5 };
const callbackUrl = 'https://hooks.zapier.example/callback/1';
const done = { [jobRoute]: scrapeJob(), [resultsRoute]: scrapeResults([lead]) };
const queued = scrapeJob({ status: 'queued', progress: null, credits_used: 0 });
const created = { ...queued, status: 202 };
// A pause longer than the step keeps the client from trying again.
const later = { 'retry-after': '600' };

const log = vi.spyOn(console, 'log');
beforeEach(() => void log.mockReset().mockReturnValue());

const bodies = (requests: readonly { readonly method: string; readonly body: string }[]) =>
  requests
    .filter(({ method }) => method === 'POST')
    .map(({ body }) => JSON.parse(body) as Record<string, unknown>);

describe('in a live Zap', () => {
  test('C074: sends the callback URL with the job and pauses', async () => {
    const api = await scriptedApi({ [createRoute]: created });
    const { app } = stepRunner();

    const outcome = await app.execute(
      `${step}.perform`,
      { authData: { api_key: 'sk_live_1', base_url: api.url }, inputData },
      { callback_url: callbackUrl },
    );

    expect(outcome.status).toBe('CALLBACK');
    expect(outcome.results).toMatchObject({ id: jobId, status: 'queued' });
    expect(bodies(api.requests)).toEqual([
      { ...inputData, webhook_url: callbackUrl, client_request_id: expect.any(String) },
    ]);
  });

  test('C189: a run that finds the job of an earlier one does not pause, because no callback would come', async () => {
    const clock = new FakeClock();
    const { app } = stepRunner({ clock });
    const api = await scriptedApi({ ...done, [createRoute]: { hangUp: true } });
    const run = (url: string) =>
      app.execute(
        `${step}.perform`,
        { authData: { api_key: 'sk_live_1', base_url: url }, inputData },
        { callback_url: callbackUrl },
      );
    expect(await failure(run(api.url))).toMatchObject({ name: 'HaltedError' });
    const requestId = bodies(api.requests)[0]?.client_request_id;

    await clock.sleep(60_000);
    const listed = { ...(scrapeJob().json as object), client_request_id: requestId };
    const createdAfter = encodeURIComponent(new Date(clock.now() - 12 * 3_600_000).toISOString());
    const query = `limit=100&created_after=${createdAfter}&client_request_id=${String(requestId)}`;
    const found = await scriptedApi({
      ...done,
      [`GET /api/v1/scrape/jobs?${query}`]: { json: { jobs: [listed], next_cursor: null } },
    });
    const outcome = await run(found.url);

    expect(outcome.status).not.toBe('CALLBACK');
    expect(outcome.results).toMatchObject({ id: jobId, status: 'completed', results_count: 1 });
    expect(bodies(found.requests)).toEqual([]);
  });
});

describe('after a callback', () => {
  const body = JSON.stringify({
    event: 'scrape.job.completed',
    data: { job_id: jobId, status: 'completed', query: 'café' },
  });
  const now = new Date('2026-04-21T10:05:00Z');
  const timestamp = String(now.getTime() / 1000);
  const signature = createHmac('sha256', webhookSecret).update(`${timestamp}.${body}`).digest('hex');
  const genuine = { 'Http-X-Scrapekit-Signature': signature, 'Http-X-Scrapekit-Timestamp': timestamp };

  interface Callback {
    readonly headers?: object;
    readonly content?: string;
    readonly secret?: string;
    readonly lateMs?: number;
  }

  async function resume(url: string, callback: Callback = {}): Promise<Record<string, unknown>> {
    const { headers = genuine, content = body, secret = webhookSecret, lateMs = 0 } = callback;
    const run: Run = {
      url,
      inputData,
      authData: { webhook_secret: secret },
      bundle: {
        outputData: { id: jobId, status: 'queued' },
        rawRequest: { method: 'POST', content, headers },
        cleanedRequest: {},
      },
    };
    const clock = new FakeClock(now.getTime() + lateMs);
    return (await stepRunner({ clock }).run(`${step}.performResume`, run)) as Record<string, unknown>;
  }

  test('C186: fetches the job and its leads with the key', async () => {
    const api = await scriptedApi(done);

    const output = await resume(api.url);

    expect(output).toMatchObject({ id: jobId, status: 'completed', results_count: 1, note: null });
    expect(Object.keys(output).toSorted()).toEqual(Object.keys(sample ?? {}).toSorted());
    expect(log.mock.lastCall).toEqual([expect.stringContaining('genuine')]);
    expect(api.requests.map(({ path }) => path)).toEqual([
      `/api/v1/scrape/jobs/${jobId}`,
      `/api/v1/scrape/jobs/${jobId}/results`,
    ]);
  });

  test.each<readonly [string, Callback, string]>([
    ['headers in capitals', { headers: upper(genuine) }, 'genuine'],
    ['headers as ScrapeKit sends them', { headers: withoutPrefix(genuine) }, 'genuine'],
    ['blanks around the secret', { secret: ` ${webhookSecret}\n` }, 'genuine'],
    ['a changed body', { content: body.replace('completed', 'failed') }, 'signature_mismatch'],
    ['a delay of an hour', { lateMs: 3_600_000 }, 'stale_timestamp'],
    ['two signatures', { headers: { ...genuine, 'X-ScrapeKit-Signature': signature } }, 'duplicate_header'],
    ['no secret', { secret: '' }, 'no_secret'],
    ['no headers', { headers: {} }, 'missing_header'],
    ['no JSON', { content: 'hello' }, 'signature_mismatch'],
  ])(
    'C170, A27: a callback with %s is judged in the log, and the results come from the API',
    async (_, callback, judged) => {
      const api = await scriptedApi(done);

      await expect(resume(api.url, callback)).resolves.toMatchObject({ results_count: 1 });
      expect(String(log.mock.lastCall?.[0]).trim()).toBe(`Callback for job ${jobId}: ${judged}`);
    },
  );

  test('C187: reads the results again that were not ready for a moment', async () => {
    const notYet = refused(409, 'job_not_ready');
    const api = await scriptedApi({ ...done, [resultsRoute]: [notYet, scrapeResults([lead])] });

    await expect(resume(api.url)).resolves.toMatchObject({ status: 'completed', results_count: 1 });
  });

  test('C186, C191: uses neither the job nor the status nor the URL of the callback', async () => {
    const failed = scrapeJob({ status: 'failed', error: 'The area could not be resolved.' });
    const api = await scriptedApi({ [jobRoute]: failed });
    const elsewhere = await scriptedApi({});
    const content = JSON.stringify({
      event: 'scrape.job.completed',
      data: { job_id: 'sk_job_other', status: 'completed', results_url: `${elsewhere.url}/leads` },
    });

    const output = await resume(api.url, { content });

    expect(output).toMatchObject({ id: jobId, status: 'failed', error: 'The area could not be resolved.' });
    expect(elsewhere.requests).toEqual([]);
    expect(api.requests.map(({ path }) => path)).toEqual([`/api/v1/scrape/jobs/${jobId}`]);
  });

  test.each<readonly [string, Record<string, Answer>, string]>([
    ['still runs', { [jobRoute]: scrapeJob({ status: 'running' }) }, 'get its results in a separate step'],
    ['was cancelled', { [jobRoute]: scrapeJob({ status: 'cancelled' }) }, 'cancelled'],
    ['answers 503', { [jobRoute]: refused(503, 'internal_error', later) }, 'It is internal_error.'],
    ['answers 401', { [jobRoute]: refused(401, 'invalid_api_key') }, 'It is invalid_api_key.'],
    ['answers with a page', { [jobRoute]: { text: '<html>' } }, 'could not be read'],
    ['breaks off', { [jobRoute]: { hangUp: true } }, 'could not be read'],
    [
      'has results that are not ready',
      { [jobRoute]: scrapeJob(), [resultsRoute]: refused(409, 'job_not_ready') },
      'The results could not be read',
    ],
    [
      'has results that break off',
      { [jobRoute]: scrapeJob(), [resultsRoute]: { text: '{"results":[{"name":' } },
      'The results could not be read',
    ],
  ])('A31: when the job %s, the step ends with the job and the reason', async (_, routes, reason) => {
    const api = await scriptedApi(routes);

    const output = await resume(api.url);

    expect(output).toMatchObject({ id: jobId, results: [], note: expect.stringContaining(reason) });
    expect(Object.keys(output).toSorted()).toEqual(Object.keys(sample ?? {}).toSorted());
  });
});

describe('tested in the editor', () => {
  const run = async (routes: Readonly<Record<string, Answer | Answer[]>>) => {
    const api = await scriptedApi({ [createRoute]: created, ...routes });
    const meta = { isLoadingSample: true };
    const output = await stepRunner({ clock: new FakeClock() }).run(`${step}.perform`, {
      url: api.url,
      inputData,
      meta,
    });
    return { output: output as Record<string, unknown>, api };
  };

  test('returns the leads of a quick job without a pause', async () => {
    const { output, api } = await run({
      [jobRoute]: [scrapeJob({ status: 'running' }), scrapeJob()],
      [resultsRoute]: scrapeResults([lead]),
    });

    expect(output).toMatchObject({ status: 'completed', results_count: 1 });
    expect(bodies(api.requests)).toEqual([{ ...inputData, client_request_id: expect.any(String) }]);
  });

  test.each<readonly [string, Record<string, Answer>]>([
    ['takes longer', { [jobRoute]: scrapeJob({ status: 'running' }) }],
    ['cannot be read: 503', { [jobRoute]: refused(503, 'internal_error', later) }],
    ['cannot be read: 429', { [jobRoute]: refused(429, 'rate_limited', later) }],
    ['cannot be read: 401', { [jobRoute]: refused(401, 'invalid_api_key') }],
    ['has unreadable results', { [jobRoute]: scrapeJob(), [resultsRoute]: { hangUp: true } }],
  ])('A31: returns the paid job with a note when it %s', async (_, routes) => {
    const { output } = await run(routes);

    expect(output).toMatchObject({ id: jobId, results: [], note: expect.any(String) });
    expect(Object.keys(output).toSorted()).toEqual(Object.keys(sample ?? {}).toSorted());
  });
});

function upper(headers: object): object {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value as string]),
  );
}

function withoutPrefix(headers: object): object {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.replace('Http-', ''), value as string]),
  );
}

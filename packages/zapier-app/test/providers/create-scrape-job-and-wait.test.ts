import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { executeStep } from '../execute-step.ts';
import { account, failure, webhookSecret } from '../run-step.ts';
import { jobId, jobRoute, lead, resultsRoute, scrapeJob, scrapeResults } from '../scrape-answers.ts';
import { scriptedApi } from '../scripted-api.ts';

const step = 'creates.create_scrape_job_and_wait.operation';
const createRoute = 'POST /api/v1/scrape/jobs';
const inputData = { query: 'dentists', location: 'Austin, Texas', max_leads: 5 };
const callbackUrl = 'https://hooks.zapier.example/callback/1';
const done = { [jobRoute]: scrapeJob(), [resultsRoute]: scrapeResults([lead]) };
const queued = scrapeJob({ status: 'queued', progress: null, credits_used: 0 });

const log = vi.spyOn(console, 'log');
beforeEach(() => void log.mockReset().mockReturnValue());

describe('in a live Zap', () => {
  test('sends the callback URL with the job and pauses', async () => {
    const api = await scriptedApi({ [createRoute]: { ...queued, status: 202 } });

    const outcome = await executeStep(
      `${step}.perform`,
      { authData: account(api.url), inputData },
      { callback_url: callbackUrl },
    );

    expect(outcome.status).toBe('CALLBACK');
    expect(outcome.results).toMatchObject({ id: jobId, status: 'queued' });
    expect(JSON.parse(api.requests[0]!.body)).toEqual({ ...inputData, webhook_url: callbackUrl });
  });
});

describe('after a callback', () => {
  const body = JSON.stringify({
    event: 'scrape.job.completed',
    data: { job_id: jobId, status: 'completed' },
  });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', webhookSecret).update(`${timestamp}.${body}`).digest('hex');
  const headers = { 'Http-X-Scrapekit-Signature': signature, 'Http-X-Scrapekit-Timestamp': timestamp };

  const resume = (url: string, rawRequest: object, secret = webhookSecret) =>
    executeStep(`${step}.performResume`, {
      authData: account(url, { webhook_secret: secret }),
      inputData,
      outputData: { id: jobId, status: 'queued' },
      rawRequest: { method: 'POST', content: body, headers, ...rawRequest },
      cleanedRequest: JSON.parse(body) as unknown,
    });

  test('C186: fetches the job and its leads with the key', async () => {
    const api = await scriptedApi(done);

    const { results } = await resume(api.url, {});

    expect(results).toMatchObject({ id: jobId, status: 'completed', results_count: 1 });
    expect(log.mock.lastCall).toEqual([expect.stringContaining('genuine')]);
    expect(api.requests.map(({ path }) => path)).toEqual([
      `/api/v1/scrape/jobs/${jobId}`,
      `/api/v1/scrape/jobs/${jobId}/results`,
    ]);
  });

  test('blanks around the secret do not make a genuine callback look forged', async () => {
    const api = await scriptedApi(done);

    await resume(api.url, {}, ` ${webhookSecret}\n`);

    expect(log.mock.lastCall).toEqual([expect.stringContaining('genuine')]);
  });

  test('C186, C191: uses neither the job nor the status nor the URL of the callback', async () => {
    const failed = scrapeJob({ status: 'failed', error: 'The area could not be resolved.' });
    const api = await scriptedApi({ [jobRoute]: failed });
    const elsewhere = await scriptedApi({});
    const content = JSON.stringify({
      event: 'scrape.job.completed',
      data: { job_id: 'sk_job_other', status: 'completed', results_url: `${elsewhere.url}/leads` },
    });

    const { name, message } = await failure(resume(api.url, { content }));

    expect(name).toBe('AppError');
    expect(message).toContain('The area could not be resolved.');
    expect(elsewhere.requests).toEqual([]);
    expect(api.requests.map(({ path }) => path)).toEqual([`/api/v1/scrape/jobs/${jobId}`]);
  });

  test.each([
    ['unsigned', { headers: {} }],
    ['no JSON', { content: 'hello' }],
    ['empty', { content: undefined, headers: undefined }],
  ])('A27: a callback that is %s also ends the wait with the results from the API', async (_, rawRequest) => {
    const api = await scriptedApi(done);

    await expect(resume(api.url, rawRequest)).resolves.toMatchObject({ results: { results_count: 1 } });
  });
});

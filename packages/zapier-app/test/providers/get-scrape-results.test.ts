import { describe, expect, test } from 'vitest';
import { perform } from '../../src/providers/scrapekit/get-scrape-results.ts';
import { resultsSample } from '../../src/providers/scrapekit/scrape-fields.ts';
import { account, failure, runStep, throttled } from '../run-step.ts';
import { jobId, jobRoute, lead, resultsRoute, scrapeJob, scrapeResults } from '../scrape-answers.ts';
import { refused, scriptedApi } from '../scripted-api.ts';

const read = (url: string, more: object = {}) =>
  runStep(perform, { authData: account(url), inputData: { job_id: jobId }, ...more });

describe('a completed job', () => {
  test('C103, C105, C106, C107, C108, C194: returns its leads in normal form, with the keys of the sample', async () => {
    const api = await scriptedApi({ [jobRoute]: scrapeJob(), [resultsRoute]: scrapeResults([lead]) });

    const output = await read(api.url);

    expect(Object.keys(output).sort()).toEqual(Object.keys(resultsSample).sort());
    expect(output).toMatchObject({
      id: jobId,
      status: 'completed',
      query: 'dentists',
      credits_used: 0.015,
      results_count: 1,
      results_included: 1,
      all_results_included: true,
      results: [{ ...lead, emails_found: ['hello@smileaustin.example', 'office@smileaustin.example'] }],
    });
  });

  test('C106, C194: returns null for unknown numbers', async () => {
    const bare = { ...lead, rating: '', reviews_count: '', emails_found: '' };
    const api = await scriptedApi({ [jobRoute]: scrapeJob(), [resultsRoute]: scrapeResults([bare]) });

    const output = await read(api.url);

    expect(output.results).toEqual([{ ...lead, rating: null, reviews_count: null, emails_found: [] }]);
  });

  test('offers the whole file to later steps', async () => {
    const api = await scriptedApi({ [jobRoute]: scrapeJob(), [resultsRoute]: scrapeResults([lead]) });

    const { results_file: file } = await read(api.url);

    expect(file).toMatch(/^hydrate\|\|\|.+\|\|\|hydrate$/);
    expect(file).toContain('"method":"hydrators.scrapeResultsFile"');
    expect(file).toContain(jobId);
  });

  test('C104: returns at most 500 leads and the number of all leads', async () => {
    const leads = Array.from({ length: 1200 }, (_, index) => ({ ...lead, place_id: `place-${index}` }));
    const job = scrapeJob({ progress: { scraped: 1200, verified: 0, target: 1200 }, credits_used: 18 });
    const api = await scriptedApi({ [jobRoute]: job, [resultsRoute]: scrapeResults(leads) });

    const output = await read(api.url);

    expect(output).toMatchObject({
      results_count: 1200,
      results_included: 500,
      all_results_included: false,
      credits_used: 18,
    });
    expect(output.results).toHaveLength(500);
  });

  test('stays below the 6 MB that Zapier accepts when the leads are long', async () => {
    const leads = Array.from({ length: 400 }, () => ({ ...lead, address: 'é'.repeat(15_000) }));
    const job = scrapeJob({ progress: { scraped: 400, verified: 0, target: 400 } });
    const api = await scriptedApi({ [jobRoute]: job, [resultsRoute]: scrapeResults(leads) });

    const output = await read(api.url);

    expect(Buffer.byteLength(JSON.stringify(output))).toBeLessThan(6_291_456);
    expect(output).toMatchObject({ all_results_included: false, results_count: 400 });
  });

  test('C111: returns an empty list when the job found no leads', async () => {
    const job = scrapeJob({ progress: { scraped: 0, verified: 0, target: 0 }, credits_used: 0 });
    const api = await scriptedApi({ [jobRoute]: job, [resultsRoute]: scrapeResults([]) });

    await expect(read(api.url)).resolves.toMatchObject({ results: [], results_count: 0, credits_used: 0 });
  });
});

describe('a job that still runs', () => {
  test.each(['queued', 'running'])(
    'C187: makes Zapier run the step again after a minute (%s)',
    async (status) => {
      const job = scrapeJob({ status, created_at: new Date().toISOString() });
      const api = await scriptedApi({ [jobRoute]: job });

      const error = await failure(read(api.url));

      expect(error.name).toBe('ThrottledError');
      expect(throttled(error).message).toContain(`Job ${jobId} is still ${status}.`);
      expect(throttled(error).delay).toBeGreaterThanOrEqual(60);
      expect(throttled(error).delay).toBeLessThanOrEqual(75);
      expect(api.requests).toHaveLength(1);
    },
  );

  test('A31: ends the step with an error when it is older than a day', async () => {
    const dayAgo = new Date(Date.now() - 24 * 3_600_000 - 1000).toISOString();
    const api = await scriptedApi({ [jobRoute]: scrapeJob({ status: 'running', created_at: dayAgo }) });

    const { name, message } = await failure(read(api.url));

    expect(name).toBe('AppError');
    expect(message).toContain('started over a day ago');
  });
});

describe('a job without results', () => {
  test('C095, A06: a failed job fails the step with the reason, without asking for results', async () => {
    const job = scrapeJob({ status: 'failed', error: 'The area could not be resolved.' });
    const api = await scriptedApi({ [jobRoute]: job });

    const { name, message } = await failure(read(api.url));

    expect(name).toBe('AppError');
    expect(message).toContain('The area could not be resolved.');
    expect(api.requests).toHaveLength(1);
  });

  test('C102: a cancelled job halts the run', async () => {
    const api = await scriptedApi({ [jobRoute]: scrapeJob({ status: 'cancelled' }) });

    const { name, message } = await failure(read(api.url));

    expect(name).toBe('HaltedError');
    expect(message).toContain('was cancelled');
  });

  test('C098: an unknown job halts the run', async () => {
    const api = await scriptedApi({ [jobRoute]: refused(404, 'job_not_found') });

    expect(await failure(read(api.url))).toMatchObject({ name: 'HaltedError' });
  });

  test('an empty job id halts the run with a message that says what to map', async () => {
    const api = await scriptedApi({});

    const { name, message } = await failure(read(api.url, { inputData: { job_id: ' ' } }));

    expect(name).toBe('HaltedError');
    expect(message).toContain('Map the job from an earlier step');
    expect(api.requests).toEqual([]);
  });
});

test('C099: a job id with a path in it is sent as one escaped part of the URL', async () => {
  const api = await scriptedApi({});

  await failure(read(api.url, { inputData: { job_id: '../../account?x=#' } }));

  expect(api.requests.map(({ path }) => path)).toEqual(['/api/v1/scrape/jobs/..%2F..%2Faccount%3Fx%3D%23']);
});

test('C003: a key that is no longer valid asks the user to reconnect the account', async () => {
  const api = await scriptedApi({ [jobRoute]: refused(401, 'invalid_api_key') });

  expect(await failure(read(api.url))).toMatchObject({ name: 'ExpiredAuthError' });
});

test('C192: the error for a failing server has its status, code and request id', async () => {
  // A Retry-After longer than the step keeps the client from trying again.
  const api = await scriptedApi({ [jobRoute]: refused(503, 'internal_error', { 'retry-after': '600' }) });

  const { name, message } = await failure(read(api.url));

  expect(name).toBe('AppError');
  expect(JSON.parse(message)).toMatchObject({ code: 'internal_error', status: 503 });
  expect(message).toContain('req_7f2a9c4e1b');
});

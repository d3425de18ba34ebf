import { providers } from '@scrapekit/core';
import { FakeClock } from '@scrapekit/core/testing';
import { describe, expect, test } from 'vitest';
import { resultsSample } from '../../src/providers/scrapekit/scrape-fields.ts';
import { scrapeResultsFile } from '../../src/providers/scrapekit.ts';
import { fetchJobResults } from '../../src/shared/job-results.ts';
import { startJobAndWait } from '../../src/shared/job-wait.ts';
import { account, failure, runStep } from '../run-step.ts';
import { jobId, jobRoute, lead, resultsRoute, scrapeJob, scrapeResults } from '../scrape-answers.ts';
import { scriptedApi } from '../scripted-api.ts';

const createRoute = 'POST /api/v1/scrape/jobs';
const running = scrapeJob({ status: 'running' });
const results = scrapeResults([lead]);
const editor = { meta: { isLoadingSample: true } };
const copiedKeys = ['query', 'location', 'created_at'];
const options = { operation: 'scrape', copiedKeys, createdAt: 'created_at', file: scrapeResultsFile };

describe('Get Scrape Job Results, tested in the editor', () => {
  const read = (url: string, clock: FakeClock) =>
    runStep(fetchJobResults(providers.scrapekit, { ...options, clock }), {
      authData: account(url),
      inputData: { job_id: jobId },
      ...editor,
    });

  test('C184: polls for a job that ends within 20 seconds', async () => {
    const api = await scriptedApi({ [jobRoute]: [running, running, scrapeJob()], [resultsRoute]: results });
    const clock = new FakeClock();

    await expect(read(api.url, clock)).resolves.toMatchObject({ status: 'completed' });

    expect(clock.slept).toHaveLength(2);
  });

  test('asks the user to test again when the job takes longer', async () => {
    const api = await scriptedApi({ [jobRoute]: running });
    const clock = new FakeClock();

    const { name, message } = await failure(read(api.url, clock));

    expect(name).toBe('AppError');
    expect(message).toContain('Test this step again in a minute');
    expect(clock.now()).toBe(20_000);
  });
});

describe('Create Scrape Job and Wait, tested in the editor', () => {
  const inputFields = [{ key: 'query' }, { key: 'location' }, { key: 'max_leads' }];
  const inputData = { query: 'dentists', location: 'Austin, Texas', max_leads: 5 };
  const run = (url: string, clock: FakeClock) =>
    runStep(startJobAndWait(providers.scrapekit, { ...options, inputFields, clock }), {
      authData: account(url),
      inputData,
      ...editor,
    });

  test('returns the leads of a quick job without a pause', async () => {
    const api = await scriptedApi({
      [createRoute]: { ...running, status: 202 },
      [jobRoute]: [running, scrapeJob()],
      [resultsRoute]: results,
    });

    const output = await run(api.url, new FakeClock());

    expect(output).toMatchObject({ status: 'completed', results_count: 1 });
    expect(JSON.parse(api.requests[0]!.body)).toEqual(inputData);
  });

  test('returns a slow job with its current state and the keys of a completed one', async () => {
    const api = await scriptedApi({ [createRoute]: { ...running, status: 202 }, [jobRoute]: running });

    const output = await run(api.url, new FakeClock());

    expect(output).toMatchObject({ id: jobId, status: 'running', results: [] });
    expect(Object.keys(output).sort()).toEqual(Object.keys(resultsSample).sort());
  });
});

import { describe, expect, test } from 'vitest';
import { failure, stepRunner } from '../run-step.ts';
import { jobId, scrapeJob } from '../scrape-answers.ts';
import { type Answer, scriptedApi } from '../scripted-api.ts';

const find = 'searches.find_last_scrape_job.operation.perform';

async function run(routes: Readonly<Record<string, Answer>>, inputData: object): Promise<unknown> {
  const { url } = await scriptedApi(routes);
  return await stepRunner().run(find, { url, inputData: { ...inputData } });
}

const listed = (...jobs: readonly Answer[]): Answer => ({
  json: { jobs: jobs.map(({ json }) => json), next_cursor: null },
});

describe('Find Last Scrape Job', () => {
  const older = scrapeJob({ job_id: 'sk_job_older', status: 'failed', error: 'It failed.' });

  test('X01: finds the newest job', async () => {
    const routes = { 'GET /api/v1/scrape/jobs?limit=100': listed(scrapeJob(), older) };

    await expect(run(routes, {})).resolves.toEqual([
      expect.objectContaining({ id: jobId, status: 'completed', link: 'https://scrapekit.ai/dashboard' }),
    ]);
  });

  test('X01: finds the newest job in a state, also on a server that ignores the filter', async () => {
    const routes = { 'GET /api/v1/scrape/jobs?limit=100&status=failed': listed(scrapeJob(), older) };

    await expect(run(routes, { state: 'failed' })).resolves.toEqual([
      expect.objectContaining({ id: 'sk_job_older', status: 'failed', error: 'It failed.' }),
    ]);
  });

  test('finds nothing in an account without jobs', async () => {
    await expect(run({ 'GET /api/v1/scrape/jobs?limit=100': listed() }, {})).resolves.toEqual([]);
  });

  test('refuses a state that does not exist and names the others', async () => {
    const { name, message } = await failure(run({}, { state: 'paused' }));

    expect(name).toBe('HaltedError');
    expect(message).toContain('State: Choose one of: Queued, Running, Completed, Failed, Cancelled.');
  });

  test('A20: says on a server without a list of jobs that there is none', async () => {
    const { name, message } = await failure(run({}, {}));

    expect(name).toBe('HaltedError');
    expect(message).toContain('offers no list of jobs');
  });
});

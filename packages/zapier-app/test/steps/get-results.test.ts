import { describe, expect, test } from 'vitest';
import { FakeClock } from '@scrapekit/core/testing';
import scrapekitApp from '../../brands/scrapekit/index.ts';
import { failure, type Run, type StepRunner, stepRunner, throttled } from '../run-step.ts';
import { jobId, jobRoute, lead, resultsRoute, scrapeJob, scrapeResults } from '../scrape-answers.ts';
import { refused, scriptedApi } from '../scripted-api.ts';

const step = 'creates.get_scrape_results.operation.perform';
const { sample } = scrapekitApp.creates.get_scrape_results!.operation;
const editor = { isLoadingSample: true };

type Output = Readonly<Record<string, unknown>> & { readonly results: readonly Record<string, unknown>[] };

async function read(url: string, run: Partial<Run> = {}, runner: StepRunner = stepRunner()): Promise<Output> {
  return (await runner.run(step, { url, inputData: { job_id: jobId }, ...run })) as Output;
}

describe('a completed job', () => {
  test('C103, C105, C106, C107, C108, C194: returns its leads in normal form, with the keys of the sample', async () => {
    const api = await scriptedApi({ [jobRoute]: scrapeJob(), [resultsRoute]: scrapeResults([lead]) });

    const output = await read(api.url);

    expect(Object.keys(output).toSorted()).toEqual(Object.keys(sample ?? {}).toSorted());
    expect(output).toMatchObject({
      id: jobId,
      status: 'completed',
      query: 'dentists',
      credits_used: 0.015,
      results_count: 1,
      results_included: 1,
      all_results_included: true,
      results: [
        {
          ...lead,
          emails_found: ['hello@smileaustin.example', 'office@smileaustin.example'],
          email: 'hello@smileaustin.example',
        },
      ],
    });
  });

  test('C106, C194: returns null for unknown numbers', async () => {
    const bare = { ...lead, rating: '', reviews_count: '', emails_found: '' };
    const api = await scriptedApi({ [jobRoute]: scrapeJob(), [resultsRoute]: scrapeResults([bare]) });

    const output = await read(api.url);

    expect(output.results).toEqual([
      { ...lead, rating: null, reviews_count: null, emails_found: [], email_status: null, email: null },
    ]);
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
    expect(message).toContain('Scrape Job: Map the ID of the job from an earlier step');
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

describe('trouble while reading', () => {
  // A Retry-After longer than the step keeps the client from trying again.
  const later = { 'retry-after': '600' };

  test.each([
    ['503', { [jobRoute]: refused(503, 'internal_error', later) }],
    ['429', { [jobRoute]: refused(429, 'rate_limited', later) }],
    ['a page of a proxy', { [jobRoute]: { text: '<html>Deploying</html>' } }],
    ['a lost connection', { [jobRoute]: { hangUp: true } }],
    [
      '503 at the results',
      { [jobRoute]: scrapeJob(), [resultsRoute]: refused(503, 'internal_error', later) },
    ],
    [
      'results that are not ready yet',
      { [jobRoute]: scrapeJob(), [resultsRoute]: refused(409, 'job_not_ready') },
    ],
  ])('C187: after %s, Zapier runs the step again', async (_, routes) => {
    const api = await scriptedApi(routes);

    const error = await failure(read(api.url, {}, stepRunner({ clock: new FakeClock() })));

    expect(error.name).toBe('ThrottledError');
    expect(throttled(error).delay).toBeLessThanOrEqual(4500);
  });

  test('C192: a test in the editor shows the status, code and request id', async () => {
    const api = await scriptedApi({ [jobRoute]: refused(503, 'internal_error', later) });

    const { name, message } = await failure(
      read(api.url, { meta: editor }, stepRunner({ clock: new FakeClock() })),
    );

    expect(name).toBe('AppError');
    expect(message).toContain('req_7f2a9c4e1b');
  });

  test('A31: after a day of trouble the step gives up', async () => {
    const api = await scriptedApi({ [jobRoute]: refused(503, 'internal_error', later) });
    const clock = new FakeClock();
    const runner = stepRunner({ clock });
    expect(await failure(read(api.url, {}, runner))).toMatchObject({ name: 'ThrottledError' });

    await clock.sleep(25 * 3_600_000);
    const { name, message } = await failure(read(api.url, {}, runner));

    expect(name).toBe('AppError');
    expect(message).toContain('lasted for a day');
  });
});

describe('a job whose start the provider does not tell', () => {
  const running = scrapeJob({ status: 'running', created_at: undefined });

  test('A31: is given up a day after the mapped start', async () => {
    const api = await scriptedApi({ [jobRoute]: running });
    const runner = stepRunner({ clock: new FakeClock(Date.parse('2026-04-22T11:00:00Z')) });
    const since = (started_at: string) =>
      failure(read(api.url, { inputData: { job_id: jobId, started_at } }, runner));

    expect(await since('2026-04-22T10:32:14Z')).toMatchObject({ name: 'ThrottledError' });
    expect(await since('2026-04-21T10:32:14Z')).toMatchObject({ name: 'AppError' });
  });

  test('A31: is given up a day after the step asked for it first', async () => {
    const api = await scriptedApi({ [jobRoute]: running });
    const clock = new FakeClock();
    const runner = stepRunner({ clock });

    expect(await failure(read(api.url, {}, runner))).toMatchObject({ name: 'ThrottledError' });
    await clock.sleep(23 * 3_600_000);
    expect(await failure(read(api.url, {}, runner))).toMatchObject({ name: 'ThrottledError' });
    await clock.sleep(2 * 3_600_000);
    expect(await failure(read(api.url, {}, runner))).toMatchObject({ name: 'AppError' });
  });
});

describe('choices', () => {
  const leads = Array.from({ length: 5 }, (_, index) => ({ ...lead, place_id: `place-${index}` }));
  const routes = { [jobRoute]: scrapeJob(), [resultsRoute]: scrapeResults(leads) };
  const choose = async (choices: object) => {
    const api = await scriptedApi(routes);
    return await read(api.url, { inputData: { job_id: jobId, ...choices } });
  };

  test('returns at most as many leads as the limit', async () => {
    const output = await choose({ limit: '2' });

    expect(output.results.map(({ place_id }) => place_id)).toEqual(['place-0', 'place-1']);
    expect(output).toMatchObject({ results_included: 2, all_results_included: false });
  });

  test('returns only the chosen columns', async () => {
    const { results } = await choose({ columns: ['name', 'email'], limit: 1 });

    expect(results).toEqual([{ name: 'Smile Austin Dental', email: 'hello@smileaustin.example' }]);
  });

  test.each([0, -1, 501, 'many'])('a limit of %j is refused', async (limit) => {
    await expect(choose({ limit })).rejects.toThrow('Limit: Enter a whole number from 1 to 500');
  });
});

test('a numeric id of a job is accepted', async () => {
  const api = await scriptedApi({});

  await failure(read(api.url, { inputData: { job_id: 6666 } }));

  expect(api.requests.map(({ path }) => path)).toEqual(['/api/v1/scrape/jobs/6666']);
});

describe('tested in the editor', () => {
  test('C184: polls for a job that ends within the time of a test', async () => {
    const running = scrapeJob({ status: 'running' });
    const api = await scriptedApi({
      [jobRoute]: [running, running, scrapeJob()],
      [resultsRoute]: scrapeResults([lead]),
    });
    const clock = new FakeClock();

    await expect(read(api.url, { meta: editor }, stepRunner({ clock }))).resolves.toMatchObject({
      status: 'completed',
    });

    expect(clock.slept).toHaveLength(2);
  });

  test('asks the user to test again when the job takes longer', async () => {
    const api = await scriptedApi({ [jobRoute]: scrapeJob({ status: 'running' }) });
    const clock = new FakeClock();

    const { name, message } = await failure(read(api.url, { meta: editor }, stepRunner({ clock })));

    expect(name).toBe('AppError');
    expect(message).toContain('Test this step again in a minute');
    expect(clock.now()).toBe(15_000);
  });
});

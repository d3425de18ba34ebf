import type { ProviderId } from '@scrapekit/core';
import { FakeClock } from '@scrapekit/core/testing';
import { describe, expect, test } from 'vitest';
import { failure, stepRunner } from '../run-step.ts';
import { jobId, jobRoute, lead, resultsRoute, scrapeJob, scrapeResults } from '../scrape-answers.ts';
import { type Answer, refused, scriptedApi } from '../scripted-api.ts';

type Routes = Readonly<Record<string, Answer | Answer[]>>;

async function run(method: string, routes: Routes, inputData: object, brand: ProviderId = 'scrapekit') {
  const api = await scriptedApi(routes);
  const runner = stepRunner({ brand, clock: new FakeClock(Date.parse('2026-04-21T23:59:00Z')) });
  const output = await runner.run(method, { url: api.url, inputData: { ...inputData } });
  return { output: output as readonly Record<string, unknown>[], api };
}

describe('Find Scrape Job', () => {
  const find = 'searches.find_scrape_job.operation.perform';

  test('C090: finds a job with its state and a link', async () => {
    const { output } = await run(find, { [jobRoute]: scrapeJob() }, { job_id: jobId });

    expect(output).toEqual([
      expect.objectContaining({
        id: jobId,
        status: 'completed',
        credits_used: 0.015,
        progress: { scraped: 1, verified: 0, target: 1 },
        link: 'https://scrapekit.ai/dashboard',
      }),
    ]);
  });

  test('A05: shows the credits for the verification of addresses', async () => {
    const job = scrapeJob({ verification_credits_used: 0.01 });

    const { output } = await run(find, { [jobRoute]: job }, { job_id: jobId });

    expect(output[0]).toMatchObject({ verification_credits_used: 0.01 });
  });

  test('C098: finds nothing when the job does not exist', async () => {
    const { output } = await run(find, { [jobRoute]: refused(404, 'job_not_found') }, { job_id: jobId });

    expect(output).toEqual([]);
  });
});

describe('the list of jobs to choose from', () => {
  const choices = 'searches.find_scrape_job.operation.inputFields.0.choices.perform';
  const list = 'GET /api/v1/scrape/jobs?limit=100';

  test('X01: shows the newest jobs with words by which people know them', async () => {
    const { output } = await run(
      choices,
      { [list]: { json: { jobs: [scrapeJob().json], next_cursor: null } } },
      {},
    );

    expect(output).toEqual({
      results: [{ id: jobId, label: 'dentists, Austin, Texas (completed)' }],
      paging_token: null,
    });
  });

  test('A20: is empty where the server lists no jobs', async () => {
    const { output } = await run(choices, {}, {});

    expect(output).toEqual({ results: [], paging_token: null });
  });
});

describe('Find Lead in a Scrape Job', () => {
  const find = 'searches.find_lead_in_scrape_job.operation.perform';
  const leads = [lead, { ...lead, name: 'Bright Smiles', phone: '+1 512-555-0199' }];
  const routes = { [jobRoute]: scrapeJob(), [resultsRoute]: scrapeResults(leads) };
  const search = async (question: object) =>
    (await run(find, routes, { job_id: jobId, ...question })).output.map(({ id, name }) => ({ id, name }));

  test('finds the first lead that contains the text in any column', async () => {
    expect(await search({ text: 'BRIGHT' })).toEqual([{ id: `${jobId}:2`, name: 'Bright Smiles' }]);
  });

  test('looks only in the chosen column', async () => {
    expect(await search({ text: '0199', column: 'name' })).toEqual([]);
    expect(await search({ text: '0199', column: 'phone' })).toHaveLength(1);
    expect(await search({ text: 'office@', column: 'emails_found' })).toHaveLength(1);
  });

  test('finds nothing in a job without such a lead', async () => {
    expect(await search({ text: 'nowhere' })).toEqual([]);
  });

  test('needs a text', async () => {
    expect(await failure(search({ text: ' ' }))).toMatchObject({
      name: 'HaltedError',
      message: expect.stringContaining('Text: Enter a text. This field is required'),
    });
  });
});

describe('Cancel Scrape Job', () => {
  const cancel = 'creates.cancel_scrape_job.operation.perform';
  const route = `POST /api/v1/jobs/${jobId}/cancel`;

  test('C126: cancels the job and returns its state', async () => {
    const { output, api } = await run(
      cancel,
      { [route]: scrapeJob({ status: 'cancelled' }), [jobRoute]: scrapeJob({ status: 'cancelled' }) },
      { job_id: jobId },
    );

    expect(output).toMatchObject({ id: jobId, status: 'cancelled', credits_used: 0.015 });
    expect(api.requests[0]).toMatchObject({ method: 'POST' });
  });

  test('C154: a job that an earlier run of the step cancelled is returned', async () => {
    const routes = {
      [route]: refused(409, 'job_not_cancellable'),
      [jobRoute]: scrapeJob({ status: 'cancelled' }),
    };

    expect((await run(cancel, routes, { job_id: jobId })).output).toMatchObject({ status: 'cancelled' });
  });

  test('C154: a job that had ended before halts the run', async () => {
    const routes = { [route]: refused(409, 'job_not_cancellable'), [jobRoute]: scrapeJob() };

    expect(await failure(run(cancel, routes, { job_id: jobId }))).toMatchObject({ name: 'HaltedError' });
  });
});

describe('Find Account and Balance', () => {
  const find = 'searches.find_account.operation.perform';
  const routes = {
    'GET /api/v1/account': { json: { account_id: 'acc_1', email: 'ann@example.com', balance: 12.5 } },
  };

  test('X03: shows the account and its credits', async () => {
    const { output } = await run(find, routes, {});

    expect(output).toEqual([{ id: 'acc_1', email: 'ann@example.com', balance: 12.5 }]);
  });

  test.each([
    [12.5, 1],
    ['12.501', 0],
  ])('with a minimum of %s credits it finds %d accounts', async (minimum_balance, count) => {
    expect((await run(find, routes, { minimum_balance })).output).toHaveLength(count);
  });
});

describe('Low Balance', () => {
  const trigger = 'triggers.low_balance.operation.perform';
  const routes = (balance: number) => ({
    'GET /api/v1/account': { json: { account_id: 'acc_1', email: 'ann@example.com', balance } },
  });

  test('runs the Zap once a day while the balance is lower', async () => {
    const { output } = await run(trigger, routes(9.999), { threshold: 10 });

    expect(output).toEqual([{ id: '2026-04-21:10', balance: 9.999, threshold: 10 }]);
  });

  test('does nothing while the balance suffices', async () => {
    expect((await run(trigger, routes(10), { threshold: 10 })).output).toEqual([]);
  });
});

describe('Verify One Email Address', () => {
  const verify = 'creates.verify_email.operation.perform';
  const route = 'POST /api/v1/verify/email';
  const answer = { email: 'a@b.example', status: 'safe', score: 95, reason: null, credits_used: 0.005 };

  test('C122: returns the verdict', async () => {
    const { output } = await run(verify, { [route]: { json: answer } }, { email: ' a@b.example ' });

    expect(output).toMatchObject(answer);
  });

  test('C120: a text that is no address is not sent', async () => {
    const error = await failure(run(verify, {}, { email: 'nobody' }));

    expect(error).toMatchObject({
      name: 'HaltedError',
      message: expect.stringContaining('Email Address: Enter an email address'),
    });
  });

  test.each<readonly [string, Answer]>([
    ['no answer', { hangUp: true }],
    ['500', refused(500, 'internal_error')],
    ['a page', { text: '<html>' }],
  ])('C189: after %s, which may have been charged, Zapier does not repeat the call', async (_, lost) => {
    const api = await scriptedApi({ [route]: lost });
    const runner = stepRunner({ clock: new FakeClock() });

    const error = await failure(runner.run(verify, { url: api.url, inputData: { email: 'a@b.example' } }));

    expect(error.name).toBe('HaltedError');
    expect(error.message).toContain('may have been charged');
    expect(api.requests).toHaveLength(1);
  });

  test('C051: without credits the run can be replayed', async () => {
    const error = await failure(
      run(verify, { [route]: refused(402, 'insufficient_credits') }, { email: 'a@b.example' }),
    );

    expect(error.name).toBe('AppError');
  });
});

describe('Scrape a Page', () => {
  const scrape = async (content: string) => {
    const { url, answerWith } = await scriptedApi({});
    answerWith(() => ({
      json: { uuid: 'log-1', result: { url: 'https://a.example/', content, success: true } },
    }));
    const inputData = { url: 'https://a.example/' };
    return await stepRunner({ brand: 'scrapfly' }).run('creates.scrape_now.operation.perform', {
      url,
      inputData,
    });
  };

  test('returns the content of the page', async () => {
    await expect(scrape('<p>Hello</p>')).resolves.toMatchObject({
      result: { content: '<p>Hello</p>' },
      note: null,
    });
  });

  test('cuts content that is longer than Zapier accepts, because the scrape was paid', async () => {
    const output = (await scrape('€'.repeat(3_000_000))) as { readonly result: { readonly content: string } };

    expect(output).toMatchObject({ uuid: 'log-1', note: expect.stringContaining('cut') });
    expect(output.result.content.length).toBeGreaterThan(1_000_000);
    expect(Buffer.byteLength(JSON.stringify(output))).toBeLessThan(6_000_000);
  });
});

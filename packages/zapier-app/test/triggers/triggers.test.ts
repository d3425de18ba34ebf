import { FakeClock } from '@scrapekit/core/testing';
import { describe, expect, test } from 'vitest';
import { stepRunner } from '../run-step.ts';
import { jobId, jobRoute, lead, resultsRoute, scrapeJob, scrapeResults } from '../scrape-answers.ts';
import { scriptedApi } from '../scripted-api.ts';

type Items = readonly Record<string, unknown>[];

describe('Scrape Job Finished', () => {
  const trigger = 'triggers.scrape_job_finished.operation.perform';
  const listed = (id: string, status: string, created_at: string) =>
    scrapeJob({ job_id: id, status, created_at }).json;
  const list = (status: string, ...jobs: unknown[]) => ({
    [`GET /api/v1/scrape/jobs?limit=100&status=${status}`]: { json: { jobs, next_cursor: null } },
  });

  const poll = async (routes: Parameters<typeof scriptedApi>[0], inputData: Record<string, unknown> = {}) => {
    const api = await scriptedApi(routes);
    return (await stepRunner().run(trigger, { url: api.url, inputData })) as Items;
  };

  test('X01: lists completed jobs, newest first, with their state in the id', async () => {
    const routes = list(
      'completed',
      listed('sk_job_2', 'completed', '2026-04-21T11:00:00Z'),
      listed('sk_job_1', 'completed', '2026-04-21T10:00:00Z'),
    );

    const items = await poll(routes);

    expect(items.map(({ id, job_id, status }) => ({ id, job_id, status }))).toEqual([
      { id: 'sk_job_2:completed', job_id: 'sk_job_2', status: 'completed' },
      { id: 'sk_job_1:completed', job_id: 'sk_job_1', status: 'completed' },
    ]);
  });

  test('lists the chosen states together', async () => {
    const routes = {
      ...list('failed', listed('sk_job_1', 'failed', '2026-04-21T10:00:00Z')),
      ...list('cancelled', listed('sk_job_2', 'cancelled', '2026-04-21T11:00:00Z')),
    };

    const items = await poll(routes, { states: ['failed', 'cancelled'] });

    expect(items.map(({ id }) => id)).toEqual(['sk_job_2:cancelled', 'sk_job_1:failed']);
  });

  test('A20: leaves out jobs of other states when the server ignores the filter', async () => {
    const routes = list(
      'completed',
      listed('sk_job_2', 'running', '2026-04-21T11:00:00Z'),
      listed('sk_job_1', 'completed', '2026-04-21T10:00:00Z'),
    );

    expect((await poll(routes)).map(({ id }) => id)).toEqual(['sk_job_1:completed']);
  });

  test('one job without a date or with an unreadable one does not end the trigger', async () => {
    const { created_at: _, ...dateless } = scrapeJob().json as Record<string, unknown>;
    const routes = list('completed', listed('sk_job_2', 'completed', 'yesterday'), dateless, { odd: true });

    expect((await poll(routes)).map(({ id }) => id)).toEqual(['sk_job_2:completed', `${jobId}:completed`]);
  });
});

describe('New Lead in a Scrape Job', () => {
  const trigger = 'triggers.new_lead_in_scrape_job.operation.perform';
  const leads = Array.from({ length: 250 }, (_, index) => ({ ...lead, place_id: `place-${index}` }));
  const routes = { [jobRoute]: scrapeJob(), [resultsRoute]: scrapeResults(leads) };

  async function zap(answers: Parameters<typeof scriptedApi>[0] = routes) {
    const api = await scriptedApi(answers);
    const runner = stepRunner({ clock: new FakeClock() });
    const poll = async (meta: object = {}) =>
      (await runner.run(trigger, {
        url: api.url,
        inputData: { job_id: jobId },
        meta: { zap: { id: '42' }, ...meta },
      })) as Items;
    return { poll };
  }

  test('brings all leads in polls of at most 100, none twice', async () => {
    const { poll } = await zap();

    const polls = [await poll(), await poll(), await poll(), await poll()];

    expect(polls.map(({ length }) => length)).toEqual([100, 100, 50, 0]);
    const ids = polls.flat().map(({ id }) => id);
    expect(ids).toEqual(leads.map((_, index) => `${jobId}:${index + 1}`));
  });

  test('has one address of each lead in a field', async () => {
    const [first] = await (await zap()).poll();

    expect(first).toMatchObject({ email: 'hello@smileaustin.example', job_id: jobId });
  });

  test('another Zap gets all leads as well', async () => {
    const { poll } = await zap();
    await poll();

    expect((await poll({ zap: { id: '43' } }))[0]).toMatchObject({ id: `${jobId}:1` });
  });

  test('a test in the editor takes no leads from the Zap', async () => {
    const { poll } = await zap();

    await poll({ isLoadingSample: true });

    expect((await poll())[0]).toMatchObject({ id: `${jobId}:1` });
  });

  test('leads that exist when the Zap is turned on are brought as well', async () => {
    const { poll } = await zap();

    expect(await poll({ isPopulatingDedupe: true })).toEqual([]);
    expect(await poll()).toHaveLength(100);
  });

  test('two Zaps without an id in their polls do not take leads from each other', async () => {
    const { poll } = await zap();
    const anonymous = { zap: undefined };

    expect(await poll(anonymous)).toHaveLength(250);
    expect(await poll(anonymous)).toHaveLength(250);
  });

  test('a job of another account with the same number has a place of its own', async () => {
    const runner = stepRunner({ brand: 'scrupp' });
    const { url } = await scriptedApi({
      'GET /api/v1/task/6666/status': { json: { process_id: 6666, status: 'completed' } },
      'GET /api/v1/task/6666/data': { json: { items: [{ item: 'ibm' }] } },
    });
    const poll = (api_key: string, key = 'new_company_in_company_task') =>
      runner.run(`triggers.${key}.operation.perform`, {
        url,
        inputData: { job_id: 6666 },
        authData: { api_key },
        meta: { zap: { id: '42' } },
      });

    expect(await poll('key-1')).toHaveLength(1);
    expect(await poll('key-1')).toHaveLength(0);
    expect(await poll('key-2')).toHaveLength(1);
    expect(await poll('key-1', 'new_contact_in_contact_task')).toHaveLength(1);
  });

  test('brings nothing while the job runs', async () => {
    const { poll } = await zap({ [jobRoute]: scrapeJob({ status: 'running' }) });

    expect(await poll()).toEqual([]);
  });
});

describe('New File in a Scraping Job', () => {
  test('files without an id differ from each other and have no content', async () => {
    const { url } = await scriptedApi({
      'GET /api/v1/jobs/job_1': { json: { id: 'job_1', status: 'succeeded' } },
      'GET /api/v1/jobs/job_1/artifacts': {
        json: { artifacts: [{ name: 'a' }, { id: null, name: 'b' }, { id: 7 }] },
      },
    });

    const files = (await stepRunner({ brand: 'scrapenest' }).run(
      'triggers.new_file_in_scraping_job.operation.perform',
      { url, inputData: { job_id: 'job_1' } },
    )) as Items;

    expect(files.map(({ id }) => id)).toEqual(['job_1:1', 'job_1:2', '7']);
    expect(files.map(({ file }) => file)).toEqual([null, null, expect.stringContaining('hydrate')]);
  });
});

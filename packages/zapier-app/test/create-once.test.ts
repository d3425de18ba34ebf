import type { ProviderId } from '@scrapekit/core';
import { FakeClock } from '@scrapekit/core/testing';
import { describe, expect, test } from 'vitest';
import { failure, type RunOptions, stepRunner, throttled } from './run-step.ts';
import { type Answer, refused, scriptedApi, type ScriptedApi } from './scripted-api.ts';

const route = 'POST /api/v1/scrape/jobs';
const created: Answer = { status: 202, json: { job_id: 'sk_job_1', status: 'queued' } };
const lost: Answer = { hangUp: true };
const inputData = { query: 'dentists', location: 'Austin, Texas', max_leads: 5 };
const meta = { zap: { id: '42' } };
const HALF_A_MINUTE = 30_000;

const creates = ({ requests }: ScriptedApi) => requests.filter(({ method }) => method === 'POST');
const requestIds = (api: ScriptedApi) =>
  creates(api).map(({ body }) => (JSON.parse(body) as { client_request_id: string }).client_request_id);

/** Opens the app of a Zap. Each `run` is a run of its step that creates a job. */
function zap(options: RunOptions = {}, key = 'create_scrape_job') {
  const clock = new FakeClock(Date.parse('2026-04-21T10:00:00Z'));
  const { run, app } = stepRunner({ clock, ...options });
  const perform = `creates.${key}.operation.perform`;
  const start = (
    api: ScriptedApi,
    changes: { readonly input?: object; readonly meta?: Record<string, unknown> } = {},
  ) =>
    run(perform, { url: api.url, inputData: { ...inputData, ...changes.input }, meta: changes.meta ?? meta });
  return { start, clock, app };
}

/** A server that loses the answer to the first create and lists these jobs. */
const losingApi = async (listed: (requestId: string) => readonly object[]): Promise<ScriptedApi> => {
  const api = await scriptedApi({ [route]: [lost, created] });
  const { answerWith } = api;
  answerWith((request) => {
    if (!request.path.startsWith('/api/v1/scrape/jobs?')) return undefined;
    const wanted = new URL(request.path, api.url).searchParams.get('client_request_id') ?? '';
    return { json: { jobs: listed(wanted), next_cursor: null } };
  });
  return api;
};

test('C189, X02: the job of a create without an answer is found in the same run', async () => {
  const api = await losingApi((id) => [{ job_id: 'sk_job_9', status: 'queued', client_request_id: id }]);
  const { start } = zap();

  await expect(start(api)).resolves.toMatchObject({ id: 'sk_job_9' });

  expect(creates(api)).toHaveLength(1);
});

describe('a create whose outcome stays unknown', () => {
  /** The server lists the job only after the first run. */
  const hiddenAtFirst = async () => {
    let isVisible = false;
    const api = await losingApi((id) =>
      isVisible ? [{ job_id: 'sk_job_9', status: 'running', client_request_id: id }] : [],
    );
    return { api, show: () => (isVisible = true) };
  };

  test('C189: halts the run, which Zapier does not repeat by itself', async () => {
    const { api } = await hiddenAtFirst();

    const { name, message } = await failure(zap().start(api));

    expect(name).toBe('HaltedError');
    expect(message).toContain('may or may not have created the job');
  });

  test('X02: is found by a replay, which starts no second job', async () => {
    const { api, show } = await hiddenAtFirst();
    const { start, clock } = zap();
    await failure(start(api));
    show();
    clock.advance(HALF_A_MINUTE);

    await expect(start(api)).resolves.toMatchObject({
      id: 'sk_job_9',
      status: 'running',
      note: expect.stringContaining('no second job was started'),
    });

    expect(creates(api)).toHaveLength(1);
  });

  test('a replay within half a minute waits, because the first run may still be at work', async () => {
    const { api, show } = await hiddenAtFirst();
    const { start, clock } = zap();
    await failure(start(api));
    show();
    clock.advance(HALF_A_MINUTE - 1);

    const error = await failure(start(api));

    expect(error.name).toBe('ThrottledError');
    expect(throttled(error).delay).toBe(30);
    expect(creates(api)).toHaveLength(1);
  });

  test('is started anew by a replay when the list shows that there is no job', async () => {
    const { api } = await hiddenAtFirst();
    const { start, clock } = zap();
    await failure(start(api));
    clock.advance(HALF_A_MINUTE);

    await expect(start(api)).resolves.toMatchObject({ id: 'sk_job_1', note: null });

    const [first, second] = requestIds(api);
    expect(second).toBe(first);
  });

  test('halts every replay where the server has no list of jobs', async () => {
    const api = await scriptedApi({ [route]: [lost, created] });
    const { start, clock } = zap();
    await failure(start(api));
    clock.advance(HALF_A_MINUTE);

    const { name, message } = await failure(start(api));

    expect(name).toBe('HaltedError');
    expect(message).toContain('Look for it in the dashboard');
    expect(creates(api)).toHaveLength(1);
  });

  test.each<readonly [ProviderId, string, string, object]>([
    ['matchkraft', 'create_domain_scan', 'POST /api/v2/domain-scan', { records: ['https://a.example'] }],
    ['scrupp', 'create_company_task', 'POST /api/v1/company/linkedin', { items: ['ibm'], max: 5 }],
    ['scrapenest', 'create_scraping_job', 'POST /api/v1/jobs', { url: 'https://a.example' }],
  ])('of %s halts every replay, because its API has no list', async (brand, key, createRoute, input) => {
    const api = await scriptedApi({ [createRoute]: lost });
    const { start, clock } = zap({ brand }, key);
    const first = await failure(start(api, { input }));
    clock.advance(HALF_A_MINUTE);

    const second = await failure(start(api, { input }));

    expect([first.name, second.name]).toEqual(['HaltedError', 'HaltedError']);
    expect(creates(api)).toHaveLength(1);
  });
});

describe('runs that are no replay start a job of their own', () => {
  test('with the same input after a job was started', async () => {
    const api = await scriptedApi({ [route]: created });
    const { start } = zap();

    await start(api);
    await start(api);

    const [first, second] = requestIds(api);
    expect(creates(api)).toHaveLength(2);
    expect(second).not.toBe(first);
  });

  test.each([402, 403, 422, 429])('after a refusal with %d', async (status) => {
    const api = await scriptedApi({ [route]: [refused(status, 'no', { 'retry-after': '900' }), created] });
    const { start } = zap();
    await failure(start(api));

    await expect(start(api)).resolves.toMatchObject({ id: 'sk_job_1', note: null });
  });

  test.each([
    ['another input', { input: { query: 'bakeries' } }],
    ['another Zap', { meta: { zap: { id: '43' } } }],
  ])('with %s after a create without an answer', async (_, changes) => {
    const api = await scriptedApi({ [route]: [lost, created] });
    const { start } = zap();
    await failure(start(api));

    await expect(start(api, changes)).resolves.toMatchObject({ id: 'sk_job_1', note: null });
  });
});

describe("without Zapier's cache", () => {
  /** Zapier's platform passes the cache with each event. Without it, calls of the cache fail. */
  function zapWithoutCache() {
    const clock = new FakeClock(Date.parse('2026-04-21T10:00:00Z'));
    const { app } = stepRunner({ clock });
    const start = async (api: ScriptedApi) => {
      const bundle = { authData: { api_key: 'sk_live_1', base_url: api.url }, inputData, meta };
      const event = { zcacheTestObj: undefined };
      return (await app.execute('creates.create_scrape_job.operation.perform', bundle, event)).results;
    };
    return { start, clock };
  }

  test('X02: a replay finds the job by an id that depends on the Zap and its input', async () => {
    let isVisible = false;
    const api = await losingApi((id) =>
      isVisible ? [{ job_id: 'sk_job_9', status: 'running', client_request_id: id }] : [],
    );
    const { start } = zapWithoutCache();
    expect(await failure(start(api))).toMatchObject({ name: 'HaltedError' });
    isVisible = true;

    await expect(start(api)).resolves.toMatchObject({ id: 'sk_job_9' });

    expect(creates(api)).toHaveLength(1);
  });

  test('a job is started where the server has no list of jobs', async () => {
    const api = await scriptedApi({ [route]: created });

    await expect(zapWithoutCache().start(api)).resolves.toMatchObject({ id: 'sk_job_1' });
  });
});

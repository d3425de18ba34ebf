import { FakeClock } from '@scrapekit/core/testing';
import { expect, test } from 'vitest';
import { failure, stepRunner } from './run-step.ts';
import { type Answer, refused, scriptedApi, type ScriptedApi } from './scripted-api.ts';

const created: Answer = { status: 202, json: { job_id: 'sk_job_1', status: 'queued' } };
const lost: Answer = { hangUp: true };
const HALF_A_MINUTE = 30_000;

const sent = ({ requests }: ScriptedApi) => requests.filter(({ method }) => method === 'POST');

/** A server that answers creates in this order and lists the job of the first one from `show` on. */
async function slowList(answers: Answer[]) {
  const api = await scriptedApi({ 'POST /api/v1/scrape/jobs': answers });
  let isVisible = false;
  api.answerWith(({ path }) => {
    if (!path.startsWith('/api/v1/scrape/jobs?')) return undefined;
    const { client_request_id } = JSON.parse(sent(api)[0]?.body ?? '{}') as { client_request_id?: string };
    const job = { job_id: 'sk_job_9', status: 'running', client_request_id };
    return { json: { jobs: isVisible ? [job] : [], next_cursor: null } };
  });
  return { api, show: () => (isVisible = true) };
}

function zap() {
  const clock = new FakeClock(Date.parse('2026-04-21T10:00:00Z'));
  const { run, app } = stepRunner({ clock });
  const inputData = { query: 'dentists', location: 'Austin, Texas', max_leads: 5 };
  const start = (api: ScriptedApi) =>
    run('creates.create_scrape_job.operation.perform', {
      url: api.url,
      inputData,
      meta: { zap: { id: '42' } },
    });
  return { start, clock, app };
}

test('of two runs that start at the same moment one waits for the other', async () => {
  const { api } = await slowList([created]);
  const { start } = zap();

  const outcomes = await Promise.allSettled([start(api), start(api)]);

  expect(sent(api)).toHaveLength(1);
  const [refusal] = outcomes.filter(({ status }) => status === 'rejected');
  expect(refusal).toMatchObject({ reason: { name: 'ThrottledError' } });
});

test('X02: a run that ends well does not make the lost create of another run forgotten', async () => {
  const { api, show } = await slowList([lost]);
  const { start, clock, app } = zap();
  await failure(start(api));
  const attempts = { ...app.cache };
  for (const key of Object.keys(attempts)) Reflect.deleteProperty(app.cache, key);
  const { api: later } = await slowList([created]);
  // The lost create is remembered while the other run waits for its answer.
  later.answerWith(({ method }) => {
    if (method === 'POST') Object.assign(app.cache, attempts);
    return undefined;
  });
  await start(later);
  show();
  clock.advance(HALF_A_MINUTE);

  await expect(start(api)).resolves.toMatchObject({ id: 'sk_job_9' });
});

test.each([402, 422, 429])(
  'X02: a create that may have started a job is looked for again after a replay was refused with %d',
  async (status) => {
    const { api, show } = await slowList([lost, refused(status, 'no', { 'retry-after': '900' }), created]);
    const { start, clock } = zap();
    await failure(start(api));
    clock.advance(HALF_A_MINUTE);
    await failure(start(api));
    show();

    await expect(start(api)).resolves.toMatchObject({ id: 'sk_job_9' });

    expect(sent(api)).toHaveLength(2);
  },
);

test('X02: a slow look-up starts no job, because a create that is lost then could not be looked for', async () => {
  const { api } = await slowList([lost, created]);
  const { start, clock } = zap();
  await failure(start(api));
  clock.advance(HALF_A_MINUTE);
  const { api: busy } = await slowList([created]);
  const answers = [
    refused(429, 'rate_limited', { 'retry-after': '6' }),
    { json: { jobs: [], next_cursor: null } },
  ];
  busy.answerWith(() => answers.shift());

  expect(await failure(start(busy))).toMatchObject({ name: 'ThrottledError' });

  expect(sent(busy)).toEqual([]);
  await expect(start(api)).resolves.toMatchObject({ id: 'sk_job_1' });
});

import { FakeClock } from '@scrapekit/core/testing';
import { expect, test } from 'vitest';
import { failure, stepRunner } from '../run-step.ts';
import { jobId, jobRoute, resultsRoute, scrapeJob } from '../scrape-answers.ts';
import { type Answer, refused, scriptedApi } from '../scripted-api.ts';

const later = { 'retry-after': '600' };

/** A Zap that reads the results of a job, which was started on 21 April at 10:00. */
async function zap(routes: Record<string, Answer>) {
  const { url } = await scriptedApi(routes);
  const clock = new FakeClock(Date.parse('2026-04-22T11:00:00Z'));
  const { run } = stepRunner({ clock });
  const inputData = { job_id: jobId, started_at: '2026-04-21T10:00:00Z' };
  const read = () => failure(run('creates.get_scrape_results.operation.perform', { url, inputData }));
  return { read, clock };
}

test.each<readonly [string, Answer]>([
  ['are malformed', { text: '{"results":{}}' }],
  ['answer 503', refused(503, 'internal_error', later)],
  ['are never ready', refused(409, 'job_not_ready')],
])(
  'A31: a job whose results %s is given up after a day of trouble, however old it is',
  async (_, results) => {
    const { read, clock } = await zap({ [jobRoute]: scrapeJob(), [resultsRoute]: results });

    expect(await read()).toMatchObject({ name: 'ThrottledError' });
    clock.advance(25 * 3_600_000);
    expect(await read()).toMatchObject({
      name: 'AppError',
      message: expect.stringContaining('this step gives up'),
    });
  },
);

test('A31: the error for a job that is given up says what the trouble was', async () => {
  const { read, clock } = await zap({ [jobRoute]: refused(503, 'internal_error', later) });

  await read();
  clock.advance(25 * 3_600_000);

  expect((await read()).message).toContain('It is internal_error.');
});

test('C003: a day after the start, a key that is no longer valid still asks the user to reconnect', async () => {
  const { read } = await zap({ [jobRoute]: refused(401, 'invalid_api_key') });

  expect((await read()).name).toBe('ExpiredAuthError');
});

import { FakeClock } from '@scrapekit/core/testing';
import { expect, test } from 'vitest';
import { failure, stepRunner } from '../run-step.ts';
import { jobId, jobRoute, resultsRoute, scrapeJob } from '../scrape-answers.ts';
import { type Answer, refused, scriptedApi } from '../scripted-api.ts';

const later = { 'retry-after': '600' };

/** Reads the results of a job that was started on 21 April at 10:00, at another time. */
async function readAt(time: string, routes: Record<string, Answer>) {
  const { url } = await scriptedApi(routes);
  const { run } = stepRunner({ clock: new FakeClock(Date.parse(time)) });
  const inputData = { job_id: jobId, started_at: '2026-04-21T10:00:00Z' };
  return await failure(run('creates.get_scrape_results.operation.perform', { url, inputData }));
}

test.each<readonly [string, Answer]>([
  ['are malformed', { text: '{"results":{}}' }],
  ['answer 503', refused(503, 'internal_error', later)],
  ['are never ready', refused(409, 'job_not_ready')],
])('A31: a job whose results %s is given up after a day', async (_, results) => {
  const routes = { [jobRoute]: scrapeJob(), [resultsRoute]: results };

  expect(await readAt('2026-04-22T09:59:00Z', routes)).toMatchObject({ name: 'ThrottledError' });
  expect(await readAt('2026-04-22T10:01:00Z', routes)).toMatchObject({
    name: 'AppError',
    message: expect.stringContaining('this step gives up'),
  });
});

test('A31: the error for a job that is given up says what the trouble was', async () => {
  const { message } = await readAt('2026-04-22T10:01:00Z', {
    [jobRoute]: refused(503, 'internal_error', later),
  });

  expect(message).toContain('It is internal_error.');
});

test('C003: a day after the start, a key that is no longer valid still asks the user to reconnect', async () => {
  const error = await readAt('2026-04-22T10:01:00Z', { [jobRoute]: refused(401, 'invalid_api_key') });

  expect(error.name).toBe('ExpiredAuthError');
});

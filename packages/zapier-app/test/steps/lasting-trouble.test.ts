import { FakeClock } from '@scrapekit/core/testing';
import { expect, test } from 'vitest';
import { failure, stepRunner } from '../run-step.ts';
import { jobId } from '../scrape-answers.ts';
import { refused, scriptedApi } from '../scripted-api.ts';

const HOUR_MS = 3_600_000;

test.each([
  ['find_scrape_job', { job_id: jobId }],
  ['find_last_scrape_job', {}],
  ['find_lead_in_scrape_job', { job_id: jobId, text: 'smile' }],
  ['find_account', {}],
])('%s is run again during a day of trouble, and then ends with the reason', async (step, inputData) => {
  const { url, answerWith } = await scriptedApi({});
  answerWith(() => refused(503, 'internal_error', { 'retry-after': '600' }));
  const clock = new FakeClock(Date.parse('2026-04-21T10:00:00Z'));
  const { run } = stepRunner({ clock });
  const find = () =>
    failure(run(`searches.${step}.operation.perform`, { url, inputData, meta: { zap: { id: '42' } } }));

  expect(await find()).toMatchObject({ name: 'ThrottledError' });
  clock.advance(24 * HOUR_MS);
  expect(await find()).toMatchObject({ name: 'ThrottledError' });
  clock.advance(HOUR_MS);
  expect(await find()).toMatchObject({
    name: 'AppError',
    message: expect.stringContaining('It is internal_error.'),
  });
});

import { expect, test } from 'vitest';
import { executeStep } from '../execute-step.ts';
import { account, failure } from '../run-step.ts';
import { jobId, jobRoute, scrapeJob } from '../scrape-answers.ts';
import { fileStore } from '../file-store.ts';
import { refused, scriptedApi } from '../scripted-api.ts';

const route = `${jobRoute}/results?format=csv`;
const fetchFile = (url: string, event: object) =>
  executeStep('hydrators.scrapeResultsFile', { authData: account(url), inputData: { job_id: jobId } }, event);

test('C112, C113, C114: uploads the CSV file of a job to Zapier unchanged', async () => {
  const csv = `place_id,name\r\n1,"Café ""Ümit"", Austin"\r\n${'2,x\r\n'.repeat(50_000)}`;
  const api = await scriptedApi({ [route]: { headers: { 'content-type': 'text/csv' }, text: csv } });
  const store = await fileStore();

  const { results } = await fetchFile(api.url, store.event);

  expect(results).toBe(`${store.url}/upload/file-1`);
  expect(store.uploads).toHaveLength(1);
  expect(store.uploads[0]).toContain(`filename="${jobId}.csv"`);
  expect(store.uploads[0]).toContain('Content-Type: text/csv');
  expect(store.uploads[0]).toContain(csv);
});

test('C102: fails for a cancelled job and uploads no file', async () => {
  const api = await scriptedApi({
    [route]: refused(409, 'job_not_ready'),
    [jobRoute]: scrapeJob({ status: 'cancelled' }),
  });
  const store = await fileStore();

  const { name, message } = await failure(fetchFile(api.url, store.event));

  expect(name).toBe('HaltedError');
  expect(message).toContain('was cancelled');
  expect(store.uploads).toEqual([]);
});

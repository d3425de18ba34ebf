import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { JobNotCompletedError } from '../../src/errors/job-not-completed-error.ts';
import { JobTimeoutError } from '../../src/errors/job-timeout-error.ts';
import { apiKey, scriptedClient } from '../engine/client.ts';
import { scriptedScrapeKit, input } from '../node/scripted-provider.ts';

const reference = { id: 'sk_job_4f7a9b1c', operation: 'scrape' };
const escape = String.fromCharCode(27);
const said = `It failed\n for ${apiKey}: ${escape}]0;title${String.fromCharCode(7)} ${'x'.repeat(5_000)}`;
const shown = `It failed for [redacted]: ]0;title ${'x'.repeat(5_000)}`.slice(0, 1_000);
const failed = { json: { job_id: reference.id, status: 'failed', error: said } };

describe("C192: the provider's reason of a failure is one line of at most 1,000 characters without the key", () => {
  test('in a job that is read, waited for, created or listed', async () => {
    const read = await scriptedClient(failed).client.get(reference);
    const waited = await scriptedClient(failed).client.wait(reference);
    const created = await scriptedClient(failed).client.create('scrape', input);
    const [listed] = await Array.fromAsync(
      scriptedClient({ json: { jobs: [failed.json] } }).client.list('scrape'),
    );

    expect([read, waited, created, listed].map((job) => job?.error)).toEqual([shown, shown, shown, shown]);
    expect(read.raw).toEqual(failed.json);
  });

  test('in the error of its results and of a run', async () => {
    const refusal = { status: 409, json: { error: { code: 'job_not_ready', message: 'Not ready.' } } };
    const { client } = scriptedClient(refusal, failed);
    const { scrapekit } = scriptedScrapeKit([failed]);

    const errors = await Promise.all(
      [client.results(reference), scrapekit.scrape.run(input)].map((rows) =>
        Array.fromAsync<unknown>(rows).catch((error: unknown) => error),
      ),
    );

    for (const error of errors) {
      expect(JobNotCompletedError.isInstance(error) && error.message).toBe(
        `Job sk_job_4f7a9b1c failed: ${shown}.`,
      );
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(apiKey);
    }
  });
});

test.each([
  ['JobNotCompletedError', JobNotCompletedError],
  ['JobTimeoutError', JobTimeoutError],
])('C192: a %s that is logged does not show the answer of the provider', (_, JobError) => {
  const job = { ...reference, status: 'running', raw: { note: `for ${apiKey}` } } as const;

  const error =
    JobError === JobTimeoutError ? new JobTimeoutError(job, 1_000) : new JobNotCompletedError(job);

  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(apiKey);
  expect(error.job).toBe(job);
});

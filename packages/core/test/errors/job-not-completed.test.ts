import { expect, test } from 'vitest';
import { JobNotCompletedError } from '../../src/errors/job-not-completed-error.ts';
import type { Job } from '../../src/job.ts';

const job = (rest: Partial<Job>): Job => ({
  id: 'j',
  operation: 'scrape',
  status: 'failed',
  raw: {},
  ...rest,
});

test.each([
  [{ status: 'running' }, 'Job j is running. Its results can be read once it is completed.'],
  [
    { status: 'completed' },
    'Job j is completed, but its results are not ready yet. Read them again in a moment.',
  ],
  [{ error: 'No businesses found.' }, 'Job j failed: No businesses found.'],
  [{}, 'Job j failed.'],
  [{ status: 'cancelled' }, 'Job j was cancelled.'],
  [
    { status: 'cancelled', creditsUsed: 15 },
    'Job j was cancelled. Rows it had already produced are billed but cannot be fetched.',
  ],
] as const)('C102, A06: the message for %j is “%s”', (rest, message) => {
  expect(new JobNotCompletedError(job(rest)).message).toBe(message);
});

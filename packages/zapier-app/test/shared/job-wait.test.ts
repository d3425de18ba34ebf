import { providers } from '@scrapekit/core';
import { FakeClock } from '@scrapekit/core/testing';
import { expect, test, vi } from 'vitest';
import { scrapeResultsFile } from '../../src/providers/scrapekit.ts';
import { resumeJob } from '../../src/shared/job-wait.ts';
import { account, failure, runStep } from '../run-step.ts';
import { jobId, jobRoute, scrapeJob } from '../scrape-answers.ts';
import { scriptedApi } from '../scripted-api.ts';

test('C186: a callback that comes before its time ends the step, and says how to go on', async () => {
  vi.spyOn(console, 'log').mockReturnValue();
  const api = await scriptedApi({ [jobRoute]: scrapeJob({ status: 'running' }) });
  const options = { operation: 'scrape', facts: [], file: scrapeResultsFile, clock: new FakeClock() };
  const resume = resumeJob(providers.scrapekit, options);

  const { name, message } = await failure(
    runStep(resume, { authData: account(api.url), outputData: { id: jobId }, rawRequest: {} }),
  );

  expect(name).toBe('AppError');
  expect(message).toContain('is still running');
});

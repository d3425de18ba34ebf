import { isTerminal, JobTimeoutError } from '@scrapekit/core';
import type { Clock, Job, ProviderDefinition } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import type { Bundle, ZObject } from 'zapier-platform-core';
import { connect } from './connect.ts';
import { translatingErrors } from './errors.ts';
import { isEditorTest } from './is-editor-test.ts';
import { judgeCallback } from './judge-callback.ts';
import { readInput, type InputFieldFacts } from './read-input.ts';
import { showJob, type ShownJob } from './show-job.ts';
import { showResults, showUnfinished, type ResultsFile } from './show-results.ts';

const EDITOR_PATIENCE_MS = 15_000;
/** The provider settles a job before it calls back; this covers a reading that lags behind. */
const RESUME_PATIENCE_MS = 5000;

export interface JobWaitOptions {
  readonly operation: string;
  readonly inputFields: readonly InputFieldFacts[];
  readonly facts: readonly string[];
  readonly file: ResultsFile;
  /** @default the machine's own */
  readonly clock?: Clock;
}

/** A step that starts a job and pauses the Zap until the provider calls back; then `resumeJob` goes on. */
export const startJobAndWait = (provider: ProviderDefinition, options: JobWaitOptions) => {
  const { operation, inputFields, facts, file, clock = systemClock } = options;
  return translatingErrors(async (z: ZObject, bundle: Bundle): Promise<ShownJob> => {
    const client = connect(provider, z, { authData: bundle.authData, clock });
    const input = readInput(inputFields, bundle.inputData);
    if (!isEditorTest(bundle)) {
      // Asking for the URL is what pauses the Zap.
      const webhookUrl = z.generateCallbackUrl();
      return showJob(await client.create(operation, input, { webhookUrl }), facts);
    }
    const started = await client.create(operation, input);
    const job = await client.wait(started, { timeoutMs: EDITOR_PATIENCE_MS }).catch(jobSoFar);
    return isTerminal(job) ? showResults(z, job, { client, facts, file }) : showUnfinished(job, facts);
  });
};

/** Goes on after a callback, with what the provider says about the job now and nothing of what the callback says. */
export const resumeJob = (provider: ProviderDefinition, options: Omit<JobWaitOptions, 'inputFields'>) => {
  const { operation, facts, file, clock = systemClock } = options;
  return translatingErrors(async (z: ZObject, bundle: Bundle): Promise<ShownJob> => {
    const { authData, rawRequest = {}, outputData } = bundle;
    const { id } = outputData as ShownJob;
    const secrets = authData.webhook_secret === undefined ? [] : [authData.webhook_secret];
    const verdict = judgeCallback(provider, rawRequest, { secrets, now: new Date(clock.now()) });
    z.console.log(`Callback for job ${id}: ${verdict}`);
    const client = connect(provider, z, { authData, clock });
    const job = await client.wait({ id, operation }, { timeoutMs: RESUME_PATIENCE_MS }).catch(jobSoFar);
    if (!isTerminal(job)) throw new z.errors.Error(calledTooEarly(job), 'job_not_ready');
    return showResults(z, job, { client, facts, file });
  });
};

function jobSoFar(error: unknown): Job {
  if (JobTimeoutError.isInstance(error)) return error.job;
  throw error;
}

// The callback is used up, so this step cannot wait any longer.
const calledTooEarly = ({ id, status }: Job): string =>
  `Job ${id} is still ${status}, although a callback came. It goes on running: read its results in a step of their own.`;

import {
  type Clock,
  isTerminal,
  type Job,
  JobTimeoutError,
  type ProviderDefinition,
  verifyWebhook,
  type WebhookRejection,
  WebhookVerificationError,
} from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import type { Bundle, ZObject } from 'zapier-platform-core';
import { type FormField, isEditorTest, collectInput } from './bundle.ts';
import { connect } from './connect.ts';
import { translatingErrors } from './errors.ts';
import {
  type ResultsFile,
  jobOutput,
  type JobOutput,
  resultsOutput,
  unfinishedOutput,
} from './job-output.ts';

const EDITOR_WAIT_MS = 15_000;
/** The provider ends a job before it calls back. The step still waits a little, in case the status is out of date. */
const RESUME_WAIT_MS = 5000;

export interface JobWaitOptions {
  readonly operation: string;
  readonly inputFields: readonly FormField[];
  readonly copiedKeys: readonly string[];
  readonly file: ResultsFile;
  /** @default the system clock */
  readonly clock?: Clock;
}

/** Makes a step that starts a job and pauses the Zap until the provider calls back. `resumeJob` then continues. */
export const startJobAndWait = (provider: ProviderDefinition, options: JobWaitOptions) => {
  const { operation, inputFields, copiedKeys, file, clock = systemClock } = options;
  return translatingErrors(provider, async (z: ZObject, bundle: Bundle): Promise<JobOutput> => {
    const client = connect(provider, z, { authData: bundle.authData, clock });
    const input = collectInput(inputFields, bundle.inputData);
    if (!isEditorTest(bundle)) {
      // This call makes Zapier pause the Zap after the step.
      const webhookUrl = z.generateCallbackUrl();
      return jobOutput(await client.create(operation, input, { webhookUrl }), copiedKeys);
    }
    const started = await client.create(operation, input);
    const job = await client.wait(started, { timeoutMs: EDITOR_WAIT_MS }).catch(jobSoFar);
    return isTerminal(job)
      ? resultsOutput(z, job, { client, copiedKeys, file })
      : unfinishedOutput(job, copiedKeys);
  });
};

/** Makes the step that continues after a callback. It uses nothing of the callback's content and fetches the job. */
export const resumeJob = (provider: ProviderDefinition, options: Omit<JobWaitOptions, 'inputFields'>) => {
  const { operation, copiedKeys, file, clock = systemClock } = options;
  return translatingErrors(provider, async (z: ZObject, bundle: Bundle): Promise<JobOutput> => {
    const { authData, rawRequest = {}, outputData } = bundle;
    const { id } = outputData as JobOutput;
    const secrets = authData.webhook_secret === undefined ? [] : [authData.webhook_secret.trim()];
    const callbackCheck = judgeCallback(provider, rawRequest, { secrets, now: new Date(clock.now()) });
    z.console.log(`Callback for job ${id}: ${callbackCheck}`);
    const client = connect(provider, z, { authData, clock });
    const job = await client
      .wait({ id, operation }, { timeoutMs: RESUME_WAIT_MS })
      .catch((error: unknown) => {
        // The error says why the job could not be read, which is more than that it still runs.
        if (JobTimeoutError.isInstance(error) && error.cause !== undefined) throw error;
        return jobSoFar(error);
      });
    if (!isTerminal(job)) throw new z.errors.Error(earlyCallbackMessage(job), 'job_not_ready');
    return resultsOutput(z, job, { client, copiedKeys, file });
  });
};

function jobSoFar(error: unknown): Job {
  if (JobTimeoutError.isInstance(error)) return error.job;
  throw error;
}

// Zapier resumes a step only once, so it cannot wait for another callback.
const earlyCallbackMessage = ({ id, status }: Job): string =>
  `Job ${id} is still ${status}, although a callback arrived. The job continues: get its results in a separate step.`;

/**
 * Checks a callback's signature for the log. The result changes nothing, because the job is fetched with the key in any
 * case, and Zapier may deliver a callback later than the five minutes for which a signature is valid.
 */
export function judgeCallback(
  provider: ProviderDefinition,
  { headers = {}, content = '' }: NonNullable<Bundle['rawRequest']>,
  { secrets, now }: { readonly secrets: readonly string[]; readonly now: Date },
): WebhookRejection | 'genuine' {
  const delivery = { headers: Object.entries(headers).map(asProviderSent), body: Buffer.from(content) };
  try {
    verifyWebhook(provider, delivery, { secrets, now });
    return 'genuine';
  } catch (error) {
    if (WebhookVerificationError.isInstance(error)) return error.reason;
    throw error;
  }
}

/** Removes the prefix of Zapier, which writes most headers as `Http-X-Name`. */
const asProviderSent = ([name, value]: readonly [string, string]) =>
  [name.replace(/^http-/i, ''), value] as const;

import {
  type Client,
  isTerminal,
  type Job,
  JobNotCompletedError,
  JobTimeoutError,
  type ProviderDefinition,
  verifyWebhook,
  type WebhookRejection,
  WebhookVerificationError,
} from '@scrapekit/core';
import { type Bundle, type Create, defineCreate, type ZObject } from 'zapier-platform-core';
import { connect } from '../connect.ts';
import { messageOf, translatingErrors } from '../errors.ts';
import { toInputFields } from '../fields.ts';
import { isEditorTest, pausedJobId, toDelivery } from '../input.ts';
import type { JobOutput } from '../job-output.ts';
import type { JobBinding } from '../operation.ts';
import {
  type FileHydrators,
  resultsOutput,
  resultsOutputFields,
  resultsSample,
  withoutResults,
} from '../rows-output.ts';
import { createAndWaitWords } from '../words.ts';
import { startJob, type StepOptions } from './create-job.ts';

/** A test in the editor waits this long, and the results must be read after that. */
const EDITOR_WAIT_MS = 15_000;
/** The provider ends a job before it calls back. The step still waits a little, in case the status is out of date. */
const RESUME_WAIT_MS = 10_000;

export type WaitOptions = StepOptions & { readonly hydrators: FileHydrators };

/** Defines the step that starts a job and pauses the Zap until the provider calls back. */
export function createAndWaitStep(binding: JobBinding, options: WaitOptions): Create {
  const { provider, operation } = binding;
  const { key, clock } = options;
  // The step fills the field for a webhook URL with the callback URL of the Zap.
  const fields = binding.fields.filter((field) => field.key !== webhookField(provider));
  const perform = translatingErrors(provider, async (z: ZObject, bundle: Bundle): Promise<JobOutput> => {
    const client = connect(provider, z, { authData: bundle.authData, clock });
    const start = { binding, client, clock, fields };
    if (isEditorTest(bundle)) {
      const { job } = await startJob(z, bundle, start);
      return await waitInPlace(z, { binding, job, client }, options);
    }
    // `generateCallbackUrl` makes Zapier pause the Zap, so it is called only when this run starts the job.
    const started = await startJob(z, bundle, { ...start, webhookUrl: () => z.generateCallbackUrl() });
    return started.found
      ? await waitInPlace(z, { binding, job: started.job, client }, options)
      : started.output;
  });
  return defineCreate({
    key,
    ...createAndWaitWords(operation),
    operation: {
      inputFields: toInputFields(fields),
      perform,
      performResume: resumeJob(binding, options),
      sample: resultsSample(binding),
      outputFields: resultsOutputFields(binding),
    },
  });
}

export const webhookField = ({ webhook: { registration } }: ProviderDefinition): string | undefined =>
  registration.kind === 'per-job' ? registration.field : undefined;

interface WaitingJob {
  readonly binding: JobBinding;
  readonly job: Job;
  readonly client: Client;
}

/** Waits as long as the step may take. The job exists and is paid, so every trouble ends in a note and in no error. */
async function waitInPlace(z: ZObject, waiting: WaitingJob, options: WaitOptions): Promise<JobOutput> {
  const { binding, job, client } = waiting;
  return await resultsOrNote(z, waiting, {
    options,
    read: async () => await client.wait(job, { timeoutMs: EDITOR_WAIT_MS }),
    stillRunning: `The job still runs. Its ${binding.operation.nouns.rows} come with the step that gets the results of a job.`,
  });
}

/** Makes the step that continues after a callback. It uses nothing of the callback's content and fetches the job. */
function resumeJob(binding: JobBinding, options: WaitOptions) {
  const { provider, key: operation } = binding;
  return translatingErrors(provider, async (z: ZObject, bundle: Bundle): Promise<JobOutput> => {
    const { authData, rawRequest, outputData } = bundle;
    const id = pausedJobId(outputData);
    if (id === undefined) {
      throw new z.errors.HaltedError(
        'This run does not know the job for which it was paused. Get the results of the job in a separate step.',
      );
    }
    const secrets = [authData.webhook_secret?.trim() ?? ''].filter((secret) => secret !== '');
    const now = new Date(options.clock.now());
    z.console.log(`Callback for job ${id}: ${judgeCallback(provider, rawRequest, { secrets, now })}`);
    const client = connect(provider, z, { authData, clock: options.clock });
    const job: Job = { id, operation, status: 'running', raw: outputData };
    return await resultsOrNote(
      z,
      { binding, job, client },
      {
        options,
        read: async () => await client.wait(job, { timeoutMs: RESUME_WAIT_MS }),
        // Zapier resumes a step only once, so it cannot wait for another callback.
        stillRunning:
          'A callback came while the job still runs. The job continues: get its results in a separate step.',
      },
    );
  });
}

/** Reads the job and its results. Returns what is known of the job and the reason when that is not possible. */
async function resultsOrNote(
  z: ZObject,
  { binding, job, client }: WaitingJob,
  {
    options,
    read,
    stillRunning,
  }: { readonly options: WaitOptions; readonly read: () => Promise<Job>; readonly stillRunning: string },
): Promise<JobOutput> {
  let known = job;
  try {
    known = await read();
    if (known.status === 'completed') {
      return await readyResults(z, { binding, job: known, client }, options);
    }
    const reason = known.error === undefined ? '' : ` ${known.error}`;
    return withoutResults(
      binding,
      known,
      `The job has ended without results: it is ${known.status}.${reason}`,
    );
  } catch (error) {
    if (JobTimeoutError.isInstance(error) && error.cause === undefined) {
      return withoutResults(binding, error.job, stillRunning);
    }
    const [trouble, state] = isTerminal(known)
      ? ['The results could not be read', 'is paid']
      : ['The job could not be read', 'is paid and continues'];
    const note = `${trouble}. ${messageOf(error)} The job ${state}: get its results in a separate step.`;
    return withoutResults(binding, known, note);
  }
}

/** A provider may answer for a moment that the results of a completed job are not ready. They are then read again. */
const READY_TRIES = 3;
const READY_PAUSE_MS = 2000;

async function readyResults(
  z: ZObject,
  { binding, job, client }: WaitingJob,
  { clock, hydrators }: WaitOptions,
): Promise<JobOutput> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await resultsOutput(z, { binding, job }, { client, hydrators });
    } catch (error) {
      const isNotReady = JobNotCompletedError.isInstance(error) && error.job.status === 'completed';
      if (!isNotReady || tries === READY_TRIES) throw error;
      await clock.sleep(READY_PAUSE_MS);
    }
  }
}

/**
 * Checks a callback's signature for the log. The result changes nothing, because the job is fetched with the key in any
 * case, and Zapier may deliver a callback later than the five minutes for which a signature is valid.
 */
function judgeCallback(
  provider: ProviderDefinition,
  rawRequest: Bundle['rawRequest'] | null,
  { secrets, now }: { readonly secrets: readonly string[]; readonly now: Date },
): WebhookRejection | 'genuine' {
  try {
    verifyWebhook(provider, toDelivery(rawRequest), { secrets, now });
    return 'genuine';
  } catch (error) {
    // The job is paid, so a callback of an unexpected form must not fail the step.
    return WebhookVerificationError.isInstance(error) ? error.reason : 'malformed_delivery';
  }
}

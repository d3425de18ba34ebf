import { type Client, type Clock, type CreatedJob, type Job } from '@scrapekit/core';
import { type Bundle, type Create, defineCreate, type ZObject } from 'zapier-platform-core';
import { connect } from '../connect.ts';
import { createOnce } from '../create-once.ts';
import { translatingErrors } from '../errors.ts';
import { toInputFields } from '../fields.ts';
import { collectInput, withLabels } from '../input.ts';
import { createdOutput, createdOutputFields, createdSample, type JobOutput } from '../job-output.ts';
import type { JobBinding } from '../operation.ts';
import { createWords } from '../words.ts';

/** Defines the step that starts a job and does not wait for its end. */
export function createJobStep(binding: JobBinding, { key, clock }: StepOptions): Create {
  const perform = translatingErrors(binding.provider, async (z: ZObject, bundle: Bundle) => {
    const client = connect(binding.provider, z, { authData: bundle.authData, clock });
    return (await startJob(z, bundle, { binding, client, clock, fields: binding.fields })).output;
  });
  return defineCreate({
    key,
    ...createWords(binding.operation),
    operation: {
      inputFields: toInputFields(binding.fields),
      perform,
      sample: createdSample(binding),
      outputFields: createdOutputFields(binding),
    },
  });
}

export interface StepOptions {
  /** The step's key in the app. Zaps refer to it, so it never changes. */
  readonly key: string;
  readonly clock: Clock;
}

export interface StartOptions {
  readonly binding: JobBinding;
  readonly client: Client;
  readonly clock: Clock;
  /** The fields of the step's form. */
  readonly fields: JobBinding['fields'];
  /** Returns the URL that the provider calls when the job has ended. It is called right before the create. */
  readonly webhookUrl?: () => string;
}

export interface StartedJob {
  readonly job: CreatedJob | Job;
  /** Whether an earlier run of the step started the job. */
  readonly found: boolean;
  readonly output: JobOutput;
}

/** Starts a job with the input of a form. Once the job exists, nothing is thrown. */
export async function startJob(
  z: ZObject,
  bundle: Bundle,
  { binding, client, clock, fields, webhookUrl }: StartOptions,
): Promise<StartedJob> {
  const { provider, key: operation } = binding;
  const input = collectInput(operation, fields, bundle.inputData);
  const request = { provider, operation, input, webhookUrl, clock };
  const { job, found } = await createOnce(z, bundle, { client, request }).catch((error: unknown) => {
    throw withLabels(operation, fields, error);
  });
  const startedAt = new Date(clock.now()).toISOString();
  const facts = { startedAt, balance: await readBalance(client, binding), note: noteOf(job, found) };
  return { job, found, output: createdOutput(binding, job, facts) };
}

/** Credits that are left, or null where the provider does not tell it or does not answer. */
async function readBalance(client: Client, { provider }: JobBinding): Promise<number | null> {
  if (provider.account?.tells?.includes('balance') !== true) return null;
  try {
    const { balance } = await client.account();
    return balance === undefined ? null : balance / 1000;
  } catch {
    // The job exists, so the step succeeds without the balance.
    return null;
  }
}

function noteOf(job: CreatedJob | Job, found: boolean): string | null {
  if (found) return 'An earlier run of this step had started this job, so no second job was started.';
  const { quantity, clampedFrom } = 'receipt' in job ? job.receipt : {};
  return clampedFrom === undefined
    ? null
    : `The balance pays for ${quantity} of the ${clampedFrom} requested, so the job is limited to them.`;
}

import type { ProviderDefinition } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import type { Bundle, ZObject } from 'zapier-platform-core';
import { connect } from './connect.ts';
import { translatingErrors } from './errors.ts';
import { readInput, type InputFieldFacts } from './read-input.ts';
import { showJob, type ShownJob } from './show-job.ts';

export interface JobCreateOptions {
  readonly operation: string;
  readonly inputFields: readonly InputFieldFacts[];
  /** Keys of the provider's answer that the step shows. */
  readonly facts: readonly string[];
}

/** A step that starts a job and is done: the job runs on by itself. */
export const createJob = (
  provider: ProviderDefinition,
  { operation, inputFields, facts }: JobCreateOptions,
) =>
  translatingErrors(async (z: ZObject, { authData, inputData }: Bundle): Promise<ShownJob> => {
    const client = connect(provider, z, { authData, clock: systemClock });
    const job = await client.create(operation, readInput(inputFields, inputData));
    return showJob(job, facts);
  });

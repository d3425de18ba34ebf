import type { ProviderDefinition } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import type { Bundle, ZObject } from 'zapier-platform-core';
import { connect } from './connect.ts';
import { translatingErrors } from './errors.ts';
import { collectInput, type FormField } from './bundle.ts';
import { jobOutput, type JobOutput } from './job-output.ts';

export interface JobCreateOptions {
  readonly operation: string;
  readonly inputFields: readonly FormField[];
  /** Keys of the provider's answer that are copied into the output. */
  readonly copiedKeys: readonly string[];
}

/** Makes a step that starts a job and does not wait for its end. */
export const createJob = (
  provider: ProviderDefinition,
  { operation, inputFields, copiedKeys }: JobCreateOptions,
) =>
  translatingErrors(provider, async (z: ZObject, { authData, inputData }: Bundle): Promise<JobOutput> => {
    const client = connect(provider, z, { authData, clock: systemClock });
    const job = await client.create(operation, collectInput(inputFields, inputData));
    return jobOutput(job, copiedKeys);
  });

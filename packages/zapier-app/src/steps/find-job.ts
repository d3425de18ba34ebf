import { ApiError } from '@scrapekit/core';
import {
  type Bundle,
  type Create,
  defineCreate,
  defineSearch,
  type Search,
  type ZObject,
} from 'zapier-platform-core';
import { connect } from '../connect.ts';
import { retryingReads, translatingErrors } from '../errors.ts';
import { parseJobId } from '../input.ts';
import { jobOutput, type JobOutput, jobOutputFields, jobSample } from '../job-output.ts';
import type { JobBinding } from '../operation.ts';
import { cancelWords, findJobWords, titleCase } from '../words.ts';
import type { StepOptions } from './create-job.ts';
import { jobField } from './job-field.ts';

const referenceIn = ({ key, operation }: JobBinding, inputData: Bundle['inputData']) => ({
  id: parseJobId(key, titleCase(operation.nouns.job), inputData),
  operation: key,
});

/** Defines the search that finds a job by its id. It finds nothing when the provider does not know the job. */
export function findJobStep(binding: JobBinding, { key, clock }: StepOptions): Search {
  const perform = retryingReads(
    binding.provider,
    async (z: ZObject, { authData, inputData }: Bundle): Promise<JobOutput[]> => {
      const client = connect(binding.provider, z, { authData, clock });
      try {
        return [jobOutput(binding, await client.get(referenceIn(binding, inputData)))];
      } catch (error) {
        if (ApiError.isInstance(error) && error.status === 404) return [];
        throw error;
      }
    },
    { clock },
  );
  return defineSearch({
    key,
    ...findJobWords(binding.operation),
    operation: {
      inputFields: [jobField(binding, { clock })],
      perform,
      sample: jobSample(binding),
      outputFields: jobOutputFields(binding),
    },
  });
}

/** Defines the step that cancels a job. */
export function cancelJobStep(binding: JobBinding, { key, clock }: StepOptions): Create {
  const perform = translatingErrors(
    binding.provider,
    async (z: ZObject, { authData, inputData }: Bundle): Promise<JobOutput> => {
      const client = connect(binding.provider, z, { authData, clock });
      const reference = referenceIn(binding, inputData);
      const job = await client.cancel(reference).catch(async (error: unknown) => {
        // An earlier run of the step may have cancelled the job.
        if (!ApiError.isInstance(error) || error.status !== 409) throw error;
        const ended = await client.get(reference);
        if (ended.status !== 'cancelled') throw error;
        return ended;
      });
      return jobOutput(binding, job);
    },
  );
  return defineCreate({
    key,
    ...cancelWords(binding.operation),
    operation: {
      inputFields: [jobField(binding, { clock })],
      perform,
      sample: { ...jobSample(binding), status: 'cancelled' },
      outputFields: jobOutputFields(binding),
    },
  });
}

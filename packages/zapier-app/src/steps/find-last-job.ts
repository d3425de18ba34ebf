import type { JobStatus } from '@scrapekit/core';
import { type Bundle, defineSearch, type Search, type ZObject } from 'zapier-platform-core';
import { connect } from '../connect.ts';
import { retryingReads } from '../errors.ts';
import { toInputFields } from '../fields.ts';
import { collectInput } from '../input.ts';
import { jobOutput, type JobOutput, jobOutputFields, jobSample } from '../job-output.ts';
import type { JobBinding } from '../operation.ts';
import { findLastJobWords, titleCase } from '../words.ts';
import type { StepOptions } from './create-job.ts';

const states = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const satisfies JobStatus[];
const state = {
  key: 'state',
  label: 'State',
  help: 'The state of the job. The newest job in any state is found if none is chosen.',
  type: 'choice',
  required: false,
  choices: states.map((value) => ({ value, label: titleCase(value) })),
} as const;

/** Defines the search for the newest job, where the provider lists jobs. */
export function findLastJobStep(binding: JobBinding, { key, clock }: StepOptions): Search {
  const perform = retryingReads(
    binding.provider,
    async (z: ZObject, { authData, inputData }: Bundle): Promise<JobOutput[]> => {
      const { state: status } = collectInput(binding.key, [state], inputData) as {
        readonly state?: JobStatus;
      };
      const client = connect(binding.provider, z, { authData, clock });
      for await (const job of client.list(binding.key, { status })) {
        // A server may ignore the filter.
        if (status === undefined || job.status === status) return [jobOutput(binding, job)];
      }
      return [];
    },
    { clock },
  );
  return defineSearch({
    key,
    ...findLastJobWords(binding.operation),
    operation: {
      inputFields: toInputFields([state]),
      perform,
      sample: jobSample(binding),
      outputFields: jobOutputFields(binding),
    },
  });
}

import type { Client, Job, JobStatus } from '@scrapekit/core';
import {
  type Bundle,
  defineTrigger,
  type PlainOutputField,
  type Trigger,
  type ZObject,
} from 'zapier-platform-core';
import { connect } from '../connect.ts';
import { translatingErrors } from '../errors.ts';
import { toInputFields } from '../fields.ts';
import { collectInput, toChoices } from '../input.ts';
import { createdAt, jobOutput, type JobOutput, jobOutputFields, jobSample } from '../job-output.ts';
import type { JobBinding } from '../operation.ts';
import type { StepOptions } from '../steps/create-job.ts';
import { jobFinishedWords } from '../words.ts';

/** So many of the newest jobs of each state are looked at in a poll. Zapier holds a Zap with more than 100 new ones. */
const MAX_JOBS = 100;

const states = { completed: 'Completed', failed: 'Failed', cancelled: 'Cancelled' } as const;
const statesField = {
  key: 'states',
  label: 'States',
  help: 'How the job has ended. Only completed jobs count if nothing is chosen.',
  type: 'list',
  required: false,
  choices: toChoices(states),
} as const;

/**
 * Defines the trigger for jobs that have ended, whatever started them. Jobs are listed by their state and recognised by id
 * and state, so a job that was created long ago is seen when it ends.
 */
export function jobFinishedTrigger(binding: JobBinding, { key, clock }: StepOptions): Trigger {
  const { provider, key: operation } = binding;
  const perform = translatingErrors(provider, async (z: ZObject, bundle: Bundle): Promise<JobOutput[]> => {
    const client = connect(provider, z, { authData: bundle.authData, clock });
    const wanted = parseStates(operation, bundle.inputData);
    const lists = await Promise.all(wanted.map((status) => newestJobs(client, operation, status)));
    return lists
      .flat()
      .toSorted((a, b) => createdMs(b) - createdMs(a))
      .map((job) => finishedOutput(binding, job));
  });
  return defineTrigger({
    key,
    ...jobFinishedWords(binding.operation),
    operation: {
      type: 'polling',
      inputFields: toInputFields([statesField]),
      perform,
      sample: finishedSample(binding),
      outputFields: finishedFields(binding),
    },
  });
}

/** The output of a job that has ended. Its id changes with its state, by which Zapier recognises what is new. */
export const finishedOutput = (binding: JobBinding, job: Job): JobOutput => ({
  ...jobOutput(binding, job),
  id: `${job.id}:${job.status}`,
  job_id: job.id,
});

export const finishedSample = (binding: JobBinding): JobOutput => ({
  ...jobSample(binding),
  id: `${binding.exampleId}:completed`,
  job_id: binding.exampleId,
});

export const finishedFields = (binding: JobBinding): PlainOutputField[] => [
  // The id names the end of the job, and other steps take the id of the job.
  ...jobOutputFields(binding).map((field) => (field.key === 'id' ? { ...field, label: 'Event ID' } : field)),
  { key: 'job_id', label: 'Job ID' },
];

function parseStates(operation: string, inputData: Bundle['inputData']): readonly JobStatus[] {
  const { states: chosen = ['completed'] } = collectInput(operation, [statesField], inputData) as {
    readonly states?: readonly string[];
  };
  const known = Object.keys(states) as (keyof typeof states)[];
  return known.filter((state) => chosen.includes(state));
}

async function newestJobs(client: Client, operation: string, status: JobStatus): Promise<Job[]> {
  const jobs: Job[] = [];
  for await (const job of client.list(operation, { status })) {
    // A server may ignore the filter.
    if (job.status === status) jobs.push(job);
    if (jobs.length === MAX_JOBS) break;
  }
  return jobs;
}

const createdMs = (job: Job): number => Date.parse(createdAt(job) ?? '') || 0;

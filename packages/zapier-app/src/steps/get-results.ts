import {
  type Client,
  type Field,
  isTerminal,
  type Job,
  JobNotCompletedError,
  JobTimeoutError,
} from '@scrapekit/core';
import { type Bundle, type Create, defineCreate, type ZObject } from 'zapier-platform-core';
import { connect } from '../connect.ts';
import { retryingReads, throttleSeconds } from '../errors.ts';
import { toInputFields } from '../fields.ts';
import { collectInput, isEditorTest, parseJobId, toChoices } from '../input.ts';
import { createdAt, type JobOutput } from '../job-output.ts';
import { firstTime, memoryKey } from '../memory.ts';
import type { JobBinding } from '../operation.ts';
import {
  MAX_ROWS,
  resultsOutput,
  resultsOutputFields,
  resultsSample,
  rowColumnLabels,
} from '../rows-output.ts';
import { resultsWords, titleCase } from '../words.ts';
import type { WaitOptions } from './create-and-wait.ts';
import { jobField } from './job-field.ts';

const EDITOR_WAIT_MS = 15_000;
const DAY_MS = 24 * 3_600_000;

/** Defines the step that fetches a job's results. While the job runs, Zapier runs the step again later, for a day. */
export function getResultsStep(binding: JobBinding, options: WaitOptions): Create {
  const { provider, operation, key: operationKey } = binding;
  const { key, clock, hydrators } = options;
  const fields = choiceFields(binding);
  const perform = retryingReads(
    provider,
    async (z: ZObject, bundle: Bundle): Promise<JobOutput> => {
      const { authData, inputData } = bundle;
      const id = parseJobId(operationKey, titleCase(operation.nouns.job), inputData);
      const { limit, columns, started_at } = collectInput(operationKey, fields, inputData) as Choices;
      const client = connect(provider, z, { authData, clock });
      const reference = { id, operation: operationKey };
      const isOld = (since: number) => clock.now() - since > DAY_MS;
      const job = isEditorTest(bundle) ? await waitForEditor(client, reference) : await client.get(reference);
      if (!isTerminal(job)) {
        const since = await startOf(z, bundle, { reference, given: started_at, now: clock.now() });
        throw unfinishedError(z, bundle, {
          job,
          isTooOld: isOld(since) || isOld(Date.parse(createdAt(job) ?? '')),
        });
      }
      if (job.status !== 'completed') throw new JobNotCompletedError(job);
      return await resultsOutput(z, { binding, job }, { client, hydrators, limit, columns });
    },
    { clock },
  );
  return defineCreate({
    key,
    ...resultsWords(operation),
    operation: {
      inputFields: [jobField(binding, { clock }), ...toInputFields(fields)],
      perform,
      sample: resultsSample(binding),
      outputFields: resultsOutputFields(binding),
    },
  });
}

interface Choices {
  readonly limit?: number;
  readonly columns?: readonly string[];
  readonly started_at?: string;
}

function choiceFields(binding: JobBinding): readonly Field[] {
  const { rows } = binding.operation.nouns;
  return [
    {
      key: 'limit',
      label: 'Limit',
      help: `The most ${rows} to return, up to ${MAX_ROWS}. The file always has all of them. For one run of a Zap for each of them, use the trigger for new ${rows} instead.`,
      type: 'integer',
      required: false,
      min: 1,
      max: MAX_ROWS,
    },
    {
      key: 'columns',
      label: 'Columns',
      help: `The columns of the ${rows} to return. All are returned if none is chosen.`,
      type: 'list',
      required: false,
      element: { type: 'text' },
      choices: toChoices(rowColumnLabels(binding)),
    },
    {
      key: 'started_at',
      label: 'Started At',
      help: 'Map Created At from the step that created the job. A job that has not ended a day after it is given up.',
      type: 'date-time',
      required: false,
    },
  ];
}

/** When the job was started as far as it is known: as the user mapped it, or when this step first asked for the job. */
async function startOf(
  z: ZObject,
  { authData }: Bundle,
  {
    reference: { id, operation },
    given,
    now,
  }: {
    readonly reference: Pick<Job, 'id' | 'operation'>;
    readonly given: string | undefined;
    readonly now: number;
  },
): Promise<number> {
  const mapped = Date.parse(given ?? '');
  if (!Number.isNaN(mapped)) return mapped;
  const key = memoryKey('first-read', [authData.api_key, operation, id]);
  return await firstTime(z, key, { now, seconds: (2 * DAY_MS) / 1000 });
}

/** Waits as long as a test in Zapier's editor may take. Returns the job as it is then. */
async function waitForEditor(client: Client, reference: Pick<Job, 'id' | 'operation'>): Promise<Job> {
  try {
    return await client.wait(reference, { timeoutMs: EDITOR_WAIT_MS });
  } catch (error) {
    if (!JobTimeoutError.isInstance(error)) throw error;
    // The reason why the job could not be read says more than that the time is up.
    if (error.cause instanceof Error) throw error.cause;
    return error.job;
  }
}

function unfinishedError(
  { errors }: ZObject,
  bundle: Bundle,
  { job: { id, status }, isTooOld }: { readonly job: Job; readonly isTooOld: boolean },
): Error {
  const still = `Job ${id} is still ${status}.`;
  if (isEditorTest(bundle)) {
    return new errors.Error(`${still} Test this step again in a minute.`, 'job_not_ready');
  }
  if (isTooOld) {
    const text = `${still} It was started over a day ago, so this step gives up.`;
    return new errors.Error(text, 'job_not_ready');
  }
  return new errors.ThrottledError(`${still} This step runs again by itself.`, throttleSeconds());
}

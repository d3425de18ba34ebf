import { Readable } from 'node:stream';
import {
  type Client,
  type Clock,
  isTerminal,
  type Job,
  type JobReference,
  JobTimeoutError,
  type ProviderDefinition,
} from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import type { Bundle, ZObject } from 'zapier-platform-core';
import { isEditorTest, parseJobId } from './bundle.ts';
import { connect } from './connect.ts';
import { throttleSeconds, translatingErrors } from './errors.ts';
import { type ResultsFile, type JobOutput, resultsOutput } from './job-output.ts';

const EDITOR_WAIT_MS = 20_000;
const GIVE_UP_AFTER_MS = 24 * 3_600_000;

export interface JobResultsOptions {
  readonly operation: string;
  readonly copiedKeys: readonly string[];
  /** The key of the provider's answer with the creation time, in ISO 8601. */
  readonly createdAt: string;
  readonly file: ResultsFile;
  /** @default the system clock */
  readonly clock?: Clock;
}

/** Makes a step that fetches a job's results. While the job runs, Zapier runs the step again later. */
export const fetchJobResults = (provider: ProviderDefinition, options: JobResultsOptions) => {
  const { operation, copiedKeys, createdAt, file, clock = systemClock } = options;
  return translatingErrors(provider, async (z: ZObject, bundle: Bundle): Promise<JobOutput> => {
    const client = connect(provider, z, { authData: bundle.authData, clock });
    const reference = { id: parseJobId(bundle.inputData), operation };
    const runsAgain = !isEditorTest(bundle);
    const job = runsAgain ? await client.get(reference) : await waitForEditor(client, reference);
    if (!isTerminal(job)) throw unfinishedError(z, job, { createdAt, now: clock.now(), runsAgain });
    return resultsOutput(z, job, { client, copiedKeys, file });
  });
};

/** Waits as long as a test in Zapier's editor may take. Returns the job as it is then. */
async function waitForEditor(client: Client, reference: JobReference): Promise<Job> {
  try {
    return await client.wait(reference, { timeoutMs: EDITOR_WAIT_MS });
  } catch (error) {
    if (!JobTimeoutError.isInstance(error) || error.cause !== undefined) throw error;
    return error.job;
  }
}

function unfinishedError(
  { errors }: ZObject,
  { id, status, raw }: Job,
  {
    createdAt,
    now,
    runsAgain,
  }: { readonly createdAt: string; readonly now: number; readonly runsAgain: boolean },
): Error {
  const still = `Job ${id} is still ${status}.`;
  if (!runsAgain) return new errors.Error(`${still} Test this step again in a minute.`, 'job_not_ready');
  const created = ((raw ?? {}) as Readonly<Record<string, unknown>>)[createdAt];
  const ageMs = typeof created === 'string' ? now - Date.parse(created) : NaN;
  if (ageMs > GIVE_UP_AFTER_MS) {
    return new errors.Error(
      `${still} It was started over a day ago, so this step gives up.`,
      'job_not_ready',
    );
  }
  return new errors.ThrottledError(`${still} This step runs again by itself.`, throttleSeconds());
}

/** A hydrator may take longer than a step. If Zapier ends it and runs it again, the file is only fetched twice. */
const FILE_BUDGET_MS = 120_000;

/** Makes a hydrator that streams the provider's CSV file to Zapier's file storage and resolves with its URL there. */
export const resultsFile = (provider: ProviderDefinition, operation: string) =>
  translatingErrors(provider, async (z: ZObject, { authData, inputData }: Bundle): Promise<string> => {
    const id = parseJobId(inputData);
    const client = connect(provider, z, { authData, clock: systemClock, budgetMs: FILE_BUDGET_MS });
    const file = Readable.from(client.resultsFile({ id, operation }, 'csv'));
    return Promise.resolve(z.stashFile(file, undefined, `${id}.csv`, 'text/csv'));
  });

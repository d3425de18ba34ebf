import { JobTimeoutError, type Clock, type Job, type ProviderDefinition } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import type { Bundle, ZObject } from 'zapier-platform-core';
import { connect } from './connect.ts';
import { translatingErrors } from './errors.ts';
import { isEditorTest } from './is-editor-test.ts';
import { readJobId } from './read-job-id.ts';
import type { ShownJob } from './show-job.ts';
import { showResults, type ResultsFile } from './show-results.ts';
import { throttleSeconds } from './throttle-seconds.ts';

const EDITOR_PATIENCE_MS = 20_000;
const GIVE_UP_AFTER_MS = 24 * 3_600_000;

export interface JobResultsOptions {
  readonly operation: string;
  readonly facts: readonly string[];
  /** The fact that says when the job was created. */
  readonly createdAt: string;
  readonly file: ResultsFile;
  /** @default the machine's own */
  readonly clock?: Clock;
}

/** A step that reads a job's results, and has Zapier run it again later while the job is not done. */
export const readJobResults = (provider: ProviderDefinition, options: JobResultsOptions) => {
  const { operation, facts, createdAt, file, clock = systemClock } = options;
  return translatingErrors(async (z: ZObject, bundle: Bundle): Promise<ShownJob> => {
    const client = connect(provider, z, { authData: bundle.authData, clock });
    const reference = { id: readJobId(bundle.inputData), operation };
    const timeoutMs = isEditorTest(bundle) ? EDITOR_PATIENCE_MS : 0;
    const job = await client.wait(reference, { timeoutMs }).catch((error: unknown) => {
      if (!JobTimeoutError.isInstance(error)) throw error;
      throw notYet(z, error.job, { createdAt, now: clock.now(), again: !isEditorTest(bundle) });
    });
    return showResults(z, job, { client, facts, file });
  });
};

function notYet(
  { errors }: ZObject,
  { id, status, raw }: Job,
  { createdAt, now, again }: { readonly createdAt: string; readonly now: number; readonly again: boolean },
): Error {
  const still = `Job ${id} is still ${status}.`;
  if (!again) return new errors.Error(`${still} Test this step again in a minute.`, 'job_not_ready');
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

import { JobNotCompletedError, type Client, type Job } from '@scrapekit/core';
import type { Bundle, ZObject } from 'zapier-platform-core';
import { collectRows } from './collect-rows.ts';
import { showJob, type ShownJob } from './show-job.ts';

/** Zapier takes 6 MB from a step and loops over 500 items. */
const INLINE_LIMITS = { rows: 500, bytes: 4_000_000 } as const;

export interface ShowResultsOptions {
  readonly client: Client;
  /** Keys of the provider's answer that the step shows. */
  readonly facts: readonly string[];
  /** Fetches the whole file, in the hydrators of the app. */
  readonly file: ResultsFile;
}

export type ResultsFile = (z: ZObject, bundle: Bundle<{ job_id: string }>) => Promise<string>;

/** A completed job with as many rows as a step can carry, and its whole file for steps that take one. */
export async function showResults(z: ZObject, job: Job, options: ShowResultsOptions): Promise<ShownJob> {
  if (job.status !== 'completed') throw new JobNotCompletedError(job);
  const { rows, complete } = await collectRows(options.client.results(job), INLINE_LIMITS);
  return {
    ...showJob(job, options.facts),
    credits_used: credits(job),
    results_count: complete ? rows.length : (job.progress?.done ?? rows.length),
    results_included: rows.length,
    all_results_included: complete,
    results: rows,
    results_file: z.dehydrateFile(options.file, { job_id: job.id }),
  };
}

/** A job that still runs, with the keys of one that is done. */
export const showUnfinished = (job: Job, facts: readonly string[]): ShownJob => ({
  ...showJob(job, facts),
  credits_used: credits(job),
  results_count: job.progress?.done ?? 0,
  results_included: 0,
  all_results_included: false,
  results: [],
  results_file: null,
});

const credits = ({ creditsUsed }: Job): number | null =>
  creditsUsed === undefined ? null : creditsUsed / 1000;

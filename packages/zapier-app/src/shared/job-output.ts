import { type Client, type Job, JobNotCompletedError, type Row } from '@scrapekit/core';
import type { Bundle, ZObject } from 'zapier-platform-core';

/** The output of a step about a job. It always has every key, so that later steps can be mapped to each of them. */
export type JobOutput = Readonly<Record<string, unknown>> & { readonly id: string; readonly status: string };

/** The job's id and normalised status, and the named keys of the provider's answer. */
export function jobOutput({ id, status, raw }: Job, copiedKeys: readonly string[]): JobOutput {
  const answer = (raw ?? {}) as Readonly<Record<string, unknown>>;
  const shown = Object.fromEntries(copiedKeys.map((fact) => [fact, answer[fact] ?? null]));
  return { id, status, ...shown };
}

/** Zapier accepts 6 MB from a step and loops over at most 500 items. */
const inlineLimits = { rows: 500, bytes: 4_000_000 } as const;

export interface ResultsOutputOptions {
  readonly client: Client;
  /** Keys of the provider's answer that are copied into the output. */
  readonly copiedKeys: readonly string[];
  /** The hydrator that fetches the whole results file. */
  readonly file: ResultsFile;
}

export type ResultsFile = (z: ZObject, bundle: Bundle<{ job_id: string }>) => Promise<string>;

/**
 * The output for a completed job: as many rows as a step can return, and the whole file for later steps that use it.
 * Throws a JobNotCompletedError for a job that ended otherwise.
 */
export async function resultsOutput(z: ZObject, job: Job, options: ResultsOutputOptions): Promise<JobOutput> {
  if (job.status !== 'completed') throw new JobNotCompletedError(job);
  const { rows, complete } = await collectRows(options.client.results(job), inlineLimits);
  return {
    ...jobOutput(job, options.copiedKeys),
    credits_used: credits(job),
    results_count: complete ? rows.length : (job.progress?.done ?? rows.length),
    results_included: rows.length,
    all_results_included: complete,
    results: rows,
    results_file: z.dehydrateFile(options.file, { job_id: job.id }),
  };
}

/** The output for a job that has not ended, with the same keys as `resultsOutput`. */
export const unfinishedOutput = (job: Job, copiedKeys: readonly string[]): JobOutput => ({
  ...jobOutput(job, copiedKeys),
  credits_used: credits(job),
  results_count: job.progress?.done ?? 0,
  results_included: 0,
  all_results_included: false,
  results: [],
  results_file: null,
});

const credits = ({ creditsUsed }: Job): number | null =>
  creditsUsed === undefined ? null : creditsUsed / 1000;

export interface RowLimits {
  readonly rows: number;
  /** Bytes of JSON text. */
  readonly bytes: number;
}

export interface CollectedRows {
  readonly rows: readonly Row[];
  /** False when the source has more rows than the limits allow. */
  readonly complete: boolean;
}

/** Collects rows until a limit is reached, and reads at most one row more. */
export async function collectRows(source: AsyncIterable<Row>, limits: RowLimits): Promise<CollectedRows> {
  const rows: Row[] = [];
  let bytes = 0;
  for await (const row of source) {
    bytes += Buffer.byteLength(JSON.stringify(row)) + 1;
    if (rows.length === limits.rows || bytes > limits.bytes) return { rows, complete: false };
    rows.push(row);
  }
  return { rows, complete: true };
}

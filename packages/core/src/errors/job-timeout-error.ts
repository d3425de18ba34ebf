import type { Job } from '../job.ts';
import { ProviderError } from './provider-error.ts';

/**
 * The job did not end before the deadline. It continues to run and is billed; `job` holds its id (A31). When the last
 * reading of the job failed, `cause` is the error of that reading.
 */
export class JobTimeoutError extends ProviderError {
  static override readonly brandName: string = 'JobTimeoutError';
  override readonly name = 'JobTimeoutError';
  // Private, so that a logged error does not contain the provider's answer.
  readonly #job: Job;

  constructor(job: Job, elapsedMs: number, { cause }: { readonly cause?: unknown } = {}) {
    const seconds = Math.round(elapsedMs / 1000);
    const wasNeverRead = job.raw === undefined && cause !== undefined;
    const state = wasNeverRead
      ? `could not be read for ${seconds} s`
      : `was still ${job.status} after ${seconds} s`;
    const trouble = cause instanceof Error ? ` Its last reading failed: ${cause.message}` : '';
    super(`Job ${job.id} ${state}. It goes on running: read it later by its id.${trouble}`, {
      retryable: true,
      jobId: job.id,
      cause,
    });
    this.#job = job;
  }

  get job(): Job {
    return this.#job;
  }
}

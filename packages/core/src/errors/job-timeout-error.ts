import type { Job } from '../job.ts';
import { ProviderError } from './provider-error.ts';

/** The job did not end before the deadline. It continues to run and is billed; `job` holds its id (A31). */
export class JobTimeoutError extends ProviderError {
  static override readonly brandName: string = 'JobTimeoutError';
  override readonly name = 'JobTimeoutError';
  readonly job: Job;

  constructor(job: Job, elapsedMs: number) {
    const seconds = Math.round(elapsedMs / 1000);
    super(
      `Job ${job.id} was still ${job.status} after ${seconds} s. It goes on running: read it later by its id.`,
      { retryable: true },
    );
    this.job = job;
  }
}

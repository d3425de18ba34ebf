import type { Job } from '../jobs/job.ts';
import { ProviderError } from './provider-error.ts';

/** The deadline passed first. The job goes on and stays billable; `job` holds the id to come back with (A31). */
export class JobTimeoutError extends ProviderError {
  static override readonly brandName: string = 'JobTimeoutError';
  override readonly name = 'JobTimeoutError';
  readonly job: Job;

  constructor(job: Job, elapsedMs: number) {
    const seconds = Math.round(elapsedMs / 1000);
    super(
      `Job ${job.id} was still ${job.status} after ${seconds} s. It goes on running: read it later by its id.`,
      {
        retryable: true,
      },
    );
    this.job = job;
  }
}

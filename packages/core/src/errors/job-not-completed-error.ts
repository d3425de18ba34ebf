import type { Job } from '../jobs/job.ts';
import { ScrapeKitError } from './scrapekit-error.ts';

/** Results were asked of a job that has none: still active, failed or cancelled (C101, C102). */
export class JobNotCompletedError extends ScrapeKitError {
  static override readonly brandName: string = 'JobNotCompletedError';
  override readonly name = 'JobNotCompletedError';
  readonly job: Job;

  constructor(job: Job, facts: { readonly requestId?: string } = {}) {
    super(describe(job), { ...facts, retryable: job.status === 'queued' || job.status === 'running' });
    this.job = job;
  }
}

function describe({ id, status, error }: Job): string {
  const reason = error === undefined ? '' : `: ${error}`;
  if (status === 'failed')
    return `Job ${id} failed${reason}. Rows it had already produced are billed but cannot be fetched.`;
  if (status === 'cancelled')
    return `Job ${id} was cancelled. Rows it had already produced are billed but cannot be fetched.`;
  return `Job ${id} is ${status}. Its results can be read once it is completed.`;
}

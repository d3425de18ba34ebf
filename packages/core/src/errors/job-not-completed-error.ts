import type { Job } from '../job.ts';
import { ProviderError } from './provider-error.ts';

/**
 * The job has no results to read, because it is active, failed or was cancelled (C101, C102), or because it was completed
 * so recently that the provider does not have them ready.
 */
export class JobNotCompletedError extends ProviderError {
  static override readonly brandName: string = 'JobNotCompletedError';
  override readonly name = 'JobNotCompletedError';
  // Private, so that a logged error does not contain the provider's answer.
  readonly #job: Job;

  constructor(job: Job, facts: { readonly requestId?: string } = {}) {
    const retryable = job.status !== 'failed' && job.status !== 'cancelled';
    super(describe(job), { ...facts, jobId: job.id, retryable });
    this.#job = job;
  }

  get job(): Job {
    return this.#job;
  }
}

function describe({ id, status, error, creditsUsed = 0 }: Job): string {
  if (status === 'queued' || status === 'running') {
    return `Job ${id} is ${status}. Its results can be read once it is completed.`;
  }
  if (status === 'completed')
    return `Job ${id} is completed, but its results are not ready yet. Read them again in a moment.`;
  const outcome = status === 'failed' ? `Job ${id} failed` : `Job ${id} was ${status}`;
  const reason = error === undefined ? '' : `: ${error.replace(/\.$/, '')}`;
  const billed = creditsUsed > 0 ? ' Rows it had already produced are billed but cannot be fetched.' : '';
  return `${outcome}${reason}.${billed}`;
}

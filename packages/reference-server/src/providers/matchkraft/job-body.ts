import type { StoredJob, JobStatus } from '../../jobs/job.ts';

const words: Readonly<Record<JobStatus, string>> = {
  queued: 'PENDING',
  running: 'PROCESSING',
  completed: 'COMPLETED',
  failed: 'FAILED',
  // There is no route that cancels; a job that was ended some other way has not succeeded.
  cancelled: 'FAILED',
};

/** MatchKraft's word for a job's state. PENDING, COMPLETED and FAILED are documented (M11). */
export const statusWord = (status: JobStatus): string => words[status];

export interface JobInput {
  readonly jobName: string;
}

export const jobInput = (job: StoredJob): JobInput => job.input as JobInput;

/** A job without its rows. */
export const jobBody = (job: StoredJob): object => ({
  jobId: job.id,
  jobName: jobInput(job).jobName,
  jobType: job.operation,
  status: statusWord(job.status),
  total: job.cap,
  processed: job.produced,
  ...(job.status === 'failed' && { error: job.error }),
  ...(job.status === 'cancelled' && { error: 'The job was cancelled.' }),
});

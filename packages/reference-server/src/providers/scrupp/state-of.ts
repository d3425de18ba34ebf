import type { StoredJob, JobStatus } from '../../jobs/job.ts';

/** A job's state in the Task API's words, which are also the event's (S02, S09). */
export interface State {
  readonly status: Exclude<JobStatus, 'cancelled'>;
  /** Why it failed, null otherwise. */
  readonly error: string | null;
}

const CANCELLED = 'It was cancelled in the dashboard.';

/** Scrupp has no word for a job that was cancelled: it failed, and the error says why. */
export const stateOf = ({ status, error }: StoredJob): State =>
  status === 'cancelled' ? { status: 'failed', error: CANCELLED } : { status, error };

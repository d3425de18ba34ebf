export type JobStatus = 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';

/** What it takes to find a job again, in another process or on another day. */
export interface JobReference {
  readonly id: string;
  /** The operation's key in the provider's definition, such as `scrape`. */
  readonly operation: string;
}

/** A job as last read from its provider. */
export interface Job extends JobReference {
  readonly status: JobStatus;
  /** Why it failed, in the provider's words. */
  readonly error?: string;
  readonly progress?: JobProgress;
  /** Thousandths of a credit, as far as billed at that reading. */
  readonly creditsUsed?: number;
  /** The provider's answer, unaltered. */
  readonly raw: unknown;
}

export interface JobProgress {
  readonly done: number;
  /** Absent while the provider does not know it yet. */
  readonly total?: number;
}

export const isTerminal = ({ status }: Pick<Job, 'status'>): boolean =>
  status !== 'queued' && status !== 'running';

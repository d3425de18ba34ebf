export type JobStatus = 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';

/** The two values by which a job is found again, in another process or on another day. */
export interface JobReference {
  readonly id: string;
  /** The operation's key in the provider's definition, such as `scrape`. */
  readonly operation: string;
}

/** A job as the provider last described it. */
export interface Job extends JobReference {
  readonly status: JobStatus;
  /** The provider's explanation of a failure. */
  readonly error?: string;
  readonly progress?: JobProgress;
  /** Thousandths of a credit that were billed so far, with those for verification. */
  readonly creditsUsed?: number;
  /** Thousandths of a credit that were given back for undecided addresses; `creditsUsed` does not contain them. */
  readonly creditsRefunded?: number;
  /** The body of the provider's answer, parsed and otherwise unchanged. */
  readonly raw: unknown;
}

export interface JobProgress {
  readonly done: number;
  /** Absent until the provider reports it. */
  readonly total?: number;
}

/** The quantity and cost in the provider's answer to a create. */
export interface ReceiptReading {
  /** The largest number of leads or addresses that the job will process. */
  readonly quantity?: number;
  /** Thousandths of a credit. */
  readonly estimatedCredits?: number;
}

/** An element of a bulk input that was not sent. */
export interface DroppedInput {
  readonly value: unknown;
  readonly reason: 'duplicate' | 'invalid';
}

/** A job that was just created, and what became of its input. */
export interface CreatedJob extends Job {
  readonly receipt: ReceiptReading & {
    readonly dropped: readonly DroppedInput[];
    /** The quantity that was requested, when the provider accepted fewer because of the balance (C049, C050). */
    readonly clampedFrom?: number;
  };
}

/** Returns whether the job has ended: completed, failed or cancelled. */
export const isTerminal = ({ status }: Pick<Job, 'status'>): boolean =>
  status !== 'queued' && status !== 'running';

/** One row of a job's results, such as a lead, a verdict or a scraped page. */
export type Row = Readonly<Record<string, unknown>>;

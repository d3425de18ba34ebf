import type { DroppedInput } from './prepared-input.ts';

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
  /** Thousandths of a credit given back for what could not be decided; contained in no other figure. */
  readonly creditsRefunded?: number;
  /** The provider's answer, unaltered. */
  readonly raw: unknown;
}

export interface JobProgress {
  readonly done: number;
  /** Absent while the provider does not know it yet. */
  readonly total?: number;
}

/** What the answer to a create promises. */
export interface ReceiptReading {
  /** Units that will be worked on at most: leads, e-mail addresses. */
  readonly units?: number;
  /** Thousandths of a credit. */
  readonly estimatedCredits?: number;
}

/** A job just created, with what happened to the input on the way. */
export interface CreatedJob extends Job {
  readonly receipt: ReceiptReading & {
    /** Elements of a bulk input that were not sent. */
    readonly dropped: readonly DroppedInput[];
    /** How many units were asked for, when the provider accepted fewer because the balance ends there. */
    readonly clampedFrom?: number;
  };
}

export const isTerminal = ({ status }: Pick<Job, 'status'>): boolean =>
  status !== 'queued' && status !== 'running';

import type { JobStatus } from '@scrapekit/core';

/** A job of any provider as this server stores it. Core's `Job` is what a client sees of it. */
export interface StoredJob {
  readonly id: string;
  readonly accountId: string;
  readonly provider: string;
  readonly operation: string;
  readonly status: JobStatus;
  /** The JSON value that the operation's create route stored. */
  readonly input: unknown;
  /** The most rows this job may produce. */
  readonly cap: number;
  /** How many items the job has, or null until they are known. */
  readonly target: number | null;
  /** Rows written and paid for. */
  readonly produced: number;
  /** Thousandths of a credit that were charged for rows, minus refunds. */
  readonly unitsCharged: number;
  /** Thousandths of a credit that were charged for extras, such as the verification of a lead's addresses. */
  readonly extraUnits: number;
  /** The number of rows of each kind that the operation counts, such as `safe` or `invalid`. */
  readonly tally: Readonly<Record<string, number>>;
  /** The reason why the job failed, as the customer reads it. */
  readonly error: string | null;
  readonly webhookUrl: string | null;
  readonly clientRequestId: string | null;
  readonly createdAt: Date;
  /** Null until a worker begins, and in jobs that began before the server stored it. */
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** Returns the fields that name a job in the log. They hold nothing that its request contained. */
export const nameInLog = ({ id, accountId, provider, operation }: StoredJob) => ({
  jobId: id,
  accountId,
  provider,
  operation,
});

/** A job that is about to be stored. */
export interface NewJob {
  readonly id: string;
  readonly accountId: string;
  readonly provider: string;
  readonly operation: string;
  readonly input: object;
  /** The most rows the job may produce. */
  readonly cap: number;
  /** The items to work on, when the request names them. Otherwise the operation's `plan` finds them. */
  readonly items?: readonly unknown[];
  readonly webhookUrl?: string;
  readonly clientRequestId?: string;
  readonly at: Date;
}

const legalMoves: Readonly<Record<JobStatus, readonly JobStatus[]>> = {
  queued: ['running', 'cancelled', 'failed'],
  running: ['completed', 'failed', 'cancelled'],
  completed: [],
  failed: [],
  cancelled: [],
};

export const jobStatuses = Object.keys(legalMoves) as readonly JobStatus[];

/** Returns true for a status that never changes again (C092). */
export const isTerminal = (status: JobStatus): boolean => legalMoves[status].length === 0;

/** Returns the statuses from which a job may change to `status`. */
export const statusesBefore = (status: JobStatus): readonly JobStatus[] =>
  jobStatuses.filter((from) => legalMoves[from].includes(status));

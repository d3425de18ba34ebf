import type { JobStatus } from '@scrapekit/core';

/** A job of any provider as this server stores it. Core's `Job` is the same job as its client sees it. */
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
  /** How many items there are to work on; null until they are known. */
  readonly target: number | null;
  /** Rows written and paid for. */
  readonly produced: number;
  /** Thousandths of a credit charged for rows, less refunds. */
  readonly unitsCharged: number;
  /** Thousandths of a credit charged for extras of rows, such as the verification of a lead's addresses. */
  readonly extraUnits: number;
  /** How many rows there are of each kind that the operation counts, such as `safe` or `invalid`. */
  readonly tally: Readonly<Record<string, number>>;
  /** Why the job failed, in plain words for the customer. */
  readonly error: string | null;
  readonly webhookUrl: string | null;
  readonly clientRequestId: string | null;
  /** Rises with each claim. */
  readonly attempt: number;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** A job that is about to be stored. */
export interface NewJob {
  readonly id: string;
  readonly accountId: string;
  readonly provider: string;
  readonly operation: string;
  readonly input: object;
  /** The most rows the job may produce. */
  readonly cap: number;
  /** The items to work on, where the request names them; otherwise the operation plans them. */
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

/** A terminal status never changes again (C092). */
export const isTerminal = (status: JobStatus): boolean => legalMoves[status].length === 0;

/** The statuses from which a job may turn to `status`. */
export const statusesBefore = (status: JobStatus): readonly JobStatus[] =>
  jobStatuses.filter((from) => legalMoves[from].includes(status));

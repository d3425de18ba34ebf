export type JobStatus = 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';

/** One job of an account, whatever the provider calls it. */
export interface StoredJob {
  readonly id: string;
  readonly accountId: string;
  readonly provider: string;
  readonly operation: string;
  readonly status: JobStatus;
  /** As the operation's create route stored it. */
  readonly input: unknown;
  /** The most rows this job may produce. */
  readonly cap: number;
  /** How many items there are to work on; null until they are known. */
  readonly target: number | null;
  /** Rows written and paid for. */
  readonly produced: number;
  /** Thousandths of a credit, for rows; what was given back is taken off. */
  readonly unitsCharged: number;
  /** Thousandths of a credit, for extras of rows. */
  readonly extraUnits: number;
  /** How many rows count as what, in the operation's own words. */
  readonly tally: Readonly<Record<string, number>>;
  /** Why it failed, in plain words. */
  readonly error: string | null;
  readonly webhookUrl: string | null;
  readonly clientRequestId: string | null;
  readonly attempt: number;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

const legalMoves: Readonly<Record<JobStatus, readonly JobStatus[]>> = {
  queued: ['running', 'cancelled', 'failed'],
  running: ['completed', 'failed', 'cancelled'],
  completed: [],
  failed: [],
  cancelled: [],
};

export const jobStatuses = Object.keys(legalMoves) as readonly JobStatus[];

/** A terminal state never changes again (C092). */
export const isTerminal = (status: JobStatus): boolean => legalMoves[status].length === 0;

/** The states from which a job may turn into `status`. */
export const statesBefore = (status: JobStatus): readonly JobStatus[] =>
  jobStatuses.filter((from) => legalMoves[from].includes(status));

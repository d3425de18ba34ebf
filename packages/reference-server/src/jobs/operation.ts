import type { LedgerKind } from '../accounts/ledger.ts';
import type { StoredJob } from './job.ts';

/** The price of one row, or of one extra of a row. */
export interface RowPrice {
  /** The kind of the ledger lines that record it. */
  readonly kind: LedgerKind;
  /** Thousandths of a credit. */
  readonly units: number;
}

/** The row that an operation made from one item. */
export interface ProducedRow {
  /** A JSON value, as the results show it. */
  readonly row: object;
  /** Names of counters in `job.tally` that this row raises by one. */
  readonly counts?: readonly string[];
  /** How many extras the row has. Each costs `extraPrice` in addition to the row's price. */
  readonly extras?: number;
  /** Written in place of `row` when the balance covers the row but not its extras. It raises no counter. */
  readonly withoutExtras?: object;
  /** The row's price is refunded when the job ends. */
  readonly isRefunded?: boolean;
}

/**
 * One kind of job. The operation finds the items and turns each item into a row. The engine stores the items, so that a
 * restart continues after the last paid row, and writes the rows in the order of the items.
 */
export interface JobOperation {
  readonly provider: string;
  readonly name: string;
  /** The price of one row. Rows are free when it is absent. */
  readonly price?: RowPrice;
  /** The price of one extra. */
  readonly extraPrice?: RowPrice;
  /** How many items are worked on at the same time: of one part, and about so many of all parts after the first ones. */
  readonly concurrency: number;
  /** How many neighbouring items of a job make a part, which one worker works on. */
  readonly rowsPerPart: number;
  /** The most rows that are paid for and stored in one transaction. */
  readonly rowsAtOnce: number;
  /**
   * Returns the items of a job that was stored without items, as JSON values. Throws JobFailedError to fail the job.
   */
  plan(job: StoredJob, signal: AbortSignal): Promise<readonly unknown[]>;
  /**
   * Turns an item into a row. Any error counts as temporary, so the part of the item is tried again. `attempt` counts the
   * tries of the part, from 1.
   */
  perform(item: unknown, job: StoredJob, signal: AbortSignal, attempt: number): Promise<ProducedRow>;
}

/** The queue message that starts the work on a part of a job. */
export interface PartMessage {
  readonly jobId: string;
  /** Absent in messages of earlier versions, which started whole jobs. */
  readonly firstRow?: number;
}

/**
 * The queues of an operation. First parts have a separate queue, so that a new job never waits for the other parts of
 * large jobs.
 */
export type OperationQueues = Readonly<Record<'first' | 'further', string>>;

export const queuesOf = ({ provider, name }: Pick<JobOperation, 'provider' | 'name'>): OperationQueues => ({
  first: `${provider}.${name}`,
  further: `${provider}.${name}.further`,
});

/** The job cannot succeed. The message is the reason that the customer reads. */
export class JobFailedError extends Error {
  override readonly name = 'JobFailedError';
}

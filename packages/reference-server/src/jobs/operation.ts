import type { LedgerKind } from '../accounts/ledger.ts';
import type { StoredJob } from './job.ts';

/** What something costs, in thousandths of a credit, and how the ledger names it. */
export interface RowPrice {
  readonly kind: LedgerKind;
  readonly units: number;
}

/** What an item became. */
export interface ProducedRow {
  /** A JSON value, as the results show it. */
  readonly row: object;
  /** What the row counts as in `job.tally`. */
  readonly counts?: readonly string[];
  /** How many times `extraPrice` the row costs beside its own price. */
  readonly extras?: number;
  /** The row as it is written when the balance covers the row, but not its extras; such a row counts as nothing. */
  readonly withoutExtras?: object;
  /** The row's price is given back when the job ends. */
  readonly isRefunded?: boolean;
}

/**
 * One kind of job: find the items, then turn each into a row. The engine does the rest: it keeps the items, so that a
 * restart goes on where the last row was paid, and writes rows in the order of the items.
 */
export interface JobOperation {
  readonly provider: string;
  readonly name: string;
  /** What one row costs; nothing when absent. */
  readonly price?: RowPrice;
  /** What a row's extras cost. */
  readonly extraPrice?: RowPrice;
  /** How many items of one job are in work at once. */
  readonly concurrency: number;
  /** How many rows are paid and shown together at most. */
  readonly rowsAtOnce: number;
  /** The items of a job that was stored without, at most `job.cap`; JSON values. JobFailedError tells the customer why. */
  plan(job: StoredJob, signal: AbortSignal): Promise<readonly unknown[]>;
  /** The row an item becomes. What it throws is taken for a passing trouble: the job is tried again. */
  perform(item: unknown, job: StoredJob, signal: AbortSignal): Promise<ProducedRow>;
}

/** The queue that carries the jobs of one operation. */
export const queueOf = ({ provider, name }: Pick<JobOperation, 'provider' | 'name'>): string =>
  `${provider}.${name}`;

/** The job cannot succeed; the message is what the customer reads as the reason. */
export class JobFailedError extends Error {
  override readonly name = 'JobFailedError';
}

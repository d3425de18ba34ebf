import type { LedgerKind } from '../accounts/ledger.ts';
import type { Job } from './job.ts';

/**
 * One kind of job: find the items, then turn each into a row. The engine does the rest: it keeps the items, so that a
 * restart goes on where the last row was paid, and writes rows in the order of the items.
 */
export interface JobOperation {
  readonly provider: string;
  readonly name: string;
  /** What one row costs, in thousandths of a credit, and how the ledger names it. */
  readonly price: { readonly kind: LedgerKind; readonly units: number };
  /** How many items of one job are in work at once. */
  readonly concurrency: number;
  /** The job's items, at most `job.cap`; JSON values. Throws JobFailedError with what the customer is told. */
  plan(job: Job, signal: AbortSignal): Promise<readonly unknown[]>;
  /** The row an item becomes. What it throws is taken for a passing trouble: the job is tried again. */
  perform(item: unknown, signal: AbortSignal): Promise<object>;
}

/** The queue that carries the jobs of one operation. */
export const queueOf = ({ provider, name }: Pick<JobOperation, 'provider' | 'name'>): string =>
  `${provider}.${name}`;

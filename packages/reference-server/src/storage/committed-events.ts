import type { Transaction } from './database.ts';

/** A job as the log names it. It has no parameter of the request. */
interface NamedJob {
  readonly jobId: string;
  readonly accountId: string;
  readonly provider: string;
  readonly operation: string;
}

/** Something that a transaction did, for the log and the metrics. Amounts are thousandths of a credit. */
export type CommittedEvent =
  | { readonly type: 'ledger'; readonly kind: string; readonly units: number }
  | (NamedJob & { readonly type: 'job created'; /** The most rows. */ readonly cap: number })
  | (NamedJob & { readonly type: 'job started'; readonly waitedMs: number })
  | (NamedJob & {
      readonly type: 'job ended';
      readonly status: string;
      readonly rows: number;
      readonly units: number;
      /** From its creation to its end. */
      readonly tookMs: number;
      readonly reason: string | null;
    })
  | {
      readonly type: 'delivery attempt';
      readonly deliveryId: string;
      readonly accountId: string;
      readonly provider: string;
      readonly event: string;
      readonly jobId: string | null;
      readonly attempt: number;
      /** `waiting` when another attempt follows. */
      readonly state: string;
      readonly statusCode: number | null;
      readonly tookMs: number;
      readonly reason: string | null;
    };

const eventsOf = new WeakMap<Transaction, CommittedEvent[]>();

/** Notes what a transaction does. It is reported when the transaction has committed, and forgotten when it has not. */
export function noteEvent(trx: Transaction, event: CommittedEvent): void {
  eventsOf.get(trx)?.push(event);
}

/** Begins to collect the notes of a transaction. Returns the list that they are added to. */
export function collectEvents(trx: Transaction): readonly CommittedEvent[] {
  const events: CommittedEvent[] = [];
  eventsOf.set(trx, events);
  return events;
}

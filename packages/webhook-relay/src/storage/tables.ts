import type * as storage from '@scrapekit/storage';
import type { ColumnType, Generated, Kysely } from 'kysely';

/** A key that the relay made for itself: `paths` for the addresses of sources, `signatures` for those of targets. */
export interface RelayKeyTable {
  readonly name: string;
  readonly key: string;
}

/** The end of a job. Its id is computed from the source and the job, so each job has one. */
export interface EventTable {
  readonly id: string;
  readonly source: string;
  readonly job_id: string;
  readonly operation: string;
  /** `job.completed`, `job.failed` or `job.cancelled`. */
  readonly type: string;
  /** Whether it was made from the job as the provider's API describes it, because no webhook had arrived. */
  readonly is_reconciled: boolean;
  /** The payload of the webhook or the answer of the API, as JSON. */
  readonly data: string;
  readonly created_at: Date;
}

/** An event on its way to one target. */
export interface DeliveryTable {
  readonly id: string;
  readonly event_id: string;
  readonly target: string;
  readonly state: string;
  /** The number of the current queue message. A message with a lower number is outdated. */
  readonly turn: Generated<number>;
  /** The number of requests that were made. */
  readonly attempts: Generated<number>;
  /** The number of failures since the last request that succeeded. */
  readonly failures: Generated<number>;
  /** The request that is made next, from 1. */
  readonly page: Generated<number>;
  /** The number of requests in all; null until the rows were fetched. */
  readonly pages: ColumnType<number | null, number | null | undefined>;
  readonly created_at: Date;
  /** Retries end three days after this time. It is later than `created_at` when a person sent the delivery again. */
  readonly tried_since: Date;
  readonly next_attempt_at: Date | null;
  readonly attempted_at: ColumnType<Date | null, Date | null | undefined>;
  readonly status_code: ColumnType<number | null, number | null | undefined>;
  readonly error: ColumnType<string | null, string | null | undefined>;
}

/** The rows of one request that is still to be made, as a JSON list. */
export interface DeliveryPageTable {
  readonly delivery_id: string;
  readonly page: number;
  readonly rows: Uint8Array;
}

export interface AttemptTable {
  readonly delivery_id: string;
  readonly number: number;
  readonly page: number;
  readonly started_at: Date;
  readonly latency_ms: number;
  readonly status_code: number | null;
  readonly error: string | null;
  readonly answer_start: Uint8Array | null;
}

/** A job of which the relay learned, so that it is polled when its webhook is late. */
export interface JobTable {
  readonly source: string;
  readonly job_id: string;
  readonly operation: string;
  /** `open`, `ended`, or `lost` when the provider does not know it or it was followed for too long. */
  readonly state: string;
  /** `create`: it was created through the relay. `watch`: a program named it. `hint`: an unsigned webhook named it. */
  readonly origin: string;
  readonly created_at: Date;
  readonly polls: Generated<number>;
  readonly next_poll_at: Date | null;
  readonly polled_at: ColumnType<Date | null, Date | null | undefined>;
  /** Why the last reading failed. */
  readonly error: ColumnType<string | null, string | null | undefined>;
}

/** A create that passed through the relay. */
export interface CreateTable {
  readonly id: string;
  readonly source: string;
  readonly operation: string;
  /** A digest of the request. A second create with the same one does not start while the first is under way. */
  readonly fingerprint: string;
  /** The id that finds the job again at the provider; null where the provider keeps none. */
  readonly callers_id: string | null;
  /** `sent`: the answer has not arrived. `unknown`: it will not arrive. `answered`. */
  readonly state: string;
  readonly created_at: Date;
  readonly job_id: ColumnType<string | null, string | null | undefined>;
  readonly status: ColumnType<number | null, number | null | undefined>;
  readonly answer: ColumnType<string | null, string | null | undefined>;
}

export interface Tables {
  readonly relay_key: RelayKeyTable;
  readonly event: EventTable;
  readonly delivery: DeliveryTable;
  readonly delivery_page: DeliveryPageTable;
  readonly attempt: AttemptTable;
  readonly job: JobTable;
  readonly creation: CreateTable;
}

export type Transaction = storage.Transaction<Tables>;
export type Storage = storage.Storage<Tables>;
/** The database itself or a transaction on it. */
export type Db = Kysely<Tables>;

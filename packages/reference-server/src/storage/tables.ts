import type { Generated } from 'kysely';
import type {
  AccountTable,
  ApiKeyTable,
  LedgerGroupTable,
  LedgerTable,
  ServerSecretTable,
  SessionTable,
  SigningSecretTable,
  SpendTable,
  UserLinkTable,
  UserTable,
} from './account-tables.ts';

export interface JobTable {
  readonly id: string;
  readonly account_id: string;
  readonly provider: string;
  readonly operation: string;
  readonly status: string;
  /**
   * JSON as text and not as jsonb, because jsonb refuses half a surrogate pair and C070 returns the input unchanged.
   */
  readonly input: string;
  readonly cap: number;
  readonly target: number | null;
  readonly produced: Generated<number>;
  readonly units_charged: Generated<number>;
  readonly error: string | null;
  readonly webhook_url: string | null;
  readonly client_request_id: string | null;
  /** The text in which the dashboard searches for jobs. Null in jobs that were stored before this column existed. */
  readonly search_text: string | null;
  /** JSON: the number of rows of each kind that the operation counts. */
  readonly tally: Generated<string>;
  readonly extra_units: Generated<number>;
  readonly created_at: Date;
  /** Null until a worker begins, and in jobs that began before this column existed. */
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
}

/** A part of an open job that one worker works on. */
export interface PartTable {
  readonly job_id: string;
  /** The position of its first item and of its first row in the job. */
  readonly first_row: number;
  /** The number of its items, or null until the job is divided into parts. */
  readonly size: number | null;
  readonly written: Generated<number>;
  /** Rises by one with each claim. A worker with an older value has lost its claim and must not write. */
  readonly attempt: Generated<number>;
  /**
   * The number of claims since the last progress that were not given back: the current claim, and the claims of
   * processes that ended during the work.
   */
  readonly unended_claims: Generated<number>;
  /** The number of claims since the last progress whose work failed with an error. */
  readonly failed_tries: Generated<number>;
}

/** Several items or rows of a job. `json` holds `n` JSON values joined by commas. `seq` is the number of the first. */
export interface ChunkTable {
  readonly job_id: string;
  readonly seq: number;
  readonly n: number;
  readonly json: string;
}

/** A row that is refunded when its job ends. */
export interface RefundDueTable {
  readonly job_id: string;
  readonly row_index: number;
  readonly units: number;
}

/** A webhook receiver that an account registered, for providers whose jobs do not name a receiver themselves. */
export interface WebhookEndpointTable {
  readonly id: string;
  readonly account_id: string;
  readonly provider: string;
  readonly project: string;
  readonly env: string;
  readonly name: string;
  readonly url: string;
  /** JSON: the list of event types. An empty list means all types. */
  readonly events: string;
  /** JSON: settings that only this provider's endpoints have. */
  readonly options: string;
  readonly secret: string | null;
  readonly previous_secret: string | null;
  readonly previous_secret_until: Date | null;
  readonly failures_in_row: Generated<number>;
  readonly disabled_reason: string | null;
  readonly created_at: Date;
  readonly deleted_at: Date | null;
}

/** An event of a job, for providers with a list of events that clients can read. */
export interface EventTable {
  readonly id: string;
  readonly seq: Generated<number>;
  readonly account_id: string;
  readonly provider: string;
  readonly job_id: string | null;
  readonly type: string;
  /** JSON. */
  readonly data: string;
  readonly created_at: Date;
}

export interface DeliveryTable {
  readonly id: string;
  readonly account_id: string;
  /** Null for a test of the receiver. */
  readonly job_id: string | null;
  readonly provider: string;
  readonly event: string;
  readonly url: string;
  readonly endpoint_id: string | null;
  readonly event_id: string | null;
  readonly state: string;
  /** How many attempts were begun. */
  readonly attempts: Generated<number>;
  /** The id of the queue message that began the latest attempt. */
  readonly claim_id: string | null;
  /** Whether a person asked for the next or the current attempt, which is then not repeated when it fails. */
  readonly is_manual: Generated<boolean>;
  readonly next_attempt_at: Date | null;
  readonly created_at: Date;
  readonly attempted_at: Date | null;
  readonly status_code: number | null;
  readonly latency_ms: number | null;
  readonly error: string | null;
}

/** An attempt at a delivery that has ended. */
export interface DeliveryAttemptTable {
  readonly delivery_id: string;
  /** From 1. */
  readonly number: number;
  readonly started_at: Date;
  readonly latency_ms: number | null;
  readonly url: string;
  /** JSON: the headers as sent. Null when nothing was sent or the request was not stored. */
  readonly request_headers: string | null;
  /** The first bytes of the body as sent. */
  readonly request_body: Uint8Array | null;
  /** The length of the whole body. */
  readonly request_bytes: number | null;
  /** The address that answered, when it was not `url`. */
  readonly redirected_to: string | null;
  readonly status_code: number | null;
  /** The Content-Type of the answer. */
  readonly answer_type: string | null;
  /** The first bytes of the answer's body. */
  readonly answer_start: Uint8Array | null;
  /** Null when the receiver answered 2xx. */
  readonly error: string | null;
}

export interface RateWindowTable {
  readonly key: string;
  readonly ends_at: Date;
  readonly count: number;
}

/** The job that was created with an `Idempotency-Key`, and the hash of its request. */
export interface ScruppIdempotencyTable {
  readonly account_id: string;
  readonly key: string;
  readonly request_hash: string;
  readonly job_id: string;
}

export interface Tables {
  readonly account: AccountTable;
  readonly api_key: ApiKeyTable;
  readonly signing_secret: SigningSecretTable;
  readonly ledger: LedgerTable;
  readonly spend: SpendTable;
  readonly ledger_group: LedgerGroupTable;
  readonly job: JobTable;
  readonly job_part: PartTable;
  readonly job_item: ChunkTable;
  readonly result_chunk: ChunkTable;
  readonly refund_due: RefundDueTable;
  readonly webhook_endpoint: WebhookEndpointTable;
  readonly event: EventTable;
  readonly delivery: DeliveryTable;
  readonly delivery_attempt: DeliveryAttemptTable;
  readonly account_user: UserTable;
  readonly user_link: UserLinkTable;
  readonly session: SessionTable;
  readonly server_secret: ServerSecretTable;
  readonly rate_window: RateWindowTable;
  readonly scrupp_idempotency: ScruppIdempotencyTable;
}

import type { z } from 'zod/v4';
import type { Price } from './credits.ts';
import type { Authentication } from './http/authenticate.ts';
import type { RateLimitHeaders } from './http/rate-limit.ts';
import type { Route } from './http/route.ts';
import type { Cadence } from './jobs/cadence.ts';
import type { Job, ReceiptReading } from './jobs/job.ts';
import type { PreparedInput } from './jobs/prepared-input.ts';
import type { Row } from './results/row.ts';
import type { DeliveryContract } from './webhooks/contract.ts';

/** A job as one answer of the provider shows it; the engine adds what it already knows, such as an id left out. */
export type JobReading = Omit<Job, 'id' | 'operation' | 'raw'> & { readonly id?: string };

export interface ResultsContract {
  readonly route: Route;
  /** Paths of keys under which the list of rows may stand, such as `results` or `data.items`. */
  readonly rows: readonly string[];
  /** Query parameters that choose a file format, for providers that offer one. */
  readonly formats?: Readonly<Partial<Record<'csv' | 'json', Readonly<Record<string, string>>>>>;
}

/** Where a job's state can be read. */
export type StateContract =
  | { readonly from: 'status'; readonly route: Route }
  /** Nowhere: the webhook itself brings the result, so a verified delivery is the only reading there is. */
  | { readonly from: 'webhook' };

/** Where a job's rows come from. */
export type RowsContract =
  | ({ readonly from: 'route' } & ResultsContract)
  /** The reading that said the job is completed holds them. */
  | { readonly from: 'job'; readonly read: (raw: unknown) => readonly Row[] };

export interface RequestParts {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface OperationBase {
  readonly title: string;
  /** What may be sent; refused input, such as a field that is not declared here, never leaves the machine. */
  readonly input: z.ZodType;
  /** How the input travels. @default as a JSON body */
  readonly encode?: (input: never) => RequestParts;
}

/** An operation that answers at once. */
export interface CallOperation extends OperationBase {
  readonly kind: 'call';
  readonly route: Route;
  readonly price?: Price<never>;
}

/** An operation that starts a job, to be waited for. */
export interface JobOperation extends OperationBase {
  readonly kind: 'job';
  readonly create: Route;
  readonly state: StateContract;
  readonly rows: RowsContract;
  readonly cancel?: Route;
  /** Cleans a bulk input before it is validated and says what was left out. */
  readonly prepare?: (input: Readonly<Record<string, unknown>>) => PreparedInput;
  readonly readJob: (body: unknown) => JobReading;
  /** What the answer to a create promises. */
  readonly readReceipt?: (body: unknown) => ReceiptReading;
  /** Turns a row as sent into the form that hosts show (C194). */
  readonly normalize: (row: Row) => Row;
  /** A URL in place of a row's content, to be fetched with the key if its host is the provider's own. */
  readonly linkedContent?: LinkedContent;
  readonly price?: Price<never>;
  /** How to look for a job whose create was left without an answer. */
  readonly reconciliation?: Reconciliation;
}

export interface LinkedContent {
  readonly urlOf: (row: Row) => string | undefined;
  readonly replace: (row: Row, content: string) => Row;
}

export interface Reconciliation {
  /** The input field that carries the caller's own id, and the query parameter that finds it. */
  readonly field: string;
  readonly route: Route;
  /** The key of the list in the answer. */
  readonly jobs: string;
}

export type Operation = CallOperation | JobOperation;

/** How a provider learns where to send a webhook. */
export type Registration =
  /** A field of the create request holds the URL. */
  | { readonly kind: 'per-job'; readonly field: string }
  /** A field of the create request holds the name of a webhook set up in the provider's dashboard. */
  | { readonly kind: 'named'; readonly field: string }
  /** One URL for the whole account, set in the dashboard; events of jobs we never made arrive too. */
  | { readonly kind: 'account' }
  /** The API registers a URL and answers with its signing secret, once. */
  | {
      readonly kind: 'endpoint';
      readonly create: Route;
      readonly encode: (endpoint: { readonly url: string; readonly events: readonly string[] }) => unknown;
      readonly read: (body: unknown) => { readonly id?: string; readonly secret: string };
      readonly events: readonly string[];
    };

export interface WebhookContract extends DeliveryContract {
  readonly registration: Registration;
  /** Seconds between one attempt and the next; empty: at most once; undefined: undocumented. */
  readonly retries: readonly number[] | undefined;
}

/** What a refusal says, read from any body at all. */
export interface RefusalReading {
  readonly code?: string;
  readonly message?: string;
  readonly requestId?: string;
  /** The provider's own word on whether the same request may succeed later. */
  readonly retryable?: boolean;
}

/** Everything that sets one provider apart; the engine and the three hosts read it. */
export interface ProviderDefinition<
  Operations extends Readonly<Record<string, Operation>> = Readonly<Record<string, Operation>>,
> {
  readonly id: string;
  readonly name: string;
  readonly documentation: string;
  readonly baseUrl: string;
  readonly authentication: Authentication;
  /** A response header that names the request to the provider's support. */
  readonly requestIdHeader?: string;
  readonly rateLimit?: RateLimitHeaders;
  readonly cadence: Cadence;
  readonly readRefusal: (body: unknown) => RefusalReading;
  /** Statuses that mean the key is wrong. @default 401 */
  readonly badKeyStatuses?: readonly number[];
  /** Codes for which the same request may succeed later without a change. */
  readonly retryableCodes: readonly string[];
  /** Codes that mean waiting for one of our own jobs to end, which takes longer than a rate limit. */
  readonly slotCodes: readonly string[];
  /** Codes that say, as status 409 does: these results are not there yet. */
  readonly notReadyCodes: readonly string[];
  /** How long after a create a 404 may only mean that the job has not arrived everywhere, in milliseconds. */
  readonly settleMs?: number;
  readonly webhook: WebhookContract;
  readonly operations: Operations;
}

export const defineProvider = <const Operations extends Readonly<Record<string, Operation>>>(
  definition: ProviderDefinition<Operations>,
): ProviderDefinition<Operations> => definition;

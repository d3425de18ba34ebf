import type { z } from 'zod/v4';
import type { Price } from './credits.ts';
import type { Authentication } from './http/authenticate.ts';
import type { RateLimitHeaders } from './http/rate-limit.ts';
import type { Route } from './http/route.ts';
import type { Cadence } from './jobs/wait-for-job.ts';
import type { Job, ReceiptReading, Row } from './job.ts';
import type { PreparedInput } from './jobs/prepared-input.ts';
import type { DeliveryContract } from './webhooks/contract.ts';

/** A job as one answer of the provider describes it. The engine adds the id when the answer has none. */
export type JobReading = Omit<Job, 'id' | 'operation' | 'raw'> & { readonly id?: string };

export interface ResultsContract {
  readonly route: Route;
  /** The paths of keys at which the list of rows may be, such as `results` or `data.items`. */
  readonly rows: readonly string[];
  /** The query parameters that select a file format. */
  readonly formats?: Readonly<Partial<Record<'csv' | 'json', Readonly<Record<string, string>>>>>;
}

/** The source of a job's state. */
export type StateContract =
  | { readonly from: 'status'; readonly route: Route }
  /** The provider has no status route, so the state is known only from a verified delivery. */
  | { readonly from: 'webhook' };

/** The source of a job's rows. */
export type RowsContract =
  | ({ readonly from: 'route' } & ResultsContract)
  /** The answer or delivery that reports the completed job contains its rows. */
  | { readonly from: 'job'; readonly parse: (raw: unknown) => readonly Row[] };

export interface RequestParts {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface OperationBase {
  readonly title: string;
  /** The schema of the input. Input that it refuses, such as an undeclared field, is not sent. */
  readonly input: z.ZodType;
  /** Converts the input to a query and a body. @default the input as a JSON body */
  readonly encode?: (input: never) => RequestParts;
}

/** An operation that answers at once. */
export interface CallOperation extends OperationBase {
  readonly kind: 'call';
  readonly route: Route;
  readonly price?: Price<never>;
}

/** An operation that starts a job. */
export interface JobOperation extends OperationBase {
  readonly kind: 'job';
  readonly create: Route;
  readonly state: StateContract;
  readonly rows: RowsContract;
  readonly cancel?: Route;
  /** Removes unusable elements from a bulk input before it is validated. */
  readonly prepare?: (input: Readonly<Record<string, unknown>>) => PreparedInput;
  /** Parses the answer to a create or of the status route. Throws when the answer describes no job. */
  readonly parseJob: (body: unknown) => JobReading;
  /** Parses what the answer to a create says about quantity and cost. */
  readonly parseReceipt?: (body: unknown) => ReceiptReading;
  /** Converts a row as sent to the form that hosts show (C194). */
  readonly normalize: (row: Row) => Row;
  /** Rows whose content may be a link. It is fetched with the API key if it leads to the provider's domains. */
  readonly linkedContent?: LinkedContent;
  readonly price?: Price<never>;
  /** How to find a job after its create got no answer. */
  readonly reconciliation?: Reconciliation;
}

export interface LinkedContent {
  readonly urlOf: (row: Row) => string | undefined;
  readonly replace: (row: Row, content: string) => Row;
}

export interface Reconciliation {
  /** The input field for the caller's id of a job, and the query parameter that filters the list by it. */
  readonly field: string;
  readonly route: Route;
  /** The key of the list of jobs in the answer. */
  readonly jobs: string;
}

export type Operation = CallOperation | JobOperation;

/** How a provider receives the URL for its webhooks. */
export type Registration =
  /** A field of the create request contains the URL. */
  | { readonly kind: 'per-job'; readonly field: string }
  /** A field of the create request contains the name of a webhook that exists in the provider's dashboard. */
  | { readonly kind: 'named'; readonly field: string }
  /** The dashboard has one URL for the account, so events of jobs from other programs arrive as well. */
  | { readonly kind: 'account' }
  /** The API registers a URL and shows its signing secret once. */
  | {
      readonly kind: 'endpoint';
      readonly create: Route;
      readonly encode: (endpoint: { readonly url: string; readonly events: readonly string[] }) => unknown;
      readonly parse: (body: unknown) => { readonly id?: string; readonly secret: string };
      readonly events: readonly string[];
    };

export interface WebhookContract extends DeliveryContract {
  readonly registration: Registration;
  /** The seconds before each further attempt; empty: one attempt; undefined: not documented. */
  readonly retries: readonly number[] | undefined;
}

/** What the body of a refusal says. */
export interface RefusalReading {
  readonly code?: string;
  readonly message?: string;
  readonly requestId?: string;
  /** Whether the provider says that the same request may succeed later. */
  readonly retryable?: boolean;
}

/** All facts about one provider. The engine and the hosts read them. */
export interface ProviderDefinition<
  Operations extends Readonly<Record<string, Operation>> = Readonly<Record<string, Operation>>,
> {
  readonly id: string;
  readonly name: string;
  readonly documentation: string;
  readonly baseUrl: string;
  readonly authentication: Authentication;
  /** The response header with the id by which the provider's support finds a request. */
  readonly requestIdHeader?: string;
  readonly rateLimit?: RateLimitHeaders;
  readonly cadence: Cadence;
  /** Parses the JSON body of a refusal. May throw for a body of an unknown form. */
  readonly parseRefusal: (body: unknown) => RefusalReading;
  /** The HTTP statuses that mean an invalid API key. @default 401 */
  readonly badKeyStatuses?: readonly number[];
  /** The error codes after which the same request may succeed later. */
  readonly retryableCodes: readonly string[];
  /** The error codes after which another job of the account must end first. The pause is longer for these. */
  readonly slotCodes: readonly string[];
  /** The error codes for results that do not exist yet; status 409 means the same. */
  readonly notReadyCodes: readonly string[];
  /** How long a job may be answered with 404 after its create, in milliseconds. @default 0 */
  readonly settleMs?: number;
  readonly webhook: WebhookContract;
  readonly operations: Operations;
}

/** Returns the definition unchanged. It lets the compiler check the definition and keep its literal types. */
export const defineProvider = <const Operations extends Readonly<Record<string, Operation>>>(
  definition: ProviderDefinition<Operations>,
): ProviderDefinition<Operations> => definition;

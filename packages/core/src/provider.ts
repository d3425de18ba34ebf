import type { z } from 'zod/v4';
import type { Authentication } from './http/authenticate.ts';
import type { Route } from './http/route.ts';
import type { Cadence } from './jobs/cadence.ts';
import type { Job } from './jobs/job.ts';
import type { Row } from './results/row.ts';
import type { EventReading } from './webhooks/event.ts';
import type { WebhookScheme } from './webhooks/scheme.ts';

/** A job as one answer of the provider shows it; the engine adds what it already knows. */
export type JobReading = Pick<Job, 'id' | 'status' | 'error' | 'progress' | 'creditsUsed'>;

export interface ResultsContract {
  readonly route: Route;
  /** The top-level key that holds the array. */
  readonly rows: string;
  /** Query parameters that choose a file format, for providers that offer one. */
  readonly formats?: Readonly<Partial<Record<'csv' | 'json', Readonly<Record<string, string>>>>>;
  /** Turns a row as sent into the form that hosts show (C194). */
  readonly normalize: (row: Row) => Row;
}

/** An operation that answers at once. */
export interface CallOperation {
  readonly kind: 'call';
  readonly title: string;
  readonly input: z.ZodType;
  readonly route: Route;
}

/** An operation that starts a job, to be waited for. */
export interface JobOperation {
  readonly kind: 'job';
  readonly title: string;
  readonly input: z.ZodType;
  readonly create: Route;
  readonly status: Route;
  readonly results: ResultsContract;
  readonly cancel?: Route;
  readonly readJob: (body: unknown) => JobReading;
}

export type Operation = CallOperation | JobOperation;

/** How a provider learns where to send a webhook. */
export type Registration =
  /** A field of the create request; an event comes for that job alone. */
  { readonly kind: 'per-job'; readonly field: string };

export interface WebhookContract {
  readonly registration: Registration;
  readonly scheme: WebhookScheme;
  /** Seconds after the first attempt at which the provider tries again; empty: at most once. */
  readonly retries: readonly number[];
  readonly readEvent: (body: unknown) => EventReading;
}

/** What a refusal says, read from any body at all. */
export interface RefusalReading {
  readonly code?: string;
  readonly message?: string;
  readonly requestId?: string;
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
  readonly cadence: Cadence;
  readonly readRefusal: (body: unknown) => RefusalReading;
  /** Codes for which the same request may succeed later without a change. */
  readonly retryableCodes: readonly string[];
  /** Codes that say: these results are not there yet. */
  readonly notReadyCodes: readonly string[];
  readonly webhook: WebhookContract;
  readonly operations: Operations;
}

export const defineProvider = <const Operations extends Readonly<Record<string, Operation>>>(
  definition: ProviderDefinition<Operations>,
): ProviderDefinition<Operations> => definition;

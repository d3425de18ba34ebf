import type { z } from 'zod/v4';
import type { Clock } from './clock.ts';
import { callOperation } from './engine/call-operation.ts';
import { createJob } from './engine/create-job.ts';
import type { Engine } from './engine/engine.ts';
import { createExchange } from './engine/exchange.ts';
import { InFlight } from './engine/in-flight.ts';
import { cancelJob, readJob } from './engine/read-job.ts';
import { streamFile, streamRows } from './engine/read-results.ts';
import { registerEndpoint, type Endpoint, type EndpointRequest } from './engine/register-endpoint.ts';
import { wait } from './engine/wait.ts';
import { ConfigurationError } from './errors/configuration-error.ts';
import { authenticate } from './http/authenticate.ts';
import { isPrivateChannel } from './http/origin.ts';
import { RateLimiter } from './http/rate-limit.ts';
import type { Transport } from './http/transport.ts';
import type { CreatedJob, Job, JobReference } from './jobs/job.ts';
import type { ProviderDefinition } from './provider.ts';
import type { Row } from './results/row.ts';
import type { DeliveredEvents } from './webhooks/delivered-events.ts';

export interface Credentials {
  readonly apiKey: string;
}

export interface ClientOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  /** Leave out where the host adds the key itself, as n8n and Zapier do. */
  readonly credentials?: Credentials;
  /** @default the provider's own */
  readonly baseUrl?: string;
  /** For jitter. @default Math.random */
  readonly random?: () => number;
  /** On the clock: when the host ends the run. Past it nothing is repeated; the last refusal stands. @default none */
  readonly deadline?: number;
  /** Verified deliveries: they shorten waits, and are the only reading of a job whose provider has no status route. */
  readonly deliveries?: DeliveredEvents;
  /** Share one between the clients of one API key. @default one of its own */
  readonly rateLimiter?: RateLimiter;
  /** Share one between the clients of one account. @default one of its own */
  readonly inFlight?: InFlight;
}

export interface CreateOptions {
  /** Where the provider tells that the job has ended; only a nudge, so keep polling. */
  readonly webhookUrl?: string;
  readonly signal?: AbortSignal;
}

export interface WaitOptions {
  /** Resolves when a verified webhook names this job. @default the client's deliveries */
  readonly nudge?: (signal: AbortSignal) => Promise<void>;
  /** @default 3 600 000 */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Whether an abort also cancels the job at the provider. @default false */
  readonly cancelOnAbort?: boolean;
  readonly onStatus?: (job: Job) => void;
}

export interface ReadOptions {
  readonly signal?: AbortSignal;
}

export interface Client {
  /** Starts a job. Throws InputError before anything is sent, AmbiguousCreateError when the outcome is unknown. */
  create(operation: string, input: unknown, options?: CreateOptions): Promise<CreatedJob>;
  /** Runs an operation that answers at once. Throws InputError before anything is sent. */
  call(operation: string, input: unknown, options?: ReadOptions): Promise<Row>;
  get(job: JobReference, options?: ReadOptions): Promise<Job>;
  /** Resolves with the job once it is completed, failed or cancelled; throws JobTimeoutError at the deadline. */
  wait(job: JobReference, options?: WaitOptions): Promise<Job>;
  /** The rows in normal form, streamed. Throws JobNotCompletedError for a job that has none. */
  results(job: JobReference, options?: ReadOptions & { readonly raw?: boolean }): AsyncIterable<Row>;
  /** The provider's own file, byte for byte. */
  resultsFile(job: JobReference, format: 'csv' | 'json', options?: ReadOptions): AsyncIterable<Uint8Array>;
  /** Answers with the job as it stands after the cancel. */
  cancel(job: JobReference, options?: ReadOptions): Promise<Job>;
  /** Registers a webhook URL, for the providers that do so by API. */
  registerEndpoint(endpoint: EndpointRequest): Promise<Endpoint>;
}

/** The declared fields of an operation that is named by a literal; anything for a name known only at run time. */
type InputOf<Operations, Name> = Name extends keyof Operations
  ? Operations[Name] extends { readonly input: infer Schema extends z.ZodType }
    ? z.input<Schema>
    : unknown
  : unknown;

/** A client whose provider is known to the compiler, which refuses undeclared fields in an input. */
export interface ClientOf<Operations> extends Client {
  create<Name extends string>(
    operation: Name,
    input: InputOf<Operations, Name>,
    options?: CreateOptions,
  ): Promise<CreatedJob>;
  call<Name extends string>(
    operation: Name,
    input: InputOf<Operations, Name>,
    options?: ReadOptions,
  ): Promise<Row>;
}

/** A client for one account of one provider. */
export function createClient<Provider extends ProviderDefinition>(
  provider: Provider,
  options: ClientOptions,
): ClientOf<Provider['operations']> {
  const { clock, random = Math.random } = options;
  const engine = createEngine(provider, { ...options, random });
  return {
    create: (operation, input, createOptions = {}) =>
      createJob(engine, { operation, input, ...createOptions }),
    call: (operation, input, { signal } = {}) =>
      callOperation(engine, { operation, input, ...(signal === undefined ? {} : { signal }) }),
    get: (job, { signal } = {}) => readJob(engine, job, signal),
    wait: (job, waitOptions = {}) => wait(engine, job, { ...waitOptions, clock, random }),
    results: (job, readOptions = {}) => streamRows(engine, job, readOptions),
    resultsFile: (job, format, { signal } = {}) => streamFile(engine, job, { format, signal }),
    cancel: (job, { signal } = {}) => cancelJob(engine, job, signal),
    registerEndpoint: (endpoint) => registerEndpoint(engine, endpoint),
  };
}

function createEngine(
  provider: ProviderDefinition,
  options: ClientOptions & { readonly random: () => number },
): Engine {
  const {
    clock,
    credentials,
    baseUrl = provider.baseUrl,
    random,
    deliveries,
    inFlight = new InFlight(),
  } = options;
  if (!isPrivateChannel(baseUrl)) {
    throw new ConfigurationError(
      'The base URL must start with https://, so that the API key is not sent in clear.',
    );
  }
  const transport =
    credentials === undefined
      ? options.transport
      : authenticate(options.transport, provider.authentication, { apiKey: credentials.apiKey, baseUrl });
  const ownLimiter =
    provider.rateLimit === undefined ? undefined : new RateLimiter(provider.rateLimit, clock);
  const exchange = createExchange({
    provider,
    baseUrl,
    transport,
    clock,
    random,
    deadline: options.deadline ?? Infinity,
    secrets: credentials === undefined ? [] : [credentials.apiKey],
    rateLimiter: options.rateLimiter ?? ownLimiter,
  });
  return { provider, exchange, inFlight, deliveries };
}

import type { z } from 'zod/v4';
import type { Clock } from './clock.ts';
import { createProviderRedact, parseBaseUrl, parseCredential } from './engine/connection.ts';
import {
  ConfigurationError,
  requireFunction,
  requireFunctions,
  requireMilliseconds,
  requireOptions,
  requireWholeNumber,
} from './errors/configuration-error.ts';
import { fetchAccount } from './engine/account.ts';
import { callOperation, createJob } from './engine/submit.ts';
import type { Engine } from './engine/engine.ts';
import { createExchange } from './engine/exchange.ts';
import { InFlight } from './engine/in-flight.ts';
import { cancelJob, fetchJob } from './engine/job-state.ts';
import { type ListOptions, listJobs } from './engine/list-jobs.ts';
import { streamArtifact, streamFile, streamRows } from './engine/results.ts';
import { CreatedJobs } from './engine/created-jobs.ts';
import {
  type Endpoint,
  type EndpointRequest,
  findEndpoint,
  listEndpoints,
  registerEndpoint,
  removeEndpoint,
} from './engine/register-endpoint.ts';
import { wait } from './engine/wait.ts';
import { authenticate } from './http/authenticate.ts';
import { limitIdleTime } from './http/idle-limit.ts';
import { RateLimiter } from './http/rate-limit.ts';
import type { Transport } from './http/transport.ts';
import type { CreatedJob, Job, JobReference, Row } from './job.ts';
import type { AccountReading, ProviderDefinition, RegisteredEndpoint } from './provider.ts';
import type { DeliveredEvents } from './webhook-event.ts';

export interface Credentials {
  /** Blanks and invisible characters around it are removed. */
  readonly apiKey: string;
}

export interface ClientOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  /** Omit it where the host adds the API key, as n8n and Zapier do. */
  readonly credentials?: Credentials;
  /** Must start with https://, except in a private network, and have no query. @default the provider's base URL */
  readonly baseUrl?: string;
  /** Returns a number from 0 up to 1, for jitter. @default Math.random */
  readonly random?: () => number;
  /**
   * The time at which the host ends the run, in milliseconds of `clock`. No request is repeated when less than five seconds
   * would be left for its answer, and waits end five seconds before it. @default none
   */
  readonly deadline?: number;
  /** How often a request may be repeated where that is safe (C188, C189). @default 4 */
  readonly retries?: number;
  /**
   * How long an answer may bring no byte after its headers, in milliseconds. It then counts as broken, and a read is
   * repeated. @default 60 000
   */
  readonly idleTimeoutMs?: number;
  /** Verified deliveries. They shorten waits, and are required where the provider has no status route. */
  readonly deliveries?: DeliveredEvents;
  /** Clients with one API key can share an instance. @default a new one */
  readonly rateLimiter?: RateLimiter;
  /** Clients of one account can share an instance. @default a new one */
  readonly inFlight?: InFlight;
}

export interface CreateOptions {
  /** The URL to which the provider reports the end of the job. Delivery is not certain, so also wait for the job. */
  readonly webhookUrl?: string;
  readonly signal?: AbortSignal;
}

export interface WaitOptions {
  /** Resolves when a verified webhook names this job. @default the client's deliveries */
  readonly nudge?: (signal: AbortSignal) => Promise<void>;
  /** @default 3 600 000, one hour */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Whether an abort also cancels the job. @default false */
  readonly cancelOnAbort?: boolean;
  /** Called after each reading. The wait continues when it has returned, or when its promise has resolved. */
  readonly onStatus?: (job: Job) => unknown;
}

export interface ReadOptions {
  readonly signal?: AbortSignal;
}

export interface Client {
  /** Starts a job. Throws InputError before anything is sent, and AmbiguousCreateError when the outcome is unknown. */
  create(operation: string, input: unknown, options?: CreateOptions): Promise<CreatedJob>;
  /** Runs an operation that answers at once. Throws InputError before anything is sent. */
  call(operation: string, input: unknown, options?: ReadOptions): Promise<Row>;
  /** Reads a job from the provider. */
  get(job: JobReference, options?: ReadOptions): Promise<Job>;
  /**
   * Resolves when the job is completed, failed or cancelled. Throws JobTimeoutError after `timeoutMs`, and ApiError when the
   * key is refused or the job does not exist. A reading that fails otherwise is repeated until then.
   */
  wait(job: JobReference, options?: WaitOptions): Promise<Job>;
  /**
   * Streams the rows in normal form, or as sent with `raw`. Results that break off are fetched again, and each row is
   * returned once. Throws JobNotCompletedError for a job without results, and ResultsError when they stay incomplete, are
   * malformed or have changed meanwhile.
   */
  results(job: JobReference, options?: ReadOptions & { readonly raw?: boolean }): AsyncIterable<Row>;
  /** Streams the provider's file without changing a byte. Throws ConfigurationError when there is no such file. */
  resultsFile(job: JobReference, format: 'csv' | 'json', options?: ReadOptions): AsyncIterable<Uint8Array>;
  /** Cancels a job and returns its state after that. */
  cancel(job: JobReference, options?: ReadOptions): Promise<Job>;
  /**
   * Lists the account's jobs of an operation, newest first, and fetches further pages as they are needed. Throws
   * ConfigurationError when the provider or this server has no list of jobs.
   */
  list(operation: string, options?: ListOptions): AsyncIterable<Job>;
  /**
   * Checks the API key with a free request. Returns the provider's data about the account, which may be empty.
   * Throws ApiError for a bad key, and ConfigurationError when no free request proves one.
   */
  account(options?: ReadOptions): Promise<AccountReading>;
  /** Streams a file that a job produced; its rows hold the ids. Throws ConfigurationError when there are no files. */
  artifact(job: JobReference, artifactId: string, options?: ReadOptions): AsyncIterable<Uint8Array>;
  /** Registers a webhook URL. Throws ConfigurationError when the provider's API does not offer that. */
  registerEndpoint(endpoint: EndpointRequest): Promise<Endpoint>;
  /** Returns the registered endpoints, without their secrets. */
  listEndpoints(options?: ReadOptions): Promise<readonly RegisteredEndpoint[]>;
  /** Returns the registered endpoint with exactly this URL, or undefined. The answer has no secret. */
  findEndpoint(url: string, options?: ReadOptions): Promise<RegisteredEndpoint | undefined>;
  /** Removes a registered endpoint. One that does not exist counts as removed. */
  removeEndpoint(id: string, options?: ReadOptions): Promise<void>;
}

/** The input type of an operation; `unknown` when its name is known only at run time. */
type InputOf<Operations, Name> = Name extends keyof Operations
  ? Operations[Name] extends { readonly input: infer Schema extends z.ZodType }
    ? z.input<Schema>
    : unknown
  : unknown;

/** A client of a provider that is known at compile time. The compiler refuses undeclared fields in an input. */
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

/** Creates a client for one account of a provider. Throws ConfigurationError for a base URL, key or option that is unusable. */
export function createClient<Provider extends ProviderDefinition>(
  provider: Provider,
  options: ClientOptions,
): ClientOf<Provider['operations']> {
  checkOptions(provider, options);
  const { clock, deadline = Infinity, random = Math.random } = options;
  const engine = createEngine(provider, { ...options, random });
  return {
    create: (operation, input, createOptions = {}) =>
      createJob(engine, { operation, input, ...createOptions }),
    call: (operation, input, { signal } = {}) => callOperation(engine, { operation, input, signal }),
    get: (job, { signal } = {}) => fetchJob(engine, job, { signal }),
    wait: (job, waitOptions = {}) => wait(engine, job, { ...waitOptions, clock, deadline, random }),
    results: (job, readOptions = {}) => streamRows(engine, job, readOptions),
    resultsFile: (job, format, { signal } = {}) => streamFile(engine, job, { format, signal }),
    cancel: (job, { signal } = {}) => cancelJob(engine, job, { signal }),
    list: (operation, listOptions = {}) => listJobs(engine, operation, listOptions),
    account: ({ signal } = {}) => fetchAccount(engine, signal),
    artifact: (job, artifactId, { signal } = {}) => streamArtifact(engine, job, { artifactId, signal }),
    registerEndpoint: (endpoint) => registerEndpoint(engine, endpoint),
    listEndpoints: ({ signal } = {}) => listEndpoints(engine, signal),
    findEndpoint: (url, { signal } = {}) => findEndpoint(engine, url, signal),
    removeEndpoint: (id, { signal } = {}) => removeEndpoint(engine, id, signal),
  };
}

function checkOptions(provider: ProviderDefinition | null | undefined, options: ClientOptions): void {
  if (typeof provider?.operations !== 'object')
    throw new ConfigurationError('The provider must be a definition, such as providers.scrapekit.');
  requireOptions(options);
  const { transport, clock, random, deadline, retries, idleTimeoutMs, deliveries, rateLimiter, inFlight } =
    options;
  requireFunction('transport', transport);
  requireFunctions('clock', clock, ['now', 'sleep']);
  requireWholeNumber('retries', retries, 0);
  requireWholeNumber('idleTimeoutMs', idleTimeoutMs, 1);
  if (random !== undefined) requireFunction('random', random);
  if (deadline !== undefined) requireMilliseconds('deadline', deadline);
  if (deliveries !== undefined) requireFunctions('deliveries', deliveries, ['find', 'nudge']);
  if (rateLimiter !== undefined) requireFunctions('rateLimiter', rateLimiter, ['take', 'observe']);
  if (inFlight !== undefined) requireFunctions('inFlight', inFlight, ['join']);
}

function createEngine(
  provider: ProviderDefinition,
  options: ClientOptions & { readonly random: () => number },
): Engine {
  const {
    clock,
    credentials,
    random,
    deliveries,
    inFlight = new InFlight(),
    deadline = Infinity,
    retries,
    rateLimiter = provider.rateLimit && new RateLimiter(provider.rateLimit, clock),
  } = options;
  const baseUrl = parseBaseUrl(options.baseUrl ?? provider.baseUrl);
  const apiKey =
    credentials === undefined
      ? undefined
      : parseCredential('apiKey', (credentials as Credentials | null)?.apiKey);
  const limited = limitIdleTime(options.transport, { clock, idleMs: options.idleTimeoutMs ?? 60_000 });
  const transport =
    apiKey === undefined ? limited : authenticate(limited, provider.authentication, { apiKey, baseUrl });
  const redact = createProviderRedact(provider, apiKey === undefined ? [] : [apiKey]);
  const exchange = createExchange({
    provider,
    baseUrl,
    transport,
    clock,
    random,
    deadline,
    redact,
    rateLimiter,
    retries,
  });
  const retry = { clock, random, deadline, retries };
  return { provider, exchange, redact, inFlight, created: new CreatedJobs(clock), deliveries, retry };
}

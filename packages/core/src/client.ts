import type { Clock } from './clock.ts';
import { callOperation } from './engine/call-operation.ts';
import { createJob } from './engine/create-job.ts';
import { createExchange } from './engine/exchange.ts';
import { cancelJob, readJob } from './engine/read-job.ts';
import { streamFile, streamRows } from './engine/read-results.ts';
import { authenticate } from './http/authenticate.ts';
import type { Transport } from './http/transport.ts';
import type { Job, JobReference } from './jobs/job.ts';
import { waitForJob } from './jobs/wait-for-job.ts';
import type { ProviderDefinition } from './provider.ts';
import type { Row } from './results/row.ts';

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
}

export interface CreateOptions {
  /** Where the provider tells that the job has ended; only a nudge, so keep polling. */
  readonly webhookUrl?: string;
  readonly signal?: AbortSignal;
}

export interface WaitOptions {
  /** Resolves when a verified webhook names this job. */
  readonly nudge?: (signal: AbortSignal) => Promise<void>;
  /** @default 3 600 000 */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  readonly onStatus?: (job: Job) => void;
}

export interface ReadOptions {
  readonly signal?: AbortSignal;
}

export interface Client {
  /** Starts a job. Throws InputError before anything is sent, AmbiguousCreateError when the outcome is unknown. */
  create(operation: string, input: unknown, options?: CreateOptions): Promise<Job>;
  /** Runs an operation that answers at once. */
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
}

const HOUR_MS = 3_600_000;

/** A client for one account of one provider. */
export function createClient(provider: ProviderDefinition, options: ClientOptions): Client {
  const {
    clock,
    credentials,
    baseUrl = provider.baseUrl,
    random = Math.random,
    deadline = Infinity,
  } = options;
  const transport =
    credentials === undefined
      ? options.transport
      : authenticate(options.transport, provider.authentication, { apiKey: credentials.apiKey, baseUrl });
  const secrets = credentials === undefined ? [] : [credentials.apiKey];
  const exchange = createExchange({ provider, baseUrl, transport, clock, random, secrets, deadline });
  const engine = { provider, exchange };
  const get: Client['get'] = (job, { signal } = {}) => readJob(engine, job, signal);

  return {
    get,
    create: (operation, input, createOptions = {}) =>
      createJob(engine, { operation, input, ...createOptions }),
    call: (operation, input, { signal } = {}) => callOperation(engine, { operation, input, signal }),
    wait: (job, { timeoutMs = HOUR_MS, signal = new AbortController().signal, ...waitOptions } = {}) =>
      waitForJob({
        ...waitOptions,
        refresh: (stop) => get(job, { signal: stop }),
        cadence: provider.cadence,
        clock,
        random,
        timeoutMs,
        signal,
      }),
    results: (job, readOptions = {}) => streamRows(engine, job, readOptions),
    resultsFile: (job, format, { signal } = {}) => streamFile(engine, job, { format, signal }),
    cancel: (job, { signal } = {}) => cancelJob(engine, job, signal),
  };
}

import type { z } from 'zod/v4';
import type { Client, CreateOptions, ReadOptions, WaitOptions } from '../client.ts';
import type { CostEstimate } from '../credits.ts';
import { estimateCost } from '../engine/estimate-cost.ts';
import type { ListOptions } from '../engine/list-jobs.ts';
import { ConfigurationError, requireFunction, requireMilliseconds } from '../errors/configuration-error.ts';
import type { CreatedJob, Job, JobReference, Row } from '../job.ts';
import type { CallOperation, JobOperation } from '../operation.ts';
import type { ProviderDefinition } from '../provider.ts';
import { StartedRun, type JobRun } from './job-run.ts';

/** A job, or its id alone. */
export type JobOrId = string | { readonly id: string };

export interface RunOptions extends CreateOptions, Omit<WaitOptions, 'nudge'> {
  /**
   * Called with the job when it was created, and after each time its status was read. The run continues when it has
   * returned, or when its promise has resolved. Its error ends the run, and the run still has the job.
   */
  readonly onStatus?: (job: Job) => unknown;
}

/** The calls for the jobs of one operation. */
export interface JobOperationCalls<Input, Result> {
  /** Starts a job. Throws InputError before anything is sent, and AmbiguousCreateError when the outcome is unknown. */
  create(input: Input, options?: CreateOptions): Promise<CreatedJob>;
  /** Reads a job from the provider. */
  get(job: JobOrId, options?: ReadOptions): Promise<Job>;
  /** Resolves when the job is completed, failed or cancelled. Throws JobTimeoutError after `timeoutMs`. */
  wait(job: JobOrId, options?: WaitOptions): Promise<Job>;
  /** Streams the rows of a completed job. Throws JobNotCompletedError and ResultsError. */
  results(job: JobOrId, options?: ReadOptions): AsyncIterable<Result>;
  /** Streams the rows as the provider sent them. */
  rawResults(job: JobOrId, options?: ReadOptions): AsyncIterable<Row>;
  /** Creates a job, waits for it and streams its rows. The job starts with the first use of the returned run. */
  run(input: Input, options?: RunOptions): JobRun<Result>;
  /** Streams the provider's file without changing a byte. Throws ConfigurationError when there is no such file. */
  file(job: JobOrId, format: 'csv' | 'json', options?: ReadOptions): AsyncIterable<Uint8Array>;
  /** Cancels a job and returns its state after that. Throws ConfigurationError when the provider cannot cancel jobs. */
  cancel(job: JobOrId, options?: ReadOptions): Promise<Job>;
  /** Lists the account's jobs, newest first. Throws ConfigurationError when the provider or this server has no list. */
  list(options?: ListOptions): AsyncIterable<Job>;
  /** Streams a file that a job produced; its rows hold the ids. Throws ConfigurationError when there are no files. */
  artifact(job: JobOrId, artifactId: string, options?: ReadOptions): AsyncIterable<Uint8Array>;
  /** Calculates the cost before anything is sent; returns undefined when no price is documented. */
  estimate(input: Input): CostEstimate | undefined;
}

/** Runs an operation that answers at once. */
export type OperationCall<Input, Result> = (input: Input, options?: ReadOptions) => Promise<Result>;

type InputOf<Operation> = Operation extends { readonly input: infer Schema extends z.ZodType }
  ? z.input<Schema>
  : never;

/** The declared columns of a row. A provider may send further fields, which `rawResults` shows. */
type RowOf<Operation> = Operation extends {
  readonly rows: { readonly schema: infer Schema extends z.ZodType };
}
  ? DeclaredFields<z.output<Schema>>
  : Row;

/** The fields without the index signature of a loose object, so that a misspelt name does not compile. */
type DeclaredFields<Fields> = {
  readonly [Key in keyof Fields as string extends Key ? never : Key]: Fields[Key];
};

/** The calls of a provider, by operation. */
export type OperationsOf<Operations> = {
  readonly [Name in keyof Operations]: Operations[Name] extends CallOperation
    ? OperationCall<InputOf<Operations[Name]>, RowOf<Operations[Name]>>
    : JobOperationCalls<InputOf<Operations[Name]>, RowOf<Operations[Name]>>;
};

export interface OperationContext {
  readonly definition: ProviderDefinition;
  readonly client: Client;
  /** The default of `timeoutMs`; undefined: the client's default. */
  readonly timeoutMs: number | undefined;
  /** Whether a webhook receiver exists, which some providers need. */
  readonly hasReceiver: () => boolean;
}

/** Creates the calls of one operation. */
export function createCalls(
  context: OperationContext,
  name: string,
): JobOperationCalls<unknown, Row> | OperationCall<unknown, Row> {
  const operation = context.definition.operations[name];
  return operation?.kind === 'job'
    ? createJobCalls(context, name, operation)
    : (input, options) => context.client.call(name, input, options);
}

function createJobCalls(
  context: OperationContext,
  name: string,
  operation: JobOperation,
): JobOperationCalls<unknown, Row> {
  const { definition, client } = context;
  const referTo = (job: JobOrId): JobReference => ({ id: idOf(job), operation: name });
  const wait = (job: JobOrId, options: WaitOptions = {}) =>
    client.wait(referTo(job), { ...options, timeoutMs: options.timeoutMs ?? context.timeoutMs });
  const requireReceiver = () => {
    if (operation.state.from === 'status' || context.hasReceiver()) return;
    throw new ConfigurationError(
      `${definition.name} reports the end of a job by webhook only: create a receiver with webhooks.receiver() first, ` +
        'and pass it the requests that arrive.',
    );
  };
  return {
    create: (input, options) => client.create(name, input, options),
    get: (job, options) => client.get(referTo(job), options),
    async wait(job, options) {
      requireReceiver();
      return await wait(job, options);
    },
    results: (job, options) => client.results(referTo(job), options),
    rawResults: (job, options) => client.results(referTo(job), { ...options, raw: true }),
    run: (input, options = {}) =>
      new StartedRun({
        async create() {
          // All checks come before the create, because the job is billed and could not be waited for.
          requireReceiver();
          const { webhookUrl, signal, onStatus, timeoutMs } = options;
          if (timeoutMs !== undefined) requireMilliseconds('timeoutMs', timeoutMs);
          if (onStatus !== undefined) requireFunction('onStatus', onStatus);
          return await client.create(name, input, { webhookUrl, signal });
        },
        onCreated: (job) => options.onStatus?.(job),
        wait: (job) => wait(job, options),
        results: (job) => client.results(job, { signal: options.signal }),
      }),
    file: (job, format, options) => client.resultsFile(referTo(job), format, options),
    cancel: (job, options) => client.cancel(referTo(job), options),
    list: (options) => client.list(name, options),
    artifact: (job, artifactId, options) => client.artifact(referTo(job), artifactId, options),
    estimate: (input) => estimateCost(definition, name, input),
  };
}

/** Returns the id of a job. A program in JavaScript may pass any value, and an id of another type is refused later. */
const idOf = (job: JobOrId | null | undefined): string =>
  typeof job === 'string' ? job : (job?.id as string);

import { JobNotCompletedError } from '../errors/job-not-completed-error.ts';
import type { CreatedJob, Job } from '../job.ts';

/**
 * A job that is created, waited for and read in one call. It starts with the first use, and each further use continues
 * with the same job, so a job is never created twice.
 */
export interface JobRun<Result> extends AsyncIterable<Result> {
  /** The job as the provider accepted it; undefined before that. Read it after an error, to continue with its id. */
  readonly job: CreatedJob | undefined;
  /** Creates the job and resolves when the provider has accepted it. */
  started(): Promise<CreatedJob>;
  /** Resolves when the job is completed. Throws JobNotCompletedError when it failed or was cancelled. */
  completed(): Promise<Job>;
  /** Reads all rows into an array. Iterate over the run instead when the result may not fit into memory. */
  toArray(): Promise<Result[]>;
}

export interface RunSteps<Result> {
  readonly create: () => Promise<CreatedJob>;
  /** Called when the job exists. An error of it ends the run. */
  readonly onCreated: (job: CreatedJob) => unknown;
  readonly wait: (job: CreatedJob) => Promise<Job>;
  readonly results: (job: Job) => AsyncIterable<Result>;
}

export class StartedRun<Result> implements JobRun<Result> {
  readonly #steps: RunSteps<Result>;
  #created: Promise<CreatedJob> | undefined;
  #ended: Promise<Job> | undefined;
  #job: CreatedJob | undefined;

  constructor(steps: RunSteps<Result>) {
    this.#steps = steps;
  }

  get job(): CreatedJob | undefined {
    return this.#job;
  }

  started(): Promise<CreatedJob> {
    this.#created ??= this.#create();
    return this.#created;
  }

  completed(): Promise<Job> {
    this.#ended ??= this.#end();
    return this.#ended;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Result> {
    yield* this.#steps.results(await this.completed());
  }

  async toArray(): Promise<Result[]> {
    return await Array.fromAsync(this);
  }

  async #create(): Promise<CreatedJob> {
    const job = await this.#steps.create();
    // The job is paid for, so it is kept before a function of the caller can throw.
    this.#job = job;
    await this.#steps.onCreated(job);
    return job;
  }

  async #end(): Promise<Job> {
    const ended = await this.#steps.wait(await this.started());
    if (ended.status !== 'completed') throw new JobNotCompletedError(ended);
    return ended;
  }
}

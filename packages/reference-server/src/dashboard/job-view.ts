import type { FastifyReply } from 'fastify';
import type { Job } from '../jobs/job.ts';
import type { Reader } from '../storage/database.ts';

export interface ResultsRequest {
  readonly db: Reader;
  readonly format: 'json' | 'csv';
}

/** How the dashboard shows one provider's jobs. */
export interface JobView {
  /** What was asked for, such as `dentists in Austin`. */
  describe(job: Job): string;
  /** Sends the rows of a completed job as the provider's own API would. */
  sendResults(reply: FastifyReply, job: Job, request: ResultsRequest): FastifyReply;
}

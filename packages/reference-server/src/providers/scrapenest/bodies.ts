import { isHttp } from '@scrapekit/guarded-http';
import type { FastifyRequest } from 'fastify';
import { parseJsonObject, refuseUnknownFields, timestamp } from '../../http/json.ts';
import type { StoredJob } from '../../jobs/job.ts';
import { invalid } from './refusals.ts';

export const PROVIDER = 'scrapenest';
export const scrapeJobs = { provider: PROVIDER, operation: 'scrape' } as const;

/** The stored input of a job. */
export interface ScrapeInput {
  readonly url: string;
}

// The input was written by the route that creates jobs.
export const scrapeInput = (job: StoredJob): ScrapeInput => job.input as ScrapeInput;

/** The key under which the job's tally counts its artifacts. */
export const ARTIFACT_TALLY = 'artifact';

export const artifactCount = ({ tally }: StoredJob): number => tally[ARTIFACT_TALLY] ?? 0;

const MAX_URL_LENGTH = 2_048;

/** Parses the body of a create. Its fields are undocumented (N10), so it has one, and a 400 names any other. */
export function parseJobRequest(request: FastifyRequest): ScrapeInput {
  const body = parseJsonObject(request, 'invalid_request');
  refuseUnknownFields(body, ['url'], invalid);
  const { url: given } = body;
  const url = typeof given === 'string' && given.length <= MAX_URL_LENGTH ? URL.parse(given) : null;
  if (url === null || !isHttp(url) || url.username !== '' || url.password !== '')
    throw invalid(
      `url must be an http or https address without a user, of at most ${MAX_URL_LENGTH} characters.`,
    );
  url.hash = '';
  return { url: url.href };
}

/** Translates a job's status; the provider calls a completed job `succeeded` (N08). */
export const statusText = ({ status }: StoredJob): string => (status === 'completed' ? 'succeeded' : status);

export const jobBody = (job: StoredJob): object => ({
  id: job.id,
  status: statusText(job),
  url: scrapeInput(job).url,
  artifact_count: artifactCount(job),
  failure_reason: job.error,
  created_at: timestamp(job.createdAt),
  finished_at: job.finishedAt === null ? null : timestamp(job.finishedAt),
});

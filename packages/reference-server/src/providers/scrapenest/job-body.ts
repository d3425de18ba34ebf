import { timestamp } from '../../http/timestamp.ts';
import type { StoredJob } from '../../jobs/job.ts';
import { artifactCount, scrapeInput } from './scrape-operation.ts';

/** A job's status in ScrapeNest's words (N08). */
export const statusOf = ({ status }: StoredJob): string => (status === 'completed' ? 'succeeded' : status);

/** A job as its routes show it. */
export const jobBody = (job: StoredJob): object => ({
  id: job.id,
  status: statusOf(job),
  url: scrapeInput(job).url,
  artifact_count: artifactCount(job),
  failure_reason: job.error,
  created_at: timestamp(job.createdAt),
  finished_at: job.finishedAt === null ? null : timestamp(job.finishedAt),
});

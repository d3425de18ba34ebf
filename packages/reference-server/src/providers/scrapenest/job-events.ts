import type { StoredJob } from '../../jobs/job.ts';
import type { Reader } from '../../storage/database.ts';
import type { NewEvent } from '../../webhooks/event-log.ts';
import { wrap } from './envelope.ts';
import { readArtifacts } from './read-artifacts.ts';
import { artifactCount, scrapeInput } from './scrape-operation.ts';

export const creationOf = (job: StoredJob): readonly NewEvent[] => [
  wrap('job.created', job, {
    at: job.createdAt,
    data: { job_id: job.id, status: 'queued', url: scrapeInput(job).url },
  }),
];

/** What the end of a job gives cause for: an event for each artifact, then one for the job. */
export async function endOf(db: Reader, job: StoredJob): Promise<readonly NewEvent[]> {
  const at = job.finishedAt ?? job.createdAt;
  const completed = wrap('job.completed', job, { at, data: { job_id: job.id, ...outcomeOf(job) } });
  if (job.status !== 'completed') return [completed];
  const artifacts = await readArtifacts(db, job.id);
  const ready = artifacts.map(({ id, name, contentType, size, sha256 }) =>
    wrap('artifact.ready', job, {
      at,
      data: { job_id: job.id, artifact_id: id, name, content_type: contentType, size, sha256 },
    }),
  );
  return [...ready, completed];
}

// There are two outcomes (N08): a cancelled job is one that failed.
const outcomeOf = (job: StoredJob): object =>
  job.status === 'completed'
    ? { status: 'succeeded', artifact_count: artifactCount(job) }
    : { status: 'failed', failure_reason: job.error ?? 'The job was cancelled.' };

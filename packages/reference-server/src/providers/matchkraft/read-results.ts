import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { jsonWithRows, type RowsBody } from '../../http/json-with-rows.ts';
import { findJob } from '../../jobs/job-store.ts';
import { isTerminal, type StoredJob } from '../../jobs/job.ts';
import { readResultPages } from '../../jobs/results.ts';
import type { Reader } from '../../storage/database.ts';
import { callerOf } from '../caller.ts';
import type { BackendServices } from '../provider-backend.ts';
import { jobBody } from './job-body.ts';
import { PROVIDER, type JobType } from './names.ts';
import { jobNotFound } from './refusals.ts';

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** `GET /{jobType}/results/{jobId}`: how the job stands and, once it has ended, its rows (M03). */
export function addReadResults(
  app: FastifyInstance,
  { storage }: Pick<BackendServices, 'storage'>,
  jobType: JobType,
): void {
  app.get(`/api/v2/${jobType}/results/:id`, async (request, reply) => {
    const { id } = request.params as { id: string };
    const jobId = id.toLowerCase();
    const owner = { accountId: callerOf(request).accountId, provider: PROVIDER, operation: jobType };
    // Checked before the database is asked, which does not take every text.
    const job = UUID.test(jobId) ? await findJob(storage.db, jobId, owner) : undefined;
    if (job === undefined) throw jobNotFound(jobType);
    return isTerminal(job.status) ? sendJobResults(reply, job, storage.db) : jobBody(job);
  });
}

/** An ended job with all its rows. */
export const resultsBody = (job: StoredJob, db: Reader): RowsBody => ({
  envelope: jobBody(job),
  list: 'results',
  pages: readResultPages(db, job.id),
});

function sendJobResults(reply: FastifyReply, job: StoredJob, db: Reader): FastifyReply {
  const text = jsonWithRows(resultsBody(job, db));
  return reply.type('application/json; charset=utf-8').send(Readable.from(text, { objectMode: false }));
}

import type { FastifyInstance } from 'fastify';
import { toCredits } from '../../accounts/credits.ts';
import type { StoredJob } from '../../jobs/job.ts';
import { readResultPages } from '../../jobs/results.ts';
import type { Reader } from '../../storage/database.ts';
import { findRequestedJob } from './find-requested-job.ts';
import { VERIFY } from './names.ts';
import { jobNotReady } from './refusals.ts';
import { readFormat, sendResults, type Results } from './send-results.ts';
import type { Services } from './services.ts';
import { verdictColumns, verdictStatuses } from './verdict-row.ts';

/** `GET /verify/jobs/{id}/results`, as JSON or CSV (C141-C146). */
export function addVerifyResults(app: FastifyInstance, services: Services): void {
  app.get('/verify/jobs/:id/results', async (request, reply) => {
    const format = readFormat(request);
    const job = await findRequestedJob(services, request, VERIFY);
    if (job.status !== 'completed') throw jobNotReady(job.status);
    return await sendResults(reply, format, verifyResults(services.storage.db, job));
  });
}

/** The rows of a completed verification and what stands around them. */
export const verifyResults = (db: Reader, job: StoredJob): Results => ({
  envelope: {
    job_id: job.id,
    status: job.status,
    summary: summary(job),
    credits_used: toCredits(job.unitsCharged),
  },
  columns: verdictColumns,
  pages: readResultPages(db, job.id),
});

// Of the verdicts there are: fewer than were queued when the money ran out (A09).
const summary = ({ produced, tally }: StoredJob): object => ({
  total: produced,
  ...Object.fromEntries(verdictStatuses.map((status) => [status, tally[status] ?? 0])),
});

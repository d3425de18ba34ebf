import type { FastifyInstance } from 'fastify';
import { z } from 'zod/v4';
import { jobStatuses, type StoredJob } from '../../jobs/job.ts';
import { listJobs, type JobPosition } from '../../jobs/job-store.ts';
import { callerOf } from '../caller.ts';
import { isJobId, PROVIDER, type JobKind } from './names.ts';
import { clientRequestId } from './read-job-options.ts';
import { invalid } from './refusals.ts';
import type { Services } from './services.ts';

const listQuery = z.object({
  limit: z.coerce.number('limit must be a number.').int().min(1).max(100).default(20),
  cursor: z.string().transform(readCursor).optional(),
  status: z.enum(jobStatuses).optional(),
  created_after: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .optional(),
  client_request_id: clientRequestId.optional(),
});

/** What is listed, and as what. */
export interface JobList {
  readonly kind: JobKind;
  readonly toBody: (job: StoredJob, now: Date) => object;
}

/** `GET /scrape/jobs` or `GET /verify/jobs`: the account's jobs, newest first (X01, X02). */
export function addListJobs(
  app: FastifyInstance,
  { storage, clock }: Services,
  { kind, toBody }: JobList,
): void {
  const { operation } = kind;
  app.get(`/${operation}/jobs`, async (request) => {
    const query = listQuery.safeParse(request.query);
    if (!query.success) throw invalid('invalid_query', complaint(query.error));
    const { limit, cursor, status, created_after: createdAfter, client_request_id: requestId } = query.data;
    const owner = { accountId: callerOf(request).accountId, provider: PROVIDER, operation };
    const jobs = await listJobs(storage.db, owner, {
      limit: limit + 1,
      after: cursor,
      status,
      createdAfter,
      clientRequestId: requestId,
    });
    const page = jobs.slice(0, limit);
    const last = page.at(-1);
    const now = new Date(clock.now());
    return {
      jobs: page.map((job) => toBody(job, now)),
      next_cursor: jobs.length > limit && last !== undefined ? writeCursor(last) : null,
    };
  });
}

const writeCursor = ({ createdAt, id }: JobPosition): string =>
  Buffer.from(`${createdAt.getTime()} ${id}`).toString('base64url');

function readCursor(text: string, context: z.RefinementCtx): JobPosition {
  const [time = '', id = ''] = Buffer.from(text, 'base64url').toString('latin1').split(' ');
  if (/^\d{1,15}$/.test(time) && isJobId(id)) return { createdAt: new Date(Number(time)), id };
  context.addIssue('unknown cursor');
  return z.NEVER;
}

const complaint = ({ issues }: z.ZodError): string =>
  `${issues[0]?.path.join('.') ?? 'The query'} is not valid.`;

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod/v4';
import { timestamp } from '../../http/json.ts';
import { sendRows, type RowsFile } from '../../http/send-rows.ts';
import { isStorableDate } from '../../http/storable-date.ts';
import { listJobs, type JobFilter, type JobPosition } from '../../jobs/job-store.ts';
import { jobStatuses, type NewJob, type StoredJob } from '../../jobs/job.ts';
import type { Db, Transaction } from '../../storage/database.ts';
import { callerOf } from '../mount.ts';
import type { BackendServices } from '../provider-backend.ts';
import { findRequestedJob } from '../requested-job.ts';
import { SEE_DASHBOARD, storeJob } from '../store-job.ts';
import {
  clientRequestId,
  createJobId,
  idFormOf,
  idSchema,
  PROVIDER,
  scrapeKind,
  verifyKind,
  type JobKind,
  type JobOptions,
} from './bodies.ts';
import * as schema from '../../http/openapi.ts';
import { invalid, jobNotCancellable, jobNotFound, jobNotReady } from './refusals.ts';

export type CreateServices = Pick<BackendServices, 'storage' | 'jobs' | 'clock' | 'config'>;

export interface JobOrder {
  readonly accountId: string;
  readonly kind: JobKind;
  /** Returns the job to store. It gets the transaction in which the job is stored. */
  readonly prepare: (trx: Transaction) => Promise<Pick<NewJob, 'input' | 'cap' | 'items'>>;
  readonly options: JobOptions;
}

/**
 * Stores a job with a new id. A job that was surely not created is a 500 `job_create_failed`, and one of which that is
 * unknown is a 500 `internal_error` (C028, C029).
 */
export async function createJob(
  services: CreateServices,
  { accountId, kind, prepare, options: { webhookUrl, clientRequestId } }: JobOrder,
): Promise<StoredJob> {
  const { operation } = kind;
  const named = { id: createJobId(kind), accountId, provider: PROVIDER, operation };
  return await storeJob(services, {
    accountId,
    provider: PROVIDER,
    store: async (trx) =>
      await services.jobs.enqueue(trx, { ...named, ...(await prepare(trx)), webhookUrl, clientRequestId }),
    howToFindOut: services.config.listEndpoints
      ? `Look for it with GET /api/v1/${operation}/jobs, by its client_request_id if it has one, before you send it again.`
      : SEE_DASHBOARD,
    failureCode: 'job_create_failed',
  });
}

export interface JobRoutes {
  readonly kind: JobKind;
  readonly statusBody: (job: StoredJob, now: Date) => object;
  readonly results: (db: Db, job: StoredJob) => RowsFile;
}

/** Adds `GET /{kind}/jobs/{id}`, `GET /{kind}/jobs/{id}/results` and, unless LIST_ENDPOINTS is off, `GET /{kind}/jobs`. */
export function addReadJobs(api: FastifyInstance, services: BackendServices, routes: JobRoutes): void {
  const { storage, clock, config } = services;
  const { kind, statusBody, results } = routes;
  const { operation } = kind;
  const requested = { provider: PROVIDER, operation, idForm: idFormOf(kind), notFound: jobNotFound };
  api.get(`/${operation}/jobs/:id`, async (request) => {
    const job = await findRequestedJob(services, request, requested);
    return statusBody(job, new Date(clock.now()));
  });
  api.get(`/${operation}/jobs/:id/results`, async (request, reply) => {
    const format = parseFormat(request);
    const job = await findRequestedJob(services, request, requested);
    if (job.status !== 'completed') throw jobNotReady(job.status);
    return await sendRows(reply, format, results(storage.db, job));
  });
  if (config.listEndpoints) addListJobs(api, services, routes);
}

/** Parses the format of the results, which is JSON by default (C112, C116). */
function parseFormat(request: FastifyRequest): 'json' | 'csv' {
  const { format = 'json' } = request.query as { format?: unknown };
  if (format === 'json' || format === 'csv') return format;
  throw invalid('invalid_query', 'format must be json or csv.');
}

/** Adds `GET /{kind}/jobs`, which lists the account's jobs, newest first (X01, X02). */
function addListJobs(
  api: FastifyInstance,
  { storage, clock }: Pick<BackendServices, 'storage' | 'clock'>,
  { kind: { operation }, statusBody }: JobRoutes,
): void {
  api.get(`/${operation}/jobs`, async (request) => {
    const { limit, ...filter } = parseListQuery(request);
    const owner = { accountId: callerOf(request).accountId, provider: PROVIDER, operation };
    // One job more than the page shows whether there is a next page.
    const jobs = await listJobs(storage.db, owner, { ...filter, limit: limit + 1 });
    const page = jobs.slice(0, limit);
    const last = page.at(-1);
    const now = new Date(clock.now());
    return {
      jobs: page.map((job) => statusBody(job, now)),
      next_cursor: jobs.length > limit && last !== undefined ? cursorAfter(last) : null,
    };
  });
}

/** The id of a job of either kind. */
const anyIdForm = new RegExp([scrapeKind, verifyKind].map((kind) => idFormOf(kind).source).join('|'));

const cursorAfter = ({ createdAt, id }: JobPosition): string =>
  Buffer.from(`${createdAt.getTime()} ${id}`).toString('base64url');

function parseCursor(text: string, context: z.RefinementCtx): JobPosition {
  const [time = '', id = ''] = Buffer.from(text, 'base64url').toString('latin1').split(' ');
  const createdAt = new Date(Number(time));
  if (/^\d{1,15}$/.test(time) && isStorableDate(createdAt) && anyIdForm.test(id)) return { createdAt, id };
  context.addIssue('unknown cursor');
  return z.NEVER;
}

const listQuery = z.object({
  limit: z.coerce.number('limit must be a number.').int().min(1).max(100).default(20),
  cursor: z.string().transform(parseCursor).optional(),
  status: z.enum(jobStatuses).optional(),
  created_after: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .refine(isStorableDate)
    .optional(),
  client_request_id: clientRequestId.optional(),
});

function parseListQuery({ query }: FastifyRequest): JobFilter {
  const { success, data, error } = listQuery.safeParse(query);
  if (!success)
    throw invalid('invalid_query', `${error.issues[0]?.path.join('.') ?? 'The query'} is not valid.`);
  return {
    limit: data.limit,
    after: data.cursor,
    status: data.status,
    createdAfter: data.created_after,
    clientRequestId: data.client_request_id,
  };
}

const NOTE = 'Work done before the cancellation stays charged.';

/** Adds `POST /jobs/{id}/cancel` for both kinds of jobs (C153-C160). */
export function addCancelJob(
  api: FastifyInstance,
  services: Pick<BackendServices, 'storage' | 'jobs' | 'clock'>,
): void {
  const { jobs, clock } = services;
  const requested = { provider: PROVIDER, idForm: anyIdForm, notFound: jobNotFound };
  api.post('/jobs/:id/cancel', { config: { rateClass: 'create' } }, async (request) => {
    const { id } = await findRequestedJob(services, request, requested);
    const cancelled = await jobs.cancel(id);
    if (cancelled === undefined) throw jobNotCancellable();
    const cancelledAt = cancelled.finishedAt ?? new Date(clock.now());
    return { job_id: id, status: cancelled.status, cancelled_at: timestamp(cancelledAt), note: NOTE };
  });
}

export const cancelledSchema = schema.exactly({
  job_id: { anyOf: [idSchema(scrapeKind), idSchema(verifyKind)] },
  status: schema.oneOf('cancelled'),
  cancelled_at: schema.timestamp,
  note: schema.someText,
});

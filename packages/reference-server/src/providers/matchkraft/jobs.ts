import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { parseLargeJsonObject } from '../../http/json.ts';
import { jsonWithRows } from '../../http/send-rows.ts';
import { isTerminal } from '../../jobs/job.ts';
import { callerOf } from '../mount.ts';
import type { BackendServices } from '../provider-backend.ts';
import { findRequestedJob, pathId, uuidForm } from '../requested-job.ts';
import { SEE_DASHBOARD, storeJob } from '../store-job.ts';
import { jobBody, jobInput, parseJob, PROVIDER, resultsBody, statusWord, type JobType } from './bodies.ts';
import { jobNotFound } from './refusals.ts';

/** Bytes; enough for 100,000 addresses of the greatest length. */
const BODY_LIMIT = 32 * 1024 * 1024;

/** Adds `POST /{jobType}`, which stores the records and answers before the job runs (M02). */
export function addCreateJob(app: FastifyInstance, services: BackendServices, jobType: JobType): void {
  const { jobs } = services;
  app.post(`/api/v2/${jobType}`, { bodyLimit: BODY_LIMIT }, async (request, reply) => {
    const parsed = parseJob(await parseLargeJsonObject(request, 'invalid_job'), jobType);
    const { accountId } = callerOf(request);
    const wanted = { ...parsed, id: randomUUID(), accountId, provider: PROVIDER };
    const job = await storeJob(services, {
      accountId,
      provider: PROVIDER,
      store: async (trx) => await jobs.enqueue(trx, wanted),
      howToFindOut: SEE_DASHBOARD,
    });
    const { jobName } = jobInput(job);
    return await reply.status(201).send({ jobId: job.id, jobName, status: statusWord(job.status) });
  });
}

/** Adds `GET /{jobType}/results/{jobId}`, which answers with the job's status and, once it has ended, its rows (M03). */
export function addReadResults(app: FastifyInstance, services: BackendServices, jobType: JobType): void {
  const { db } = services.storage;
  const jobs = {
    provider: PROVIDER,
    operation: jobType,
    idForm: uuidForm,
    notFound: () => jobNotFound(jobType),
  };
  app.get(`/api/v2/${jobType}/results/:id`, async (request, reply) => {
    const job = await findRequestedJob(services, request, { ...jobs, id: pathId(request).toLowerCase() });
    if (!isTerminal(job.status)) return jobBody(job);
    const text = jsonWithRows(resultsBody(job, db));
    return reply.type('application/json; charset=utf-8').send(Readable.from(text, { objectMode: false }));
  });
}

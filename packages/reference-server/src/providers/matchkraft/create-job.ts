import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { readJsonObject, type JsonObject } from '../../http/json-body.ts';
import type { NewJob } from '../../jobs/enqueue-job.ts';
import { callerOf } from '../caller.ts';
import type { BackendServices } from '../provider-backend.ts';
import { jobInput, statusWord, type JobInput } from './job-body.ts';
import { PROVIDER, type JobType } from './names.ts';
import { complainOfList, storeRecord } from './records.ts';
import { invalidJob } from './refusals.ts';

/** Room for 100,000 addresses of the greatest length. */
const BODY_LIMIT = 32 * 1024 * 1024;
const MOST_NAME_CHARACTERS = 200;

/** `POST /{jobType}`: takes the records and answers at once (M02). */
export function addCreateJob(app: FastifyInstance, services: BackendServices, jobType: JobType): void {
  const { storage, jobs } = services;
  app.post(`/api/v2/${jobType}`, { bodyLimit: BODY_LIMIT }, async (request, reply) => {
    const wanted = readJob(readJsonObject(request, 'invalid_job'), jobType);
    const { accountId } = callerOf(request);
    const job = await storage.transaction(
      async (trx) => await jobs.enqueue(trx, { ...wanted, id: randomUUID(), accountId, provider: PROVIDER }),
    );
    jobs.wake();
    const { jobName } = jobInput(job);
    return await reply.status(201).send({ jobId: job.id, jobName, status: statusWord(job.status) });
  });
}

type WantedJob = Pick<NewJob, 'operation' | 'input' | 'cap' | 'items'>;

function readJob(body: JsonObject, jobType: JobType): WantedJob {
  const input: JobInput = { jobName: readName(body['jobName'], jobType) };
  const complaint = complainOfList(jobType, body['records']);
  if (complaint !== undefined) throw invalidJob(complaint);
  const records = body['records'] as readonly unknown[];
  const items = records.map((record, index) => storeRecord(jobType, record, index));
  return { operation: jobType, input, cap: items.length, items };
}

function readName(value: unknown, jobType: JobType): string {
  if (value === undefined || value === null || value === '') return jobType;
  if (typeof value === 'string' && value.length <= MOST_NAME_CHARACTERS) return value;
  throw invalidJob(`jobName must be a text of at most ${MOST_NAME_CHARACTERS} characters.`);
}

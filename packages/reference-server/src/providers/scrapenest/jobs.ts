import type { FastifyInstance, FastifyReply } from 'fastify';
import { randomText } from '../../accounts/random-text.ts';
import { callerOf } from '../mount.ts';
import type { BackendServices } from '../provider-backend.ts';
import { findRequestedJob } from '../requested-job.ts';
import { storeJob } from '../store-job.ts';
import { artifactBody, listArtifacts, type Artifact } from './artifacts.ts';
import { jobBody, parseJobRequest, PROVIDER, scrapeJobs, statusText } from './bodies.ts';
import { artifactNotFound, jobHasEnded, jobNotFound } from './refusals.ts';

const requested = { ...scrapeJobs, idForm: /^job_[A-Za-z0-9]{20}$/, notFound: jobNotFound };

/** Registers the routes that create, read and cancel a job. */
export function addJobRoutes(app: FastifyInstance, services: BackendServices): void {
  const { storage, jobs, wakeDeliverer } = services;
  app.post('/jobs', async (request, reply) => {
    const input = parseJobRequest(request);
    const { accountId } = callerOf(request);
    const wanted = { id: `job_${randomText(20)}`, accountId, ...scrapeJobs };
    const job = await storeJob(services, {
      accountId,
      provider: PROVIDER,
      store: async (trx) => await jobs.enqueue(trx, { ...wanted, input, cap: 1, items: [input] }),
      howToFindOut: 'Look for its job.created with GET /scrapenest/api/v1/events before you send it again.',
    });
    wakeDeliverer();
    return await reply.status(201).send(jobBody(job));
  });
  app.get('/jobs/:id', async (request) => jobBody(await findRequestedJob({ storage }, request, requested)));
  app.post('/jobs/:id/cancel', async (request) => {
    const job = await findRequestedJob({ storage }, request, requested);
    const cancelled = await jobs.cancel(job.id);
    if (cancelled === undefined)
      throw jobHasEnded(statusText(await findRequestedJob({ storage }, request, requested)));
    return jobBody(cancelled);
  });
}

/** Registers the routes that list a job's artifacts and download one by its id or name. */
export function addArtifactRoutes(app: FastifyInstance, { storage }: BackendServices): void {
  app.get('/jobs/:id/artifacts', async (request) => {
    const { id } = await findRequestedJob({ storage }, request, requested);
    const artifacts = await listArtifacts(storage.db, id);
    return { artifacts: artifacts.map((artifact) => artifactBody(artifact, id)) };
  });
  app.get('/jobs/:id/artifacts/:artifact', async (request, reply) => {
    const { artifact: wanted } = request.params as { artifact: string };
    const job = await findRequestedJob({ storage }, request, requested);
    const artifacts = await listArtifacts(storage.db, job.id);
    const artifact = artifacts.find(({ id, name }) => id === wanted || name === wanted);
    if (artifact === undefined) throw artifactNotFound();
    return sendContent(reply, artifact);
  });
}

// A browser must not run a scraped page with the rights of this server's origin.
const safeHeaders = {
  'content-security-policy': "sandbox; default-src 'none'",
  'x-content-type-options': 'nosniff',
};

const sendContent = (reply: FastifyReply, { name, contentType, sha256, content }: Artifact): FastifyReply =>
  reply
    .headers({ ...safeHeaders, 'content-disposition': `attachment; filename="${name}"`, etag: `"${sha256}"` })
    .type(contentType)
    .send(Buffer.from(content, 'base64'));

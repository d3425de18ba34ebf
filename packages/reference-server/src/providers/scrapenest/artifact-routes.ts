import type { FastifyInstance, FastifyReply } from 'fastify';
import type { BackendServices } from '../provider-backend.ts';
import type { Artifact } from './artifact.ts';
import { listArtifacts } from './artifact-list.ts';
import { findRequestedJob } from './find-requested-job.ts';
import { readArtifacts } from './read-artifacts.ts';
import { artifactNotFound } from './refusals.ts';

/** What a job left behind: the list, and each by its id or its name. */
export function addArtifactRoutes(app: FastifyInstance, { storage }: BackendServices): void {
  app.get('/jobs/:id/artifacts', async (request) => {
    const { id } = await findRequestedJob(storage.db, request);
    return { artifacts: await listArtifacts(storage.db, id) };
  });
  app.get('/jobs/:id/artifacts/:artifact', async (request, reply) => {
    const { artifact: wanted } = request.params as { artifact: string };
    const { id: jobId } = await findRequestedJob(storage.db, request);
    const artifacts = await readArtifacts(storage.db, jobId);
    const artifact = artifacts.find(({ id, name }) => id === wanted || name === wanted);
    if (artifact === undefined) throw artifactNotFound();
    return sendContent(reply, artifact);
  });
}

// A stranger's page must never run as a page of this server.
const harmless = {
  'content-security-policy': "sandbox; default-src 'none'",
  'x-content-type-options': 'nosniff',
};

const sendContent = (reply: FastifyReply, { name, contentType, sha256, content }: Artifact): FastifyReply =>
  reply
    .headers({ ...harmless, 'content-disposition': `attachment; filename="${name}"`, etag: `"${sha256}"` })
    .type(contentType)
    .send(Buffer.from(content, 'base64'));

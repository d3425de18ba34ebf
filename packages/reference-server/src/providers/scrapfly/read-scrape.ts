import type { FastifyInstance, FastifyRequest } from 'fastify';
import { findJob } from '../../jobs/job-store.ts';
import type { StoredJob } from '../../jobs/job.ts';
import { callerOf } from '../caller.ts';
import type { BackendServices } from '../provider-backend.ts';
import { readEndedScrape, withLinks } from './ended-scrape.ts';
import { jobNotFound } from './errors/refusals.ts';
import { SCRAPE } from './names.ts';
import { responseBody } from './response-body.ts';

type Services = Pick<BackendServices, 'storage' | 'publicUrl'>;

/** Where the links of a delivery lead: `/log/{job}` to the response, `/blob/{job}` to its content (F18, F21). */
export function addReadScrape(api: FastifyInstance, services: Services): void {
  const { storage, publicUrl } = services;
  api.get('/log/:job', async (request) => {
    const job = await findEnded(services, request);
    const { config, result } = await readEndedScrape(storage.db, job);
    return responseBody({ config, at: job.createdAt, job, result: withLinks(result, job, publicUrl()) });
  });
  api.get('/blob/:job', async (request, reply) => {
    const job = await findEnded(services, request);
    const { result } = await readEndedScrape(storage.db, job);
    const isBinary = result.format === 'binary';
    return await reply
      .type(isBinary ? 'application/octet-stream' : 'text/plain; charset=utf-8')
      .header('x-content-type-options', 'nosniff')
      .send(isBinary ? Buffer.from(result.content, 'base64') : result.content);
  });
}

async function findEnded({ storage }: Services, request: FastifyRequest): Promise<StoredJob> {
  const { job: id } = request.params as { job: string };
  const { accountId } = callerOf(request);
  const job = await findJob(storage.db, id, { accountId, ...SCRAPE });
  if (job === undefined || job.finishedAt === null) throw jobNotFound();
  return job;
}

import type { FastifyInstance } from 'fastify';
import { readJsonObject } from '../../http/json-body.ts';
import { callerOf } from '../caller.ts';
import type { BackendServices } from '../provider-backend.ts';
import { COMPANIES, CONTACTS } from './names.ts';
import { nextProcessId } from './process-id.ts';
import { extraFields, readExtras, readWork, refuseUnknownFields, workFields } from './read-order.ts';
import { startJob } from './start-job.ts';

const lookups = { '/company/linkedin': COMPANIES, '/contact/linkedin': CONTACTS } as const;

/** `POST /company/linkedin` and `POST /contact/linkedin` (S01). */
export function addCreateTask(app: FastifyInstance, services: BackendServices): void {
  const { storage, jobs, config } = services;
  for (const endpoint of Object.keys(lookups) as (keyof typeof lookups)[]) {
    app.post(endpoint, async (request, reply) => {
      const body = readJsonObject(request, 'invalid_request', {
        fieldCodes: { webhook_url: 'invalid_webhook_url' },
      });
      refuseUnknownFields(body, [...workFields, ...extraFields]);
      const { webhookUrl, ...meta } = readExtras(body, { allowPrivate: config.allowPrivateWebhooks });
      const order = { endpoint, type: null, ...readWork(body), ...meta };
      const { accountId } = callerOf(request);
      const { id, status } = await storage.transaction(async (trx) => {
        const work = { accountId, lookup: lookups[endpoint], order, webhookUrl };
        return await startJob(services, trx, { ...work, id: await nextProcessId(trx) });
      });
      jobs.wake();
      return await reply.status(202).send({ process_id: Number(id), status });
    });
  }
}

import type { FastifyInstance } from 'fastify';
import { readJsonObject, type JsonObject } from '../../http/json-body.ts';
import { callerOf } from '../caller.ts';
import type { BackendServices } from '../provider-backend.ts';
import { readIdempotencyKey, takeKey } from './idempotency.ts';
import { COMPANIES, CONTACTS, type Lookup } from './names.ts';
import { nextProcessId } from './process-id.ts';
import { extraFields, readExtras, readWork, refuseUnknownFields, workFields } from './read-order.ts';
import { invalid, unsupportedType } from './refusals.ts';
import { startJob } from './start-job.ts';

/** The types of Activepieces' Scrupp piece that this server has a source for; each takes every form of an item. */
const types: Readonly<Record<string, Lookup>> = {
  'company.linkedin': COMPANIES,
  'company.domain': COMPANIES,
  'company.name': COMPANIES,
  'contact.decision_maker.linkedin': CONTACTS,
  'contact.decision_maker.domain': CONTACTS,
  'contact.decision_maker.name': CONTACTS,
};

/** `POST /jobs {type, input}` (S11); the same `Idempotency-Key` and body give the same job and the same answer. */
export function addCreateJob(app: FastifyInstance, services: BackendServices): void {
  const { storage, jobs, config } = services;
  app.post('/jobs', async (request, reply) => {
    const body = readJsonObject(request, 'invalid_request', {
      fieldCodes: { webhook_url: 'invalid_webhook_url' },
    });
    refuseUnknownFields(body, ['type', 'input', ...extraFields]);
    const { type, lookup } = readType(body);
    const { webhookUrl, ...meta } = readExtras(body, { allowPrivate: config.allowPrivateWebhooks });
    const order = { endpoint: '/jobs', type, ...readWork(readInput(body)), ...meta };
    const { accountId } = callerOf(request);
    const key = readIdempotencyKey(request);
    const id = await storage.transaction(async (trx) => {
      const next = await nextProcessId(trx);
      const earlier = key === undefined ? undefined : await takeKey(trx, next, { accountId, key, body });
      if (earlier !== undefined) return earlier;
      return (await startJob(services, trx, { id: next, accountId, lookup, order, webhookUrl })).id;
    });
    jobs.wake();
    return await reply.status(202).send({ job_id: Number(id), id, status: 'queued' });
  });
}

function readType({ type }: JsonObject): { readonly type: string; readonly lookup: Lookup } {
  const lookup = typeof type === 'string' && Object.hasOwn(types, type) ? types[type] : undefined;
  if (typeof type !== 'string' || lookup === undefined) throw unsupportedType(Object.keys(types));
  return { type, lookup };
}

function readInput({ input }: JsonObject): JsonObject {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw invalid('input must be an object with items.');
  refuseUnknownFields(input as JsonObject, workFields);
  return input as JsonObject;
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { lockAccount } from '../../accounts/read-account.ts';
import { readJsonObject } from '../../http/json-body.ts';
import {
  addEndpoint,
  changeEndpoint,
  deleteEndpoint,
  type EndpointChange,
  listEndpoints,
  type WebhookEndpoint,
} from '../../webhooks/endpoints.ts';
import { callerOf } from '../caller.ts';
import type { BackendServices } from '../provider-backend.ts';
import { endpointBody } from './endpoint-body.ts';
import { PROVIDER } from './names.ts';
import { readEndpoint, readEndpointChange } from './read-endpoint.ts';
import { endpointNotFound, invalid, tooManyEndpoints } from './refusals.ts';
import { rotateSecret } from './rotate-secret.ts';

const ROUTE = '/webhook-endpoints';
/** Each of them is a delivery more for every event. */
const MOST_ENDPOINTS = 20;

/** Receivers of the account's events (N01). */
export function addEndpointRoutes(app: FastifyInstance, services: BackendServices): void {
  addRegistration(app, services);
  addReading(app, services);
  addChanges(app, services);
  addRotation(app, services);
  addDeletion(app, services);
}

function addRegistration(app: FastifyInstance, { storage, clock, config }: BackendServices): void {
  app.post(ROUTE, async (request, reply) => {
    const body = readJsonObject(request, 'invalid_request');
    const wanted = readEndpoint(body, { allowPrivate: config.allowPrivateWebhooks });
    const owner = ownerIn(request);
    const endpoint = await storage.transaction(async (trx) => {
      await lockAccount(trx, owner.accountId);
      if ((await listEndpoints(trx, owner)).length >= MOST_ENDPOINTS) throw tooManyEndpoints(MOST_ENDPOINTS);
      return known(await addEndpoint(trx, { ...wanted, ...owner, at: new Date(clock.now()) }));
    });
    return await reply.status(201).send({ ...endpointBody(endpoint), secret: endpoint.secret });
  });
}

function addReading(app: FastifyInstance, { storage }: BackendServices): void {
  app.get(ROUTE, async (request) => {
    const endpoints = await listEndpoints(storage.db, ownerIn(request));
    return { webhook_endpoints: endpoints.map(endpointBody) };
  });
  app.get(`${ROUTE}/:id`, async (request) => {
    const { id: wanted, ...owner } = requestedIn(request);
    const endpoints = await listEndpoints(storage.db, owner);
    return endpointBody(known(endpoints.find(({ id }) => id === wanted)));
  });
}

function addChanges(app: FastifyInstance, { storage, config }: BackendServices): void {
  const change = async (request: FastifyRequest, changes: EndpointChange) => {
    return endpointBody(known(await changeEndpoint(storage.db, requestedIn(request), changes)));
  };
  app.patch(`${ROUTE}/:id`, async (request) => {
    const body = readJsonObject(request, 'invalid_request');
    const changes = readEndpointChange(body, { allowPrivate: config.allowPrivateWebhooks });
    if (Object.keys(changes).length === 0) throw invalid('Send url, enabled_events or both.');
    return await change(request, changes);
  });
  app.post(`${ROUTE}/:id/enable`, async (request) => await change(request, { disabledReason: null }));
}

function addRotation(app: FastifyInstance, { storage, clock }: BackendServices): void {
  app.post(`${ROUTE}/:id/rotate-secret`, async (request) => {
    const now = new Date(clock.now());
    const endpoint = await storage.transaction(
      async (trx) => await rotateSecret(trx, requestedIn(request), now),
    );
    return { ...endpointBody(endpoint), secret: endpoint.secret };
  });
}

function addDeletion(app: FastifyInstance, { storage, clock }: BackendServices): void {
  app.delete(`${ROUTE}/:id`, async (request, reply) => {
    const isDeleted = await deleteEndpoint(storage.db, requestedIn(request), new Date(clock.now()));
    if (!isDeleted) throw endpointNotFound();
    return await reply.status(204).send();
  });
}

const ownerIn = (request: FastifyRequest) => ({
  accountId: callerOf(request).accountId,
  provider: PROVIDER,
});

const requestedIn = (request: FastifyRequest) => ({
  ...ownerIn(request),
  id: (request.params as { readonly id: string }).id,
});

function known(endpoint: WebhookEndpoint | undefined): WebhookEndpoint {
  if (endpoint === undefined) throw endpointNotFound();
  return endpoint;
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { lockAccount } from '../../accounts/accounts.ts';
import { requireFound } from '../../http/errors.ts';
import { parseJsonObject, timestamp } from '../../http/json.ts';
import type { Transaction } from '../../storage/database.ts';
import {
  insertEndpoint,
  changeEndpoint,
  deleteEndpoint,
  type EndpointChange,
  type EndpointOwner,
  listEndpoints,
  type WebhookEndpoint,
} from '../../webhooks/endpoints.ts';
import { rotateSecret } from '../../webhooks/rotate-secret.ts';
import { storeWithKnownOutcome } from '../known-outcome.ts';
import { callerOf } from '../mount.ts';
import type { BackendServices } from '../provider-backend.ts';
import { PROVIDER } from './bodies.ts';
import {
  endpointNotFound,
  endpointUnchanged,
  endpointUnknown,
  invalid,
  rotatedRecently,
  tooManyEndpoints,
} from './refusals.ts';
import { createSecret, MAX_ENDPOINTS, OVERLAP_MS, parseEndpoint, parseEndpointChange } from './webhooks.ts';

const ROUTE = '/webhook-endpoints';

/** Registers the routes under `/webhook-endpoints` (N01). */
export function addEndpointRoutes(app: FastifyInstance, services: BackendServices): void {
  addRegistrationRoute(app, services);
  addReadRoutes(app, services);
  addChangeRoutes(app, services);
  addRotationRoute(app, services);
  addDeletionRoute(app, services);
}

/** Stores an endpoint with a new secret, of which the client learns only by this answer. */
async function storeEndpoint(
  services: Pick<BackendServices, 'storage' | 'clock'>,
  owner: EndpointOwner,
  store: (trx: Transaction) => Promise<WebhookEndpoint>,
): Promise<WebhookEndpoint> {
  return await storeWithKnownOutcome(services, {
    accountId: owner.accountId,
    store,
    isStored: async (trx, { id, secret }) =>
      (await listEndpoints(trx, owner)).some((endpoint) => endpoint.id === id && endpoint.secret === secret),
    notStored: endpointUnchanged,
    unknown: endpointUnknown,
  });
}

function addRegistrationRoute(app: FastifyInstance, services: BackendServices): void {
  const { clock, config } = services;
  app.post(ROUTE, async (request, reply) => {
    const body = parseJsonObject(request, 'invalid_request');
    const wanted = parseEndpoint(body, { allowPrivate: config.allowPrivateWebhooks });
    const owner = ownerOf(request);
    const endpoint = await storeEndpoint(services, owner, async (trx) => {
      await lockAccount(trx, owner.accountId);
      if ((await listEndpoints(trx, owner)).length >= MAX_ENDPOINTS) throw tooManyEndpoints(MAX_ENDPOINTS);
      return requireFound(
        await insertEndpoint(trx, { ...wanted, ...owner, at: new Date(clock.now()) }),
        endpointNotFound,
      );
    });
    return await reply.status(201).send({ ...endpointBody(endpoint), secret: endpoint.secret });
  });
}

function addReadRoutes(app: FastifyInstance, { storage }: BackendServices): void {
  app.get(ROUTE, async (request) => {
    const endpoints = await listEndpoints(storage.db, ownerOf(request));
    return { webhook_endpoints: endpoints.map(endpointBody) };
  });
  app.get(`${ROUTE}/:id`, async (request) => {
    const { id: wanted, ...owner } = endpointIn(request);
    const endpoints = await listEndpoints(storage.db, owner);
    return endpointBody(
      requireFound(
        endpoints.find(({ id }) => id === wanted),
        endpointNotFound,
      ),
    );
  });
}

function addChangeRoutes(app: FastifyInstance, { storage, config }: BackendServices): void {
  const change = async (request: FastifyRequest, changes: EndpointChange) => {
    return endpointBody(
      requireFound(await changeEndpoint(storage.db, endpointIn(request), changes), endpointNotFound),
    );
  };
  app.patch(`${ROUTE}/:id`, async (request) => {
    const body = parseJsonObject(request, 'invalid_request');
    const changes = parseEndpointChange(body, { allowPrivate: config.allowPrivateWebhooks });
    if (Object.keys(changes).length === 0) throw invalid('Send url, enabled_events or both.');
    return await change(request, changes);
  });
  app.post(`${ROUTE}/:id/enable`, async (request) => await change(request, { disabledReason: null }));
}

function addRotationRoute(app: FastifyInstance, services: BackendServices): void {
  app.post(`${ROUTE}/:id/rotate-secret`, async (request) => {
    const now = new Date(services.clock.now());
    const owner = endpointIn(request);
    const endpoint = await storeEndpoint(services, owner, async (trx) => await rotate(trx, owner, now));
    return { ...endpointBody(endpoint), secret: endpoint.secret };
  });
}

/** Gives an endpoint a new secret. The old one still signs for 24 hours, and until then a second rotation is refused. */
async function rotate(
  trx: Transaction,
  owner: EndpointOwner & { readonly id: string },
  now: Date,
): Promise<WebhookEndpoint> {
  const result = await rotateSecret(trx, owner, { secret: createSecret(), overlapMs: OVERLAP_MS, now });
  if (result.kind === 'unknown') throw endpointNotFound();
  if (result.kind === 'too-early') throw rotatedRecently(timestamp(result.until));
  return result.endpoint;
}

function addDeletionRoute(app: FastifyInstance, { storage, clock }: BackendServices): void {
  app.delete(`${ROUTE}/:id`, async (request, reply) => {
    const isDeleted = await deleteEndpoint(storage.db, endpointIn(request), new Date(clock.now()));
    if (!isDeleted) throw endpointNotFound();
    return await reply.status(204).send();
  });
}

const ownerOf = (request: FastifyRequest) => ({
  accountId: callerOf(request).accountId,
  provider: PROVIDER,
});

const endpointIn = (request: FastifyRequest) => ({
  ...ownerOf(request),
  id: (request.params as { readonly id: string }).id,
});

/** Prints an endpoint without its secret, which only a registration and a rotation answer with. */
const endpointBody = ({ id, url, events, disabledReason, createdAt }: WebhookEndpoint): object => ({
  id,
  url,
  enabled_events: events,
  status: disabledReason === null ? 'enabled' : 'disabled',
  disabled_reason: disabledReason,
  created_at: timestamp(createdAt),
});

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError } from '../http/api-error.ts';
import { readJsonObject } from '../http/json-body.ts';
import type { BackendServices, EndpointRules, ProviderBackend } from '../providers/provider-backend.ts';
import type { Transaction } from '../storage/database.ts';
import type { WebhookEndpoint } from '../webhooks/endpoint.ts';
import { changeEndpoint, deleteEndpoint, listEndpoints } from '../webhooks/endpoints.ts';
import { bookDeliveries } from '../webhooks/outbox.ts';
import { registerEndpoint } from '../webhooks/register-endpoint.ts';
import { findAccount } from './account-routes.ts';

export interface EndpointRoutesOptions extends Pick<
  BackendServices,
  'storage' | 'clock' | 'config' | 'wakeDeliverer'
> {
  readonly backends: readonly ProviderBackend[];
}

const ROUTE = '/accounts/:id/webhook-endpoints';

/** The receivers an account registered, whatever the provider calls them: list, add, enable, test, delete. */
export function addEndpointRoutes(app: FastifyInstance, options: EndpointRoutesOptions): void {
  addRegistration(app, options);
  addList(app, options);
  addEnable(app, options);
  addTest(app, options);
  addDeletion(app, options);
}

function addRegistration(app: FastifyInstance, options: EndpointRoutesOptions): void {
  const { storage, clock, config, wakeDeliverer } = options;
  app.post(ROUTE, async (request, reply) => {
    const { provider, ...input } = readJsonObject(request, 'invalid_request');
    const rules = rulesOf(options, provider);
    const wanted = rules.read(input, { allowPrivate: config.allowPrivateWebhooks });
    const endpoint = await storage.transaction(async (trx) => {
      const { id: accountId } = await findAccount(trx, request);
      const at = new Date(clock.now());
      const added = await registerEndpoint(
        trx,
        { ...wanted, accountId, provider: String(provider), at },
        rules,
      );
      if (added !== undefined && rules.testsNewEndpoints === true)
        await bookTest(trx, options, { endpoint: added, rules });
      return added;
    });
    if (endpoint === undefined) throw nameTaken();
    wakeDeliverer();
    return await reply.status(201).send({ ...view(endpoint), secret: endpoint.secret });
  });
}

function addList(app: FastifyInstance, { storage, backends }: EndpointRoutesOptions): void {
  app.get(ROUTE, async (request) => {
    const { id: accountId } = await findAccount(storage.db, request);
    const lists = backends.map(
      async ({ id: provider }) => await listEndpoints(storage.db, { accountId, provider }),
    );
    return { webhook_endpoints: (await Promise.all(lists)).flat().map(view) };
  });
}

function addEnable(app: FastifyInstance, { storage, ...options }: EndpointRoutesOptions): void {
  app.post(`${ROUTE}/:endpoint/enable`, async (request) => {
    const owner = await findOwner({ storage, ...options }, request);
    const enabled = await changeEndpoint(storage.db, owner, { disabledReason: null });
    if (enabled === undefined) throw endpointNotFound();
    return view(enabled);
  });
}

function addTest(app: FastifyInstance, options: EndpointRoutesOptions): void {
  const { storage, wakeDeliverer } = options;
  app.post(`${ROUTE}/:endpoint/test`, async (request, reply) => {
    const endpoint = await findOwner(options, request);
    const rules = rulesOf(options, endpoint.provider);
    const id = await storage.transaction(async (trx) => await bookTest(trx, options, { endpoint, rules }));
    wakeDeliverer();
    return await reply.status(202).send({ delivery_id: id });
  });
}

async function bookTest(
  trx: Transaction,
  { storage, clock }: EndpointRoutesOptions,
  { endpoint, rules }: { readonly endpoint: WebhookEndpoint; readonly rules: EndpointRules },
): Promise<string | undefined> {
  const { accountId, provider, id: endpointId, url } = endpoint;
  if (rules.testEvent === undefined) throw noTest();
  const origin = { accountId, provider, jobId: null, at: new Date(clock.now()) };
  const announcements = [{ event: rules.testEvent, url, endpointId }];
  const [id] = await bookDeliveries(trx, storage.queues, { origin, announcements });
  return id;
}

function addDeletion(app: FastifyInstance, options: EndpointRoutesOptions): void {
  const { storage, clock } = options;
  app.delete(`${ROUTE}/:endpoint`, async (request, reply) => {
    const owner = await findOwner(options, request);
    if (!(await deleteEndpoint(storage.db, owner, new Date(clock.now())))) throw endpointNotFound();
    return await reply.status(204).send();
  });
}

function rulesOf({ backends }: EndpointRoutesOptions, provider: unknown): EndpointRules {
  const rules = backends.find(({ id }) => id === provider)?.endpoints;
  if (rules !== undefined) return rules;
  const known = backends.filter(({ endpoints }) => endpoints !== undefined).map(({ id }) => id);
  throw new ApiError(400, 'invalid_request', { message: `provider must be one of ${known.join(', ')}.` });
}

async function findOwner(
  { storage, backends }: Pick<EndpointRoutesOptions, 'storage' | 'backends'>,
  request: FastifyRequest,
): Promise<WebhookEndpoint> {
  const { endpoint: wanted } = request.params as { endpoint: string };
  const { id: accountId } = await findAccount(storage.db, request);
  for (const { id: provider } of backends) {
    const found = (await listEndpoints(storage.db, { accountId, provider })).find(({ id }) => id === wanted);
    if (found !== undefined) return found;
  }
  throw endpointNotFound();
}

const view = ({
  id,
  provider,
  url,
  name,
  project,
  env,
  events,
  options,
  ...state
}: WebhookEndpoint): object => ({
  id,
  provider,
  url,
  name,
  project,
  env,
  events,
  options,
  failures_in_row: state.failuresInRow,
  disabled_reason: state.disabledReason,
});

const endpointNotFound = (): ApiError =>
  new ApiError(404, 'webhook_endpoint_not_found', { message: 'The account has no such webhook endpoint.' });

const nameTaken = (): ApiError =>
  new ApiError(409, 'webhook_endpoint_exists', {
    message: 'The account has an endpoint of this name in this project and environment.',
  });

const noTest = (): ApiError =>
  new ApiError(400, 'invalid_request', { message: 'This provider has no test of a receiver.' });

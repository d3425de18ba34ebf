import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseJsonObject } from '../http/json.ts';
import type { EndpointRegistry } from '../providers/endpoint-registry.ts';
import type { Storage } from '../storage/open-storage.ts';
import type { WebhookEndpoint } from '../webhooks/endpoints.ts';
import { requireAccount } from './account-routes.ts';

export interface EndpointRoutesOptions {
  readonly storage: Storage;
  readonly endpoints: EndpointRegistry;
}

const ROUTE = '/accounts/:id/webhook-endpoints';

/** Adds the routes for the webhook endpoints of an account, of all providers: list, add, enable, test and delete. */
export function addEndpointRoutes(app: FastifyInstance, { storage, endpoints }: EndpointRoutesOptions): void {
  const accountIn = async (request: FastifyRequest) => (await requireAccount(storage.db, request)).id;
  const requestedIn = async (request: FastifyRequest) => {
    const { endpoint } = request.params as { readonly endpoint: string };
    return await endpoints.find(await accountIn(request), endpoint);
  };
  app.post(ROUTE, async (request, reply) => {
    const { provider, ...input } = parseJsonObject(request, 'invalid_request');
    const endpoint = await endpoints.register(await accountIn(request), provider, input);
    return await reply.status(201).send({ ...view(endpoint), secret: endpoint.secret });
  });
  app.get(ROUTE, async (request) => ({
    webhook_endpoints: (await endpoints.list(await accountIn(request))).map(view),
  }));
  app.post(`${ROUTE}/:endpoint/enable`, async (request) =>
    view(await endpoints.enable(await requestedIn(request))),
  );
  app.post(`${ROUTE}/:endpoint/test`, async (request, reply) => {
    const id = await endpoints.test(await requestedIn(request));
    return await reply.status(202).send({ delivery_id: id });
  });
  app.delete(`${ROUTE}/:endpoint`, async (request, reply) => {
    await endpoints.remove(await requestedIn(request));
    return await reply.status(204).send();
  });
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

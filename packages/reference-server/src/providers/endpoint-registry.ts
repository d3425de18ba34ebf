import { lockAccount } from '../accounts/accounts.ts';
import { HttpError, requireFound } from '../http/errors.ts';
import type { JsonObject } from '../http/json.ts';
import type { Transaction } from '../storage/database.ts';
import {
  changeEndpoint,
  deleteEndpoint,
  listEndpoints,
  registerEndpoint,
  type WebhookEndpoint,
} from '../webhooks/endpoints.ts';
import { bookDeliveries } from '../webhooks/outbox.ts';
import type { BackendServices, EndpointRules, ProviderBackend } from './provider-backend.ts';

export interface EndpointRegistryOptions extends Pick<
  BackendServices,
  'storage' | 'clock' | 'config' | 'wakeDeliverer'
> {
  readonly backends: readonly Pick<ProviderBackend, 'id' | 'endpoints'>[];
}

/**
 * The registered receivers of all providers. Its functions throw a 400 for a wrong registration, a 404 for an unknown
 * receiver and a 409 for a name that is taken.
 */
export interface EndpointRegistry {
  /** The rules of the providers that have registered receivers, by provider id. */
  readonly rules: ReadonlyMap<string, EndpointRules>;
  list(accountId: string): Promise<readonly WebhookEndpoint[]>;
  find(accountId: string, id: string): Promise<WebhookEndpoint>;
  /** Registers a receiver; `input` has the fields that the provider's API uses. */
  register(accountId: string, provider: unknown, input: JsonObject): Promise<WebhookEndpoint>;
  enable(endpoint: WebhookEndpoint): Promise<WebhookEndpoint>;
  /** Books a test delivery and returns its id. */
  test(endpoint: WebhookEndpoint): Promise<string | undefined>;
  remove(endpoint: WebhookEndpoint): Promise<void>;
}

export function createEndpointRegistry(options: EndpointRegistryOptions): EndpointRegistry {
  const { storage, clock, wakeDeliverer, backends } = options;
  const rules = new Map(backends.flatMap(({ id, endpoints }) => (endpoints ? [[id, endpoints]] : [])));
  const list = async (accountId: string) => {
    const lists = [...rules.keys()].map(
      async (provider) => await listEndpoints(storage.db, { accountId, provider }),
    );
    return (await Promise.all(lists)).flat();
  };
  return {
    rules,
    list,
    find: async (accountId, wanted) =>
      requireFound(
        (await list(accountId)).find(({ id }) => id === wanted),
        endpointNotFound,
      ),
    register: async (accountId, provider, input) => {
      const added = await register(options, { accountId, provider: rulesOf(rules, provider), input });
      wakeDeliverer();
      return added;
    },
    enable: async (endpoint) =>
      requireFound(await changeEndpoint(storage.db, endpoint, { disabledReason: null }), endpointNotFound),
    test: async (endpoint) => {
      const { rules: provider } = rulesOf(rules, endpoint.provider);
      const id = await storage.transaction(
        async (trx) => await bookTest(trx, options, { endpoint, rules: provider }),
      );
      wakeDeliverer();
      return id;
    },
    remove: async (endpoint) => {
      const isDeleted = await deleteEndpoint(storage.db, endpoint, new Date(clock.now()));
      if (!isDeleted) throw endpointNotFound();
    },
  };
}

interface ProviderRules {
  readonly id: string;
  readonly rules: EndpointRules;
}

interface Registration {
  readonly accountId: string;
  readonly provider: ProviderRules;
  readonly input: JsonObject;
}

async function register(
  options: EndpointRegistryOptions,
  { accountId, provider: { id: provider, rules }, input }: Registration,
): Promise<WebhookEndpoint> {
  const { storage, clock, config } = options;
  const wanted = rules.parse(input, { allowPrivate: config.allowPrivateWebhooks });
  return await storage.transaction(async (trx) => {
    // The lock makes one of two simultaneous registrations wait, so that it sees the other.
    await lockAccount(trx, accountId);
    const at = new Date(clock.now());
    const added = await registerEndpoint(trx, { ...wanted, accountId, provider, at }, rules);
    if (added === undefined) throw nameTaken();
    if (rules.testsNewEndpoints === true) await bookTest(trx, options, { endpoint: added, rules });
    return added;
  });
}

async function bookTest(
  trx: Transaction,
  { storage, clock }: EndpointRegistryOptions,
  { endpoint, rules }: { readonly endpoint: WebhookEndpoint; readonly rules: EndpointRules },
): Promise<string | undefined> {
  const { accountId, provider, id: endpointId, url } = endpoint;
  if (rules.testEvent === undefined) throw noTest();
  const origin = { accountId, provider, jobId: null, at: new Date(clock.now()) };
  const announcements = [{ event: rules.testEvent, url, endpointId }];
  const [id] = await bookDeliveries(trx, storage.queues, { origin, announcements });
  return id;
}

function rulesOf(all: EndpointRegistry['rules'], provider: unknown): ProviderRules {
  const id = String(provider);
  const rules = all.get(id);
  if (rules !== undefined) return { id, rules };
  const message = `provider must be one of ${[...all.keys()].join(', ')}.`;
  throw new HttpError(400, 'invalid_request', { message });
}

const endpointNotFound = (): HttpError =>
  new HttpError(404, 'webhook_endpoint_not_found', { message: 'The account has no such webhook endpoint.' });

const nameTaken = (): HttpError =>
  new HttpError(409, 'webhook_endpoint_exists', {
    message: 'The account has an endpoint of this name in this project and environment.',
  });

const noTest = (): HttpError =>
  new HttpError(400, 'invalid_request', { message: 'This provider does not send test deliveries.' });

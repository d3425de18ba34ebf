import { isWebhookUrl } from '@scrapekit/guarded-http';
import { lockAccount } from '../accounts/accounts.ts';
import { HttpError, requireFound } from '../http/errors.ts';
import { timestamp, type JsonObject } from '../http/json.ts';
import type { Transaction } from '../storage/database.ts';
import {
  changeEndpoint,
  deleteEndpoint,
  listEndpoints,
  registerEndpoint,
  type WebhookEndpoint,
} from '../webhooks/endpoints.ts';
import { bookDeliveries } from '../webhooks/outbox.ts';
import { rotateSecret } from '../webhooks/rotate-secret.ts';
import type { BackendServices, EndpointRules, ProviderBackend } from './provider-backend.ts';

export interface EndpointRegistryOptions extends Pick<
  BackendServices,
  'storage' | 'clock' | 'config' | 'wakeDeliverer'
> {
  readonly backends: readonly Pick<ProviderBackend, 'id' | 'endpoints' | 'webhookGuide'>[];
}

const MOST_ENDPOINTS = 100;

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
  /** Changes a receiver; `input` has new values of fields that are not fixed. */
  change(endpoint: WebhookEndpoint, input: JsonObject): Promise<WebhookEndpoint>;
  enable(endpoint: WebhookEndpoint): Promise<WebhookEndpoint>;
  /** Gives a receiver a new secret. */
  rotate(endpoint: WebhookEndpoint): Promise<WebhookEndpoint>;
  /** Books a test delivery of one of the provider's test events and returns its id. */
  test(endpoint: WebhookEndpoint, event?: string): Promise<string>;
  /** Books a test delivery to an address, for a provider whose jobs name their receivers, and returns its id. */
  testAddress(accountId: string, provider: string, test: AddressTest): Promise<string>;
  remove(endpoint: WebhookEndpoint): Promise<void>;
}

export interface AddressTest {
  readonly url: string;
  readonly event: string;
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
    change: async (endpoint, input) => {
      const allowPrivate = options.config.allowPrivateWebhooks;
      const changes = rulesOf(rules, endpoint.provider).rules.parseChange(input, { allowPrivate }, endpoint);
      return requireFound(await changeEndpoint(storage.db, endpoint, changes), endpointNotFound);
    },
    enable: async (endpoint) =>
      requireFound(await changeEndpoint(storage.db, endpoint, { disabledReason: null }), endpointNotFound),
    rotate: async (endpoint) => await rotate(options, endpoint, rulesOf(rules, endpoint.provider).rules),
    test: async (endpoint, event) => {
      const { rules: provider } = rulesOf(rules, endpoint.provider);
      const wanted = event ?? provider.greeting ?? provider.testEvents[0];
      if (wanted === undefined || !provider.testEvents.includes(wanted)) throw noTest(provider.testEvents);
      const test = { receiver: endpoint, event: wanted, isManual: true };
      const id = await storage.transaction(async (trx) => await bookTest(trx, options, test));
      wakeDeliverer();
      return id;
    },
    testAddress: async (accountId, provider, { url, event }) => {
      const events = backends.find(({ id }) => id === provider)?.webhookGuide.testEvents ?? [];
      if (!events.includes(event)) throw noTest(events);
      if (!isWebhookUrl(url, { allowPrivate: options.config.allowPrivateWebhooks })) throw badAddress();
      const id = await storage.transaction(
        async (trx) =>
          await bookTest(trx, options, { receiver: { accountId, provider, url }, event, isManual: true }),
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
    const { perAccount, most = MOST_ENDPOINTS, greeting } = rules;
    const registered = await listEndpoints(trx, { accountId, provider });
    if (perAccount === 'many' && registered.length >= most) throw tooManyEndpoints(most);
    const at = new Date(clock.now());
    const added = await registerEndpoint(trx, { ...wanted, accountId, provider, at }, rules);
    if (added === undefined) throw nameTaken();
    if (greeting !== undefined) await bookTest(trx, options, { receiver: added, event: greeting });
    return added;
  });
}

interface ReceiverTest {
  readonly receiver: Pick<WebhookEndpoint, 'accountId' | 'provider' | 'url'> & Partial<WebhookEndpoint>;
  readonly event: string;
  readonly isManual?: boolean;
}

async function bookTest(
  trx: Transaction,
  { storage, clock }: EndpointRegistryOptions,
  { receiver, event, isManual }: ReceiverTest,
): Promise<string> {
  const { accountId, provider, id: endpointId, url } = receiver;
  const origin = { accountId, provider, jobId: null, at: new Date(clock.now()), isManual };
  const [id = ''] = await bookDeliveries(trx, storage.queues, {
    origin,
    announcements: [{ event, url, endpointId }],
  });
  return id;
}

async function rotate(
  { storage, clock }: EndpointRegistryOptions,
  endpoint: WebhookEndpoint,
  { rotation }: EndpointRules,
): Promise<WebhookEndpoint> {
  if (rotation === undefined) throw noSecret();
  const { createSecret, overlapMs } = rotation;
  const result = await storage.transaction(
    async (trx) =>
      await rotateSecret(trx, endpoint, {
        secret: createSecret(),
        overlapMs,
        now: new Date(clock.now()),
      }),
  );
  if (result.kind === 'unknown') throw endpointNotFound();
  if (result.kind === 'too-early') throw rotatedRecently(result.until);
  return result.endpoint;
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

const badAddress = (): HttpError =>
  new HttpError(400, 'invalid_request', {
    message: 'The address must begin with https://, lead to the public internet and have no user name.',
  });

const tooManyEndpoints = (most: number): HttpError =>
  new HttpError(409, 'too_many_webhook_endpoints', {
    message: `The account has ${most} webhook endpoints, the most it may have. Delete one first.`,
  });

const rotatedRecently = (until: Date): HttpError =>
  new HttpError(409, 'secret_rotated_recently', {
    message: `The previous secret signs beside the current one until ${timestamp(until)}. Rotate again after that.`,
  });

const noSecret = (): HttpError =>
  new HttpError(400, 'invalid_request', { message: 'The endpoints of this provider have no secret.' });

const noTest = (events: readonly string[]): HttpError =>
  new HttpError(400, 'invalid_request', { message: `event must be one of ${events.join(', ')}.` });

import type { IncomingMessage } from 'node:http';
import type { Client, ReadOptions } from '../client.ts';
import type { Clock } from '../clock.ts';
import type { Endpoint, EndpointRequest } from '../engine/register-endpoint.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { WebhookVerificationError } from '../errors/webhook-verification-error.ts';
import type { ProviderDefinition, RegisteredEndpoint } from '../provider.ts';
import type { WebhookEvent } from '../webhook-event.ts';
import type { WebhookAnswer } from '../webhooks/answer.ts';
import type { Inbox } from '../webhooks/inbox.ts';
import {
  createWebhookReceiver,
  readBody,
  requireRequest,
  type WebhookReceiverOptions,
  type WebhookRequest,
} from '../webhooks/receiver.ts';
import { verifyDelivery } from '../webhooks/verify.ts';

/** A request of Node's server, a Web `Request`, or the parts of a request. The body must not have been read. */
export type IncomingWebhook = IncomingMessage | Request | WebhookRequest;

export type ReceiverSettings = Pick<WebhookReceiverOptions, 'dispatch' | 'maxBodyBytes'>;

export interface Webhooks {
  /** Whether a signing secret is configured. Without one, only unsigned deliveries can be received. */
  readonly hasSecret: boolean;
  /**
   * Returns the event of a genuine and fresh delivery. Throws WebhookVerificationError for any other, and
   * ConfigurationError when no signing secret is configured.
   */
  verify(request: IncomingWebhook): Promise<WebhookEvent>;
  /**
   * Returns a function that verifies a delivery, wakes the call that waits for its job and returns the answer to send.
   * `dispatch` is called once for each event.
   */
  receiver(settings?: ReceiverSettings): (request: IncomingWebhook) => Promise<WebhookAnswer>;
  /** Registers a webhook URL. Throws ConfigurationError when the provider's API does not offer that. */
  register(endpoint: EndpointRequest): Promise<Endpoint>;
  /** Returns the registered endpoint with exactly this URL, or undefined. The answer has no secret. */
  find(url: string, options?: ReadOptions): Promise<RegisteredEndpoint | undefined>;
  /** Removes a registered endpoint. One that does not exist counts as removed. */
  remove(id: string, options?: ReadOptions): Promise<void>;
}

export interface WebhookContext {
  readonly definition: ProviderDefinition;
  readonly client: Client;
  readonly clock: Clock;
  readonly inbox: Inbox;
  readonly secrets: readonly string[];
  /** The environment variable for the secret, which the error of a missing secret names. */
  readonly secretVariable: string;
  /** Called when a receiver is created, because a provider may report the end of a job by webhook only. */
  readonly onReceiver: () => void;
}

const MEBIBYTE = 1024 * 1024;

export function createWebhooks(context: WebhookContext): Webhooks {
  const { definition, client, clock, inbox, secrets, onReceiver } = context;
  return {
    hasSecret: secrets.length > 0,
    async verify(request) {
      requireRequest(request);
      if (secrets.length === 0 && definition.webhook.scheme.kind !== 'unsigned') {
        throw new ConfigurationError(
          `${definition.name} signs webhooks. Set ${context.secretVariable}, or pass the option webhookSecrets.`,
        );
      }
      const { headers, body } = toWebhookRequest(request);
      const bytes = await readBody(body, definition.webhook.maxBodyBytes ?? MEBIBYTE);
      if (bytes === undefined) throw new WebhookVerificationError('malformed_delivery');
      return verifyDelivery(definition, { headers, body: bytes }, { secrets, now: new Date(clock.now()) });
    },
    receiver(settings = {}) {
      onReceiver();
      const receive = createWebhookReceiver({ provider: definition, secrets, inbox, clock, ...settings });
      return (request) => receive(toWebhookRequest(request));
    },
    register: (endpoint) => client.registerEndpoint(endpoint),
    find: (url, options) => client.findEndpoint(url, options),
    remove: (id, options) => client.removeEndpoint(id, options),
  };
}

function toWebhookRequest(request: IncomingWebhook): WebhookRequest {
  const value: unknown = request;
  // A program in JavaScript may pass any value, which the receiver refuses.
  if (typeof value !== 'object' || value === null) return request as WebhookRequest;
  if (!('headersDistinct' in request)) return request;
  // Node's `headers` joins duplicate headers, which must stay visible to the verification.
  return { method: request.method, headers: request.headersDistinct, body: request };
}

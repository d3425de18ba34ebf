import { ConfigurationError } from '../errors/configuration-error.ts';
import type { Engine } from './engine.ts';
import { readAnswer } from './read-answer.ts';

export interface Endpoint {
  /** Absent where the provider does not name it. */
  readonly id?: string;
  /** Shown this once: store it where verifyWebhook finds it. */
  readonly secret: string;
}

export interface EndpointRequest {
  readonly url: string;
  /** @default every event that ends a job */
  readonly events?: readonly string[];
  readonly signal?: AbortSignal;
}

export async function registerEndpoint(
  { provider, exchange }: Engine,
  request: EndpointRequest,
): Promise<Endpoint> {
  const { registration } = provider.webhook;
  if (registration.kind !== 'endpoint') {
    throw new ConfigurationError(`${provider.name} registers no webhook endpoint by API.`);
  }
  const { url, events = registration.events, signal } = request;
  const body = registration.encode({ url, events });
  const response = await exchange(registration.create, 'write', { body, signal });
  const { reading } = await readAnswer(provider, response, registration.read);
  return reading;
}

import { ConfigurationError } from '../errors/configuration-error.ts';
import { parseAnswer } from './answer.ts';
import type { Engine } from './engine.ts';

export interface Endpoint {
  /** Absent when the provider's answer has none. */
  readonly id?: string;
  /** The signing secret. The provider shows it once, so store it. */
  readonly secret: string;
}

export interface EndpointRequest {
  readonly url: string;
  /** @default every event that ends a job */
  readonly events?: readonly string[];
  readonly signal?: AbortSignal;
}

/** Registers a webhook URL. Throws ConfigurationError when the provider's API does not offer that. */
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
  const { reading } = await parseAnswer(provider, response, registration.parse);
  return reading;
}

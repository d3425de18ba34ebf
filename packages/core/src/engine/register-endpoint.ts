import { ApiError } from '../errors/api-error.ts';
import { ConfigurationError, requireOptions } from '../errors/configuration-error.ts';
import { InputError } from '../errors/input-error.ts';
import type { RegisteredEndpoint } from '../provider.ts';
import { parseAnswer } from './answer.ts';
import type { Engine } from './engine.ts';
import { isPathSegment } from './input.ts';

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

/**
 * Registers a webhook URL. Throws ConfigurationError when the provider's API does not offer that, and InputError for a
 * text that is no URL.
 */
export async function registerEndpoint(engine: Engine, request: EndpointRequest): Promise<Endpoint> {
  const registration = requireRegistration(engine);
  requireOptions(request);
  const { url, events = registration.events, signal } = request;
  if (!URL.canParse(url))
    throw new InputError('registerEndpoint', [{ field: 'url', message: 'This is not a URL' }]);
  const body = registration.encode({ url, events });
  const response = await engine.exchange(registration.create, 'write', { body, signal });
  const { reading } = await parseAnswer(engine.provider, response, registration.parse);
  return reading;
}

/** Returns the registered endpoints. Throws ConfigurationError when the provider's API does not register endpoints. */
export async function listEndpoints(
  engine: Engine,
  signal?: AbortSignal,
): Promise<readonly RegisteredEndpoint[]> {
  const { list } = requireRegistration(engine);
  const response = await engine.exchange(list.route, 'read', { signal });
  const { reading } = await parseAnswer(engine.provider, response, list.parse);
  return reading;
}

/**
 * Returns the registered endpoint with exactly this URL, or undefined. Its secret is not part of the answer. Throws
 * ConfigurationError when the provider's API does not register endpoints.
 */
export async function findEndpoint(
  engine: Engine,
  url: string,
  signal?: AbortSignal,
): Promise<RegisteredEndpoint | undefined> {
  const endpoints = await listEndpoints(engine, signal);
  return endpoints.find((endpoint) => endpoint.url === url);
}

/**
 * Removes an endpoint. One that does not exist counts as removed. Throws InputError for a text that cannot be the id of
 * an endpoint.
 */
export async function removeEndpoint(
  engine: Engine,
  endpointId: string,
  signal?: AbortSignal,
): Promise<void> {
  const { remove } = requireRegistration(engine);
  if (!isPathSegment(endpointId)) {
    throw new InputError('removeEndpoint', [
      { field: 'id', message: 'This is not the id of a webhook endpoint' },
    ]);
  }
  try {
    await engine.exchange(remove, 'read', { values: { endpointId }, signal });
  } catch (error) {
    if (!ApiError.isInstance(error) || error.status !== 404) throw error;
  }
}

function requireRegistration({ provider }: Engine) {
  const { registration } = provider.webhook;
  if (registration.kind === 'endpoint') return registration;
  throw new ConfigurationError(`${provider.name} registers no webhook endpoint by API.`);
}

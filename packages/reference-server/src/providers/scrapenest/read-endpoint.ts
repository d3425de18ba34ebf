import type { JsonObject } from '../../http/json-body.ts';
import { isWebhookUrl } from '../../webhooks/webhook-url.ts';
import type { EndpointInput } from '../provider-backend.ts';
import { eventTypes, isEventType, type EventType } from './event-types.ts';
import { invalid } from './refusals.ts';
import { createSecret } from './signing-secrets.ts';

export interface AddressRules {
  readonly allowPrivate: boolean;
}

/** Checks a registration (N01) and makes its secret; without `enabled_events` the endpoint gets every event. */
export function readEndpoint(input: JsonObject, rules: AddressRules): EndpointInput {
  const { url, events = eventTypes } = readEndpointChange(input, rules);
  if (url === undefined) throw badUrl();
  return { url, events, secret: createSecret() };
}

export interface EndpointChangeInput {
  readonly url?: string;
  readonly events?: readonly EventType[];
}

/** Checks what is to change of an endpoint; what is left out stays. */
export function readEndpointChange(
  { url, enabled_events: events }: JsonObject,
  { allowPrivate }: AddressRules,
): EndpointChangeInput {
  if (url !== undefined && !isWebhookUrl(url, { allowPrivate })) throw badUrl();
  return {
    ...(url === undefined ? {} : { url }),
    ...(events === undefined ? {} : { events: readEvents(events) }),
  };
}

function readEvents(given: unknown): readonly EventType[] {
  const known = `enabled_events must be a list of one or more of ${eventTypes.join(', ')}.`;
  if (!Array.isArray(given) || given.length === 0) throw invalid(known);
  const events = new Set<EventType>();
  for (const event of given as readonly unknown[]) {
    if (!isEventType(event)) throw invalid(known);
    events.add(event);
  }
  return [...events];
}

const badUrl = (): Error => invalid('url must be an https address on the public internet, without a user.');

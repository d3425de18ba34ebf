import { randomBytes } from 'node:crypto';
import { signWebhook } from '@scrapekit/core';
import { isWebhookUrl } from '@scrapekit/guarded-http';
import { refuseUnknownFields, type JsonObject } from '../../http/json.ts';
import type { StoredJob } from '../../jobs/job.ts';
import type { Transaction } from '../../storage/database.ts';
import { listEndpoints, type WebhookEndpoint } from '../../webhooks/endpoints.ts';
import { requireEventData, insertEvents, type NewEvent } from '../../webhooks/event-log.ts';
import type { Announcement, WebhookPolicy, WebhookSender } from '../../webhooks/webhook-sender.ts';
import type { EndpointInput, EndpointRules } from '../provider-backend.ts';
import { PROVIDER } from './bodies.ts';
import {
  createdEvents,
  endedEvents,
  eventTypes,
  exampleEvent,
  isEventType,
  type EventType,
} from './events.ts';
import { invalid } from './refusals.ts';

const FIRST_DELAY_MS = 5_000;
const RETRIES = 16;
/** From this retry on, the delay stays the same, so that the last attempt is made within three days of the first. */
const LAST_DOUBLING = 14;

/**
 * An attempt has ten seconds. The first retry follows after 5 s, and each delay is twice the one before, up to 81,920 s;
 * the last retry is 68 hours after the first attempt. The ten seconds, the exponential back-off and the three days are
 * documented (N04). The steps, and that a redirect is a failure and 410 disables the endpoint, are this server's choice.
 */
const scrapenestPolicy: WebhookPolicy = {
  timeoutMs: 10_000,
  retryDelaysMs: Array.from(
    { length: RETRIES },
    (_, index) => FIRST_DELAY_MS * 2 ** Math.min(index, LAST_DOUBLING),
  ),
  disablingStatuses: [410],
};

export interface UrlRules {
  readonly allowPrivate: boolean;
}

/** Parses a registration and creates its secret (N01). Without `enabled_events` the endpoint gets every event. */
export function parseEndpoint(input: JsonObject, rules: UrlRules): EndpointInput {
  const { url, events = eventTypes } = parseEndpointChange(input, rules);
  if (url === undefined) throw badUrl();
  return { url, events, secret: createSecret() };
}

/** The parsed fields of a change; an absent field stays as it is. */
export interface EndpointChangeInput {
  readonly url?: string;
  readonly events?: readonly EventType[];
}

export function parseEndpointChange(input: JsonObject, { allowPrivate }: UrlRules): EndpointChangeInput {
  refuseUnknownFields(input, ['url', 'enabled_events'], invalid);
  const { url, enabled_events: events } = input;
  if (url !== undefined && !isWebhookUrl(url, { allowPrivate })) throw badUrl();
  return {
    ...(url === undefined ? {} : { url }),
    ...(events === undefined ? {} : { events: parseEventTypes(events) }),
  };
}

function parseEventTypes(given: unknown): readonly EventType[] {
  const message = `enabled_events must be a list of one or more of ${eventTypes.join(', ')}.`;
  if (!Array.isArray(given) || given.length === 0) throw invalid(message);
  const events = new Set<EventType>();
  for (const event of given as readonly unknown[]) {
    if (!isEventType(event)) throw invalid(message);
    events.add(event);
  }
  return [...events];
}

const badUrl = (): Error => invalid('url must be an https address on the public internet, without a user.');

/** The limit of an account, because every event is delivered to each of its endpoints. */
export const MAX_ENDPOINTS = 20;
/** How long a rotated secret still signs. */
export const OVERLAP_MS = 86_400_000;

export const scrapenestEndpoints: EndpointRules = {
  perAccount: 'many',
  most: MAX_ENDPOINTS,
  parse: parseEndpoint,
  parseChange: parseEndpointChange,
  fields: [{ name: 'enabled_events', label: 'Events', choices: eventTypes, isMany: true }],
  valuesOf: ({ events }) => ({ enabled_events: events }),
  testEvents: ['job.completed', 'job.created', 'artifact.ready'] satisfies readonly EventType[],
  rotation: { createSecret: () => createSecret(), overlapMs: OVERLAP_MS },
};

const KEY_BYTES = 24;

/** Creates a signing secret: `whsec_` and a key in standard base64, which has no underscore (N11). */
export const createSecret = (): string => `whsec_${randomBytes(KEY_BYTES).toString('base64')}`;

/** Sends stored events and tests to registered endpoints, with Svix's headers and a signature for each valid secret (N05). */
export const scrapenestSender: WebhookSender = {
  provider: PROVIDER,
  policy: scrapenestPolicy,
  onCreated: async (trx, job) => await announce(trx, job, { events: createdEvents(job), at: job.createdAt }),
  onEnded: async (trx, job) =>
    await announce(trx, job, { events: await endedEvents(trx, job), at: job.finishedAt ?? job.createdAt }),
  compose: async (attempt, { db, now }) => {
    const { deliveryId, eventId, endpoint } = attempt;
    if (endpoint === null) throw new Error('ScrapeNest sends events to registered endpoints only.');
    const body = Buffer.from(
      eventId === null ? JSON.stringify(exampleEvent(attempt)) : await requireEventData(db, eventId),
    );
    // All attempts at a delivery carry the same id, by which receivers recognise a repeated one.
    const id = deliveryId.replace(/^whd_/, 'msg_');
    const headers = {
      'Content-Type': 'application/json',
      'User-Agent': 'ScrapeNest-Webhooks/1.0',
      ...signatureHeaders(body, { secrets: validSecrets(endpoint, now), now, id }),
    };
    return { headers, body };
  },
};

interface JobEvents {
  readonly events: readonly NewEvent[];
  readonly at: Date;
}

/** Stores the events and announces each to the enabled endpoints that subscribe to its type. */
async function announce(
  trx: Transaction,
  { id: jobId, accountId, provider }: StoredJob,
  { events, at }: JobEvents,
): Promise<readonly Announcement[]> {
  await insertEvents(trx, { accountId, provider, jobId, at }, events);
  const endpoints = await listEndpoints(trx, { accountId, provider });
  const enabled = endpoints.filter(({ disabledReason }) => disabledReason === null);
  return events.flatMap(({ id: eventId, type: event }) =>
    enabled
      .filter((endpoint) => endpoint.events.includes(event))
      .map(({ id: endpointId, url }) => ({ event, url, endpointId, eventId })),
  );
}

/** Lists the endpoint's secret and, for 24 hours after a rotation, the previous one. */
function validSecrets(
  { secret, previousSecret }: Pick<WebhookEndpoint, 'secret' | 'previousSecret'>,
  now: Date,
): readonly string[] {
  const previous = previousSecret !== null && now < previousSecret.until ? [previousSecret.secret] : [];
  return [...(secret === null ? [] : [secret]), ...previous];
}

interface SigningFacts {
  readonly secrets: readonly string[];
  readonly now: Date;
  readonly id: string;
}

function signatureHeaders(
  body: Uint8Array,
  { secrets, now, id }: SigningFacts,
): Readonly<Record<string, string>> {
  const signed = secrets.map((secret) => signWebhook(PROVIDER, { body, secret, now, id }));
  const signatures = signed.map((headers) => headers['svix-signature']);
  return { ...signed[0], 'svix-signature': signatures.join(' ') };
}

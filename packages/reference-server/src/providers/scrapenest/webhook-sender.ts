import { signWebhook } from '@scrapekit/core';
import type { StoredJob } from '../../jobs/job.ts';
import type { Transaction } from '../../storage/database.ts';
import { listEndpoints } from '../../webhooks/endpoints.ts';
import { readEventData, recordEvents, type NewEvent } from '../../webhooks/event-log.ts';
import { scrapenestPolicy } from '../../webhooks/policies/scrapenest.ts';
import type { Announcement, WebhookSender } from '../../webhooks/webhook-sender.ts';
import { creationOf, endOf } from './job-events.ts';
import { PROVIDER } from './names.ts';
import { signingSecrets } from './signing-secrets.ts';

/** ScrapeNest's webhooks: an event, under Svix's headers, with a signature for each secret in force (N05). */
export const scrapenestSender: WebhookSender = {
  provider: PROVIDER,
  policy: scrapenestPolicy,
  onCreated: async (trx, job) => await announce(trx, job, { events: creationOf(job), at: job.createdAt }),
  onEnded: async (trx, job) =>
    await announce(trx, job, { events: await endOf(trx, job), at: job.finishedAt ?? job.createdAt }),
  compose: async ({ deliveryId, eventId, endpoint }, { db, now }) => {
    if (eventId === null || endpoint === null)
      throw new Error('ScrapeNest sends stored events to registered endpoints and nothing else.');
    const body = Buffer.from(await readEventData(db, eventId));
    // The same for every attempt at this delivery.
    const id = deliveryId.replace(/^whd_/, 'msg_');
    const headers = {
      'Content-Type': 'application/json',
      'User-Agent': 'ScrapeNest-Webhooks/1.0',
      ...sign(body, { secrets: signingSecrets(endpoint, now), now, id }),
    };
    return { headers, body };
  },
};

interface Occurrence {
  readonly events: readonly NewEvent[];
  readonly at: Date;
}

/** Stores the events and names the endpoints that asked for each of them. */
async function announce(
  trx: Transaction,
  { id: jobId, accountId, provider }: StoredJob,
  { events, at }: Occurrence,
): Promise<readonly Announcement[]> {
  await recordEvents(trx, { accountId, provider, jobId, at }, events);
  const endpoints = await listEndpoints(trx, { accountId, provider });
  const enabled = endpoints.filter(({ disabledReason }) => disabledReason === null);
  return events.flatMap(({ id: eventId, type: event }) =>
    enabled
      .filter((endpoint) => endpoint.events.includes(event))
      .map(({ id: endpointId, url }) => ({ event, url, endpointId, eventId })),
  );
}

interface Signing {
  readonly secrets: readonly string[];
  readonly now: Date;
  readonly id: string;
}

function sign(body: Uint8Array, { secrets, now, id }: Signing): Readonly<Record<string, string>> {
  const signed = secrets.map((secret) => signWebhook(PROVIDER, { body, secret, now, id }));
  const signatures = signed.map((headers) => headers['svix-signature']);
  return { ...signed[0], 'svix-signature': signatures.join(' ') };
}

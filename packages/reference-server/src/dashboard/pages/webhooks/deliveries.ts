import type { FastifyInstance } from 'fastify';
import { html } from 'ghtml';
import { z } from 'zod/v4';
import { isStorableDate } from '../../../http/storable-date.ts';
import type { DeliveryPosition, DeliveryState } from '../../../webhooks/delivery.ts';
import { listDeliveries } from '../../../webhooks/delivery-store.ts';
import {
  filterQuery,
  renderDeliveries,
  renderDeliveryFilter,
  type DeliveryFilterValues,
} from '../../html/webhooks/delivery-list.ts';
import { stateNames } from '../../html/webhooks/delivery-words.ts';
import { DELIVERIES, renderWebhookTabs } from '../../html/webhooks/webhook-tabs.ts';
import type { PageServices } from '../../page.ts';
import { invalidRequest } from '../../refusals.ts';
import { sessionOf } from '../../session-guard.ts';

const PER_PAGE = 25;
const MOST_JOB_CHARACTERS = 100;

const position = z
  .object({
    before: z.iso
      .datetime()
      .transform((text) => new Date(text))
      .refine(isStorableDate),
    id: z.string().regex(/^\w+$/),
  })
  .transform(({ before, id }): DeliveryPosition => ({ createdAt: before, id }));

/** Adds the log of the account's webhooks, with a filter (C174). */
export function addDeliveryList(app: FastifyInstance, services: PageServices): void {
  const {
    storage: { db },
    webhookGuides,
    show,
  } = services;
  app.get('/webhooks/deliveries', async (request, reply) => {
    const values = readFilter(request.query, [...webhookGuides.keys()]);
    const after = parsePosition(request.query);
    const { provider, state, job } = values;
    // One more delivery than is shown tells whether there is another page.
    const found = await listDeliveries(db, {
      accountId: sessionOf(request).accountId,
      limit: PER_PAGE + 1,
      after,
      ...(provider !== '' && { provider }),
      ...(state !== '' && { state: state as DeliveryState }),
      ...(job !== '' && { jobId: job }),
    });
    const shown = found.slice(0, PER_PAGE);
    const last = found.length > PER_PAGE ? shown.at(-1) : undefined;
    const isFiltered = filterQuery(values).size > 0;
    const body = html`!${renderWebhookTabs(webhookGuides.keys(), DELIVERIES)}
      !${renderDeliveryFilter(values, webhookGuides.keys())}
      !${renderDeliveries({
        caption: isFiltered ? 'Webhooks that match, newest first' : 'Webhooks, newest first',
        deliveries: shown,
        empty: isFiltered
          ? 'No webhook matches. Change the filter or show all deliveries.'
          : 'No webhook was sent yet. Create a job with a webhook_url to receive one when it ends, or send a test.',
      })}
      <nav class="actions" aria-label="Pages of the deliveries">
        !${after === undefined ? '' : html`<a href="${addressOf(values)}">Newest</a>`}
        !${last === undefined ? '' : html`<a href="${addressOf(values, last)}" rel="next">Older</a>`}
      </nav>`;
    return show(request, reply, { title: 'Webhook deliveries', body });
  });
}

function readFilter(query: unknown, providers: readonly string[]): DeliveryFilterValues {
  const textOf = (name: string) => {
    const value = (query as Readonly<Record<string, unknown>>)[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  const [provider, state, job] = [textOf('provider'), textOf('state'), textOf('job')];
  if (provider !== '' && !providers.includes(provider))
    throw invalidRequest('Choose a provider of the list.');
  if (state !== '' && !Object.hasOwn(stateNames, state)) throw invalidRequest('Choose a state of the list.');
  if (job.length > MOST_JOB_CHARACTERS || !/^[\w-]*$/.test(job))
    throw invalidRequest('The id of a job has letters, digits, dashes and underscores.');
  return { provider, state, job };
}

function parsePosition(query: unknown): DeliveryPosition | undefined {
  const { before, id } = query as { readonly before?: unknown; readonly id?: unknown };
  if (before === undefined && id === undefined) return undefined;
  const given = position.safeParse(query);
  if (!given.success) throw invalidRequest('The log has no such page.');
  return given.data;
}

/** Returns the address of the deliveries that match, from the newest or from the one after `last`. */
function addressOf(values: DeliveryFilterValues, last?: DeliveryPosition): string {
  const query = filterQuery(values);
  if (last !== undefined) {
    query.set('before', last.createdAt.toISOString());
    query.set('id', last.id);
  }
  return query.size === 0 ? DELIVERIES : `${DELIVERIES}?${query.toString()}`;
}

import { html } from 'ghtml';
import { z } from 'zod/v4';
import { isStorableDate } from '../../http/storable-date.ts';
import type { DeliveryPosition } from '../../webhooks/delivery.ts';
import { listDeliveries, type LoggedDelivery } from '../../webhooks/delivery-store.ts';
import { sessionOf } from '../session-guard.ts';
import { renderMoment, renderTable } from '../html/elements.ts';
import type { DashboardPage } from '../page.ts';
import { invalidRequest } from '../refusals.ts';

const PATH = '/deliveries';
const PER_PAGE = 50;

const stateNames: Readonly<Record<string, string>> = {
  pending: 'about to be sent',
  waiting: 'will be sent again',
  sending: 'being sent',
  delivered: 'delivered',
  failed: 'failed',
  dropped: 'dropped on purpose',
  interrupted: 'interrupted',
};

const position = z
  .object({
    before: z.iso
      .datetime()
      .transform((text) => new Date(text))
      .refine(isStorableDate),
    id: z.string().regex(/^\w+$/),
  })
  .transform(({ before, id }): DeliveryPosition => ({ createdAt: before, id }));

/** The log of the account's webhooks (C174). */
export const deliveries: DashboardPage = {
  path: PATH,
  title: 'Webhook deliveries',
  addRoutes: (app, { storage: { db }, show }) => {
    app.get(PATH, async (request, reply) => {
      const after = parsePosition(request.query);
      // One more delivery than is shown tells whether there is another page.
      const found = await listDeliveries(db, {
        accountId: sessionOf(request).accountId,
        limit: PER_PAGE + 1,
        after,
      });
      return show(request, reply, { title: deliveries.title, body: renderDeliveries(found, after) });
    });
  },
};

function parsePosition(query: unknown): DeliveryPosition | undefined {
  const { before, id } = query as { readonly before?: unknown; readonly id?: unknown };
  if (before === undefined && id === undefined) return undefined;
  const given = position.safeParse(query);
  if (!given.success) throw invalidRequest('The log has no such page.');
  return given.data;
}

function renderDeliveries(found: readonly LoggedDelivery[], after: DeliveryPosition | undefined): string {
  const shown = found.slice(0, PER_PAGE);
  const last = found.length > PER_PAGE ? shown.at(-1) : undefined;
  return html`!${renderTable({
      caption: 'Webhooks, newest first, times in UTC',
      columns: ['Time', 'Event', 'Sent to', 'State', 'Answer', 'Took'],
      rows: shown.map(deliveryCells),
      empty: 'No webhook was sent yet. Create a job with a webhook_url to receive one when it ends.',
    })}
    <nav class="actions" aria-label="Pages of the log">
      !${after === undefined ? '' : html`<a href="/dashboard${PATH}">Newest</a>`}
      !${last === undefined ? '' : html`<a href="${olderThan(last)}" rel="next">Older</a>`}
    </nav>`;
}

const olderThan = ({ createdAt, id }: DeliveryPosition): string =>
  `/dashboard${PATH}?${new URLSearchParams({ before: createdAt.toISOString(), id }).toString()}`;

function deliveryCells(delivery: LoggedDelivery): readonly string[] {
  const { event, jobId, url, statusCode, latencyMs } = delivery;
  return [
    renderMoment(delivery.attemptedAt ?? delivery.createdAt),
    html`${event}<br />
      <code class="faint">${jobId ?? 'no job'}</code>`,
    html`<span class="address">${url}</span>`,
    renderState(delivery),
    html`${statusCode ?? '–'}`,
    html`<span class="number">${latencyMs === null ? '–' : `${latencyMs} ms`}</span>`,
  ];
}

const renderState = ({ state, error, attempts, nextAttemptAt }: LoggedDelivery): string =>
  html`<span class="state ${state}">${stateNames[state] ?? state}</span>
    !${error === null ? '' : html`<br />${error}`} !${attempts > 1 ? html`<br />${attempts} attempts` : ''}
    !${nextAttemptAt === null ? '' : html`<br />next attempt !${renderMoment(nextAttemptAt)}`}`;

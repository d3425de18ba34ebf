import { html } from 'ghtml';
import { type Column, renderEntries, renderPaging, renderState, renderTime, visible } from './elements.ts';
import type { DeliveryFilter, ListedDelivery, OverviewView } from './view.ts';
import { deliveryStates } from './words.ts';

/** Renders the newest deliveries with their filter and links to older ones. */
export function renderDeliveries({ deliveries, filter, targets }: OverviewView): string {
  const isFiltered = filter.target !== undefined || filter.state !== undefined;
  const { target = '', state = '' } = filter;
  const parameters = new URLSearchParams(
    Object.entries({ target, state }).filter(([, value]) => value !== ''),
  );
  const empty = isFiltered
    ? 'No delivery is like this. Choose another target or state.'
    : 'There are no deliveries yet. Each event of a source becomes one for each of its targets.';
  return html`!${renderFilter(
    filter,
    targets.map(({ name }) => name),
  )}
  !${
    deliveries.entries.length === 0
      ? html`<p class="faint">${empty}</p>`
      : renderEntries('Newest first', columns, deliveries.entries)
  }
  !${renderPaging(deliveries, parameters)}`;
}

const columns: readonly Column<ListedDelivery>[] = [
  { title: 'Time', cell: ({ at }) => renderTime(at) },
  { title: 'Source', cell: ({ source }) => html`<span>${source}</span>` },
  {
    title: 'Job',
    cell: ({ jobId }) => (jobId === null ? renderTime(null) : html`<code>${visible(jobId)}</code>`),
  },
  { title: 'Event', cell: renderEvent },
  { title: 'Target', cell: ({ target }) => html`<span>${target}</span>` },
  { title: 'State', cell: (delivery) => renderProgress(delivery) },
  {
    title: 'More',
    cell: ({ id, target, jobId }) =>
      html`<a
        href="./deliveries/${encodeURIComponent(id)}"
        aria-label="Attempts of ${visible(jobId ?? 'an event')} for ${target}"
        >Attempts</a
      >`,
  },
];

/** Renders the name of an event, and whether the relay made it. */
export function renderEvent({ eventType, isFromJob }: ListedDelivery): string {
  const note = isFromJob
    ? html`<br /><span class="faint">made from the job, since the webhook did not arrive</span>`
    : '';
  return html`<span class="event">${visible(eventType ?? 'without a name')}!${note}</span>`;
}

const renderProgress = ({ state, attempts, nextAttemptAt }: ListedDelivery): string =>
  html`<span
    >!${renderState(state, deliveryStates[state])},
    ${countRequests(attempts)}!${
      nextAttemptAt === null ? '' : html`<br />next at !${renderTime(nextAttemptAt)}`
    }</span
  >`;

/** A delivery of many rows needs many requests that all succeed, so they are not called attempts here. */
export const countRequests = (attempts: number): string =>
  attempts === 1 ? '1 request' : `${attempts === 0 ? 'no' : attempts} requests`;

const renderFilter = (filter: DeliveryFilter, targets: readonly string[]): string =>
  html`<form class="row" method="get" aria-label="Filter of the deliveries">
    !${renderChoice('target', 'Target', targets, filter.target)}
    !${renderChoice('state', 'State', Object.keys(deliveryStates), filter.state)}
    <button>Filter</button>
    <a href="./">All deliveries</a>
  </form>`;

const renderChoice = (
  ...[name, label, values, chosen]: readonly [string, string, readonly string[], string | undefined]
): string =>
  html`<label
    ><span>${label}</span>
    <select name="${name}">
      <option value="">all</option>
      !${values.map(
        (value) => html`<option value="${value}" !${value === chosen ? 'selected' : ''}>${value}</option>`,
      )}
    </select></label
  >`;

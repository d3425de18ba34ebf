import { html } from 'ghtml';
import type { LoggedDelivery } from '../../../webhooks/delivery-store.ts';
import { renderMoment, renderTable } from '../elements.ts';
import { renderOptions } from '../fields.ts';
import { stateName, stateNames } from './delivery-words.ts';
import { providerName } from '../../provider-name.ts';
import { DELIVERIES } from './webhook-tabs.ts';

/** The fields of the filter as they were typed. An empty one does not filter. */
export interface DeliveryFilterValues {
  readonly provider: string;
  readonly state: string;
  readonly job: string;
}

/** Returns the filter as a query without empty fields. */
export const filterQuery = (values: DeliveryFilterValues): URLSearchParams =>
  new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '') as [string, string][]);

export function renderDeliveryFilter(values: DeliveryFilterValues, providers: Iterable<string>): string {
  const all = { value: '', label: 'all' };
  const named = [...providers].map((value) => ({ value, label: providerName(value) }));
  const states = Object.entries(stateNames).map(([value, label]) => ({ value, label }));
  return html`<form
    class="card filter"
    method="get"
    action="${DELIVERIES}"
    aria-label="Filter of the deliveries"
  >
    <p>
      <label for="filter-provider">Provider</label>
      <select id="filter-provider" name="provider">
        !${renderOptions([all, ...named], values.provider)}
      </select>
    </p>
    <p>
      <label for="filter-state">State</label>
      <select id="filter-state" name="state">
        !${renderOptions([all, ...states], values.state)}
      </select>
    </p>
    <p>
      <label for="filter-job">Job id</label>
      <input id="filter-job" name="job" value="${values.job}" autocomplete="off" />
    </p>
    <p class="actions"><button>Filter</button> <a href="${DELIVERIES}">All deliveries</a></p>
  </form>`;
}

export interface DeliveryTable {
  readonly caption: string;
  readonly deliveries: readonly LoggedDelivery[];
  readonly empty: string;
}

export const renderDeliveries = ({ caption, deliveries, empty }: DeliveryTable): string =>
  renderTable({
    caption,
    columns: ['Time', 'Event', 'Sent to', 'State', 'Answer', 'Took', 'Action'],
    rows: deliveries.map(deliveryCells),
    empty,
  });

function deliveryCells(delivery: LoggedDelivery): readonly string[] {
  const { id, provider, event, jobId, url, statusCode, latencyMs } = delivery;
  return [
    renderMoment(delivery.attemptedAt ?? delivery.createdAt),
    html`${event}<br /><span class="faint"
        >${providerName(provider)}, <code>${jobId ?? 'no job'}</code></span
      >`,
    html`<span class="address">${url}</span>`,
    renderState(delivery),
    html`${statusCode ?? '–'}`,
    html`<span class="number">${latencyMs === null ? '–' : `${latencyMs} ms`}</span>`,
    html`<a href="${DELIVERIES}/${id}">Show<span class="hidden"> ${event} of ${jobId ?? 'a test'}</span></a>`,
  ];
}

const renderState = ({ state, error, attempts, nextAttemptAt }: LoggedDelivery): string =>
  html`<span class="state ${state}">${stateName(state)}</span> !${error === null ? '' : html`<br />${error}`}
    !${attempts > 1 ? html`<br />${attempts} attempts` : ''}
    !${nextAttemptAt === null ? '' : html`<br />next attempt !${renderMoment(nextAttemptAt)}`}`;

import { html } from 'ghtml';
import { jobStatuses } from '../../jobs/job.ts';
import { type Choice, renderError, renderOptions } from '../html/fields.ts';
import type { FilterValues } from './job-query.ts';
import { providerName } from '../provider-name.ts';

export interface JobFilterForm {
  readonly values: FilterValues;
  /** The ids to choose from. */
  readonly providers: readonly string[];
  /** What has to be changed. */
  readonly error?: string;
}

/** Renders the form that filters the list of jobs. */
export const renderJobFilter = ({ values, providers, error }: JobFilterForm): string =>
  html`!${renderError(error)}
    <form class="card filter" method="get" action="/dashboard/jobs" role="search" aria-label="Jobs">
      <p>
        <label for="text">Text or id</label>
        <input id="text" name="text" type="search" value="${values.text}" maxlength="200" />
      </p>
      <p>
        <label for="provider">Provider</label>
        !${renderFilter('provider', providers.map(named), values.provider)}
      </p>
      <p>
        <label for="state">State</label>
        !${renderFilter(
          'state',
          jobStatuses.map((value) => ({ value })),
          values.state,
        )}
      </p>
      <p>
        <label for="from">First day</label>
        <input id="from" name="from" type="date" value="${values.from}" />
      </p>
      <p>
        <label for="to">Last day</label>
        <input id="to" name="to" type="date" value="${values.to}" />
      </p>
      <p class="actions"><button>Filter</button> !${renderClear(values)}</p>
    </form>`;

const named = (value: string): Choice => ({ value, label: providerName(value) });

const renderFilter = (name: string, choices: readonly Choice[], chosen: string): string =>
  html`<select id="${name}" name="${name}">
    !${renderOptions([{ value: '', label: 'All' }, ...choices], chosen)}
  </select>`;

const renderClear = (values: FilterValues): string =>
  Object.values(values).every((value) => value === '')
    ? ''
    : html`<a href="/dashboard/jobs">Show all jobs</a>`;

import { html } from 'ghtml';
import { toCredits } from '../../accounts/credits.ts';
import { describedBy, renderError, renderHint, renderLabel, renderOptions } from './fields.ts';
import { renderTabs, type Tab } from './elements.ts';
import type { FormValues, JobField, JobForm, JobOrder } from '../../providers/job-form.ts';
import type { ListColumn } from '../list-column.ts';

/** The address of a form below `/dashboard`. */
export const formPath = ({ key }: Pick<JobForm, 'key'>): string => `/new/${key}`;

export interface FormPage {
  readonly forms: readonly JobForm[];
  readonly form: JobForm;
  readonly values: FormValues;
  /** What has to be changed. */
  readonly error?: string;
}

/** Renders links to all forms and the fields of one. */
export const renderFormPage = ({ forms, form, values, error }: FormPage): string =>
  html`!${renderTabs('Kinds of jobs', forms.map(tabOf), tabOf(form).address)}
    <p>${form.intro}</p>
    !${renderError(error)}
    <form
      class="card"
      method="post"
      action="/dashboard${formPath(form)}/review"
      enctype="multipart/form-data"
    >
      !${form.fields.map((field) => renderField(field, values[field.name] ?? ''))}
      <button>See the price</button>
    </form>`;

const tabOf = (form: JobForm): Tab => ({ title: form.title, address: `/dashboard${formPath(form)}` });

function renderField(field: JobField, value: string): string {
  const { name, label, kind, hint } = field;
  const described = describedBy(name, field);
  if (kind === 'checkbox') {
    const checked = value === 'on' ? 'checked' : '';
    return html`<p class="check">
        <input type="checkbox" id="${name}" name="${name}" !${checked} !${described} />
        <label for="${name}">${label}</label>
      </p>
      !${renderHint(name, hint)}`;
  }
  return renderLabel(name, field) + renderInput(field, value, described);
}

function renderInput({ name, kind, isRequired, range }: JobField, value: string, described: string): string {
  const required = isRequired === true ? 'required' : '';
  if (kind === 'list')
    return html`<textarea id="${name}" name="${name}" rows="8" spellcheck="false" !${described}>
${value}</textarea>
      <label for="${name}-file">or a file</label>
      <input type="file" id="${name}-file" name="${name}" accept=".csv,.tsv,.txt,text/csv,text/plain" />`;
  const limits =
    range === undefined ? '' : html`type="number" inputmode="numeric" min="${range[0]}" max="${range[1]}"`;
  return html`<input
    id="${name}"
    name="${name}"
    value="${value}"
    autocomplete="off"
    !${limits}
    !${required}
    !${described}
  />`;
}

export interface Review {
  readonly form: JobForm;
  readonly values: FormValues;
  readonly order: JobOrder;
  readonly orderId: string;
  /** In thousandths of a credit. */
  readonly balance: number;
  /** The columns of an uploaded table with more than one, and the text of the table. */
  readonly table?: { readonly column: ListColumn; readonly text: string; readonly field: string };
}

/** Renders what is ordered and its price, with a button that starts the job. */
export function renderReview({ form, values, order, orderId, balance, table }: Review): string {
  const { summary, costs, remarks = [], units, verified } = order;
  const isAffordable = balance >= units;
  return html`<section class="card" aria-label="Your order">
      <p class="summary">${summary}</p>
      !${remarks.map((remark) => html`<p>${remark}</p>`)}
      <ul>
        !${costs.map((cost) => html`<li>${cost}</li>`)}
      </ul>
      <dl class="price">
        <dt>Balance now</dt>
        <dd>${toCredits(balance)}</dd>
        <dt>Price at most!${verified === undefined ? '' : ', without verification'}</dt>
        <dd>${toCredits(units)}</dd>
        !${verified === undefined ? '' : renderVerified(verified)}
        <dt>Balance after !${verified === undefined ? 'that' : 'the usual price'}</dt>
        <dd>${toCredits(Math.max(0, balance - (verified?.usualUnits ?? units)))}</dd>
      </dl>
      !${
        isAffordable
          ? ''
          : html`<p class="error" role="alert">
              The balance pays for a part of it. The job stops when the balance is used up.
            </p>`
      }
      <form method="post" action="/dashboard${formPath(form)}" enctype="multipart/form-data">
        <input type="hidden" name="order" value="${orderId}" />
        !${renderHidden(values)}
        <p class="actions">
          <button>Start the job</button>
          !${renderWayBack(form, values)}
        </p>
      </form>
    </section>
    !${table === undefined ? '' : renderColumnChoice(form, table)}`;
}

const renderVerified = ({ usualUnits, mostUnits }: NonNullable<JobOrder['verified']>): string =>
  html`<dt>With verification, usually</dt>
    <dd>${toCredits(usualUnits)}</dd>
    <dt>With verification, at most</dt>
    <dd>${toCredits(mostUnits)}</dd>`;

const renderHidden = (values: FormValues): string =>
  Object.entries(values)
    .map(([name, value]) =>
      value.includes('\n')
        ? html`<textarea name="${name}" hidden>${value}</textarea>`
        : html`<input type="hidden" name="${name}" value="${value}" />`,
    )
    .join('');

/** A list is too long for an address, so only the browser can bring it back. */
function renderWayBack(form: JobForm, values: FormValues): string {
  if (form.fields.some(({ kind }) => kind === 'list'))
    return html`<span class="faint">To change it, go back in your browser.</span>`;
  const query = new URLSearchParams(
    Object.fromEntries(form.fields.map(({ name }) => [name, values[name] ?? ''])),
  );
  return html`<a href="/dashboard${formPath(form)}?${query.toString()}">Change it</a>`;
}

const renderColumnChoice = (form: JobForm, { column, text, field }: NonNullable<Review['table']>): string =>
  html`<form
    class="card"
    method="post"
    action="/dashboard${formPath(form)}/review"
    enctype="multipart/form-data"
  >
    <label for="column">The list was read from this column</label>
    <select id="column" name="column">
      !${renderOptions(
        column.columns.map(({ index, name }) => ({ value: String(index), label: name })),
        String(column.chosen),
      )}
    </select>
    <textarea name="${field}" hidden>${text}</textarea>
    <button class="quiet">Read this column</button>
  </form>`;

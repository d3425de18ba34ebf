import { html } from 'ghtml';
import type { EndpointField, EndpointRules, EndpointValues } from '../../../providers/provider-backend.ts';
import type { WebhookEndpoint } from '../../../webhooks/endpoints.ts';
import { renderCopy, renderMoment, renderTable } from '../elements.ts';
import { describedBy, renderError, renderLabel, renderOptions } from '../fields.ts';
import { providerName } from '../../provider-name.ts';
import { ENDPOINTS, providerAddress } from './webhook-tabs.ts';

/** A form that was refused: its values as they were typed, and what to change. */
export interface RefusedForm {
  readonly values: EndpointValues;
  readonly error: string;
}

const addressField: EndpointField = {
  name: 'url',
  label: 'Address, beginning with https://',
  isRequired: true,
};

export interface EndpointList {
  readonly provider: string;
  readonly rules: EndpointRules;
  readonly endpoints: readonly WebhookEndpoint[];
  readonly now: Date;
  readonly refused?: RefusedForm | undefined;
  /** Whether the user may change them. */
  readonly canChange: boolean;
}

/** Renders a provider's endpoints, and for users who may change them what can be done with them. */
export function renderEndpoints(list: EndpointList): string {
  const { provider, rules, endpoints, now, canChange } = list;
  const name = providerName(provider);
  const hasSettings = rules.fields !== undefined && rules.fields.length > 0;
  return html`<section aria-labelledby="endpoints">
    <h2 id="endpoints">Endpoints</h2>
    !${renderTable({
      caption: `Endpoints of ${name}`,
      columns: ['Address', ...(hasSettings ? ['Settings'] : []), 'State', ...(canChange ? ['Action'] : [])],
      rows: endpoints.map((endpoint) => [
        ...endpointCells(endpoint, rules, now),
        ...(canChange ? [renderActions(endpoint, rules)] : []),
      ]),
      empty: `${name} has no endpoint yet.${canChange ? ' Add the first one here.' : ''}`,
    })}
    !${canChange ? renderNewEndpoint(list) : ''}
  </section>`;
}

function renderNewEndpoint({ provider, rules, endpoints, refused }: EndpointList): string {
  const { fields = [], perAccount } = rules;
  const replaces = perAccount === 'one' && endpoints.length > 0;
  return html`<form
    class="card"
    method="post"
    action="${providerAddress(provider)}"
    aria-label="New endpoint of ${providerName(provider)}"
  >
    !${renderError(refused?.error)}
    !${[addressField, ...fields].map((field) => renderField(field, refused?.values ?? {}))}
    <button>${replaces ? 'Replace the address' : 'Add the endpoint'}</button>
  </form>`;
}

/** Renders the form that changes an endpoint. */
export function renderChange(endpoint: WebhookEndpoint, rules: EndpointRules, refused?: RefusedForm): string {
  const { id, url, provider } = endpoint;
  const { fields = [] } = rules;
  const values = refused?.values ?? { url, ...rules.valuesOf?.(endpoint) };
  return html`<form class="card" method="post" action="${ENDPOINTS}/${id}/change">
    !${renderError(refused?.error)}
    !${[addressField, ...fields.filter(({ isFixed }) => isFixed !== true)].map((field) => renderField(field, values))}
    <p class="actions">
      <button>Change the endpoint</button>
      <a href="${providerAddress(provider)}">Go back without a change</a>
    </p>
  </form>`;
}

function renderField(field: EndpointField, values: EndpointValues): string {
  const { name, label, choices, isMany, isRequired } = field;
  const id = `endpoint-${name}`;
  const value = values[name];
  if (choices === undefined)
    return html`!${renderLabel(id, field)}
      <input
        id="${id}"
        name="${name}"
        value="${value ?? ''}"
        autocomplete="off"
        !${isRequired ? 'required' : ''}
        !${describedBy(id, field)}
      />`;
  if (isMany === true) return renderCheckboxes(name, label, { choices, chosen: [value ?? choices].flat() });
  return html`!${renderLabel(id, field)}
    <select id="${id}" name="${name}" !${describedBy(id, field)}>
      !${renderOptions(
        choices.map((choice) => ({ value: choice })),
        value?.toString(),
      )}
    </select>`;
}

interface Choices {
  readonly choices: readonly string[];
  readonly chosen: readonly string[];
}

const renderCheckboxes = (name: string, label: string, { choices, chosen }: Choices): string =>
  html`<fieldset class="choices">
    <legend>${label}</legend>
    !${choices.map(
      (choice) =>
        html`<label class="choice"
          ><input
            type="checkbox"
            name="${name}"
            value="${choice}"
            !${chosen.includes(choice) ? 'checked' : ''}
          />
          ${choice}</label
        >`,
    )}
  </fieldset>`;

function endpointCells(endpoint: WebhookEndpoint, rules: EndpointRules, now: Date): readonly string[] {
  const { url, disabledReason, failuresInRow, previousSecret } = endpoint;
  const values = Object.values(rules.valuesOf?.(endpoint) ?? {}).map((value) => [value].flat().join(', '));
  const state =
    disabledReason === null
      ? html`<span class="state completed">enabled</span>`
      : html`<span class="state failed">disabled</span><br />${disabledReason}`;
  const failures = failuresInRow === 0 ? '' : html`<br />${failuresInRow} failed in a row`;
  const overlap =
    previousSecret !== null && now < previousSecret.until
      ? html`<br />The old secret signs, too, until !${renderMoment(previousSecret.until)}`
      : '';
  return [
    html`<span class="address">${url}</span>`,
    ...(rules.fields === undefined ? [] : [html`${values.filter((value) => value !== '').join(', ')}`]),
    state + failures + overlap,
  ];
}

function renderActions({ id, url, disabledReason }: WebhookEndpoint, rules: EndpointRules): string {
  const { testEvents, rotation } = rules;
  const hidden = html`<span class="hidden"> ${url}</span>`;
  const link = (action: string, label: string) =>
    html`<a href="${ENDPOINTS}/${id}/${action}">${label}!${hidden}</a>`;
  return html`<div class="actions">
    <form method="post" action="${ENDPOINTS}/${id}/test" class="actions">
      !${testEvents.length > 1 ? renderEventChoice(`${id}-event`, testEvents, url) : ''}
      <button class="quiet">Test!${hidden}</button>
    </form>
    !${
      disabledReason !== null
        ? html`<form method="post" action="${ENDPOINTS}/${id}/enable">
            <button class="quiet">Enable!${hidden}</button>
          </form>`
        : ''
    }
    !${link('change', 'Change')} !${rotation === undefined ? '' : link('rotate', 'Replace the secret')}
    !${link('delete', 'Delete')}
  </div>`;
}

const renderEventChoice = (id: string, events: readonly string[], url: string): string =>
  html`<label class="hidden" for="${id}">Event of the test of ${url}</label>
    <select class="small" id="${id}" name="event">
      !${renderOptions(
        events.map((value) => ({ value })),
        undefined,
      )}
    </select>`;

/** Renders the secret of an endpoint that was just added or got a new secret. */
export const renderNewSecret = ({ url, secret }: WebhookEndpoint): string =>
  html`<div class="notice" role="status">
    <p>Webhooks go to <span class="address">${url}</span>.</p>
    !${
      secret === null
        ? ''
        : html`<p>The secret of this endpoint. Copy it now: it is not shown again.</p>
            <p class="actions"><code class="secret">${secret}</code> !${renderCopy(secret, 'the secret')}</p>`
    }
  </div>`;

import { providers } from '@scrapekit/core';
import { html } from 'ghtml';
import type { EndpointField, EndpointRules } from '../../providers/provider-backend.ts';
import type { WebhookEndpoint } from '../../webhooks/endpoints.ts';
import { renderTable } from './elements.ts';

/** The endpoints of one provider and its rules for new ones. */
export interface EndpointSection {
  readonly provider: string;
  readonly rules: EndpointRules;
  readonly endpoints: readonly WebhookEndpoint[];
}

const addressField: EndpointField = {
  name: 'url',
  label: 'Address, beginning with https://',
  isRequired: true,
};

/** Renders a table and a form for each provider. The forms are sent to `address`. */
export const renderEndpoints = (sections: readonly EndpointSection[], address: string): string =>
  sections.map((section) => renderSection(section, address)).join('');

function renderSection({ provider, rules, endpoints }: EndpointSection, address: string): string {
  const name = nameOf(provider);
  const { fields = [], perAccount } = rules;
  return html`<h2>${name}</h2>
    !${renderTable({
      caption: `Endpoints of ${name}`,
      columns: ['Address', 'Name', 'Events', 'State', 'Action'],
      rows: endpoints.map((endpoint) => endpointCells(endpoint, rules, address)),
      empty: `${name} has no endpoint yet.`,
    })}
    <form class="card" method="post" action="${address}" aria-label="New endpoint of ${name}">
      <input type="hidden" name="provider" value="${provider}" />
      !${[addressField, ...fields].map((field) => renderField(provider, field))}
      <button>
        ${perAccount === 'one' && endpoints.length > 0 ? 'Replace the address' : 'Add the endpoint'}
      </button>
    </form>`;
}

function renderField(provider: string, { name, label, choices, isRequired = false }: EndpointField): string {
  const id = `${provider}-${name}`;
  const field =
    choices === undefined
      ? html`<input id="${id}" name="${name}" autocomplete="off" !${isRequired ? 'required' : ''} />`
      : html`<select id="${id}" name="${name}">
          !${choices.map((choice) => html`<option>${choice}</option>`)}
        </select>`;
  return html`<label for="${id}">${label}</label>!${field}`;
}

function endpointCells(endpoint: WebhookEndpoint, rules: EndpointRules, address: string): readonly string[] {
  const { id, url, name, project, env, events, disabledReason } = endpoint;
  const button = (action: string, label: string) =>
    html`<form method="post" action="${address}/${id}/${action}">
      <button class="quiet">${label}<span class="hidden"> ${url}</span></button>
    </form>`;
  return [
    html`<span class="address">${url}</span>`,
    html`${[name, project, env].filter((part) => part !== '').join(', ') || '–'}`,
    html`${events.length === 0 ? 'all' : events.join(', ')}`,
    disabledReason === null
      ? html`<span class="state completed">enabled</span>`
      : html`<span class="state failed">disabled</span><br />${disabledReason}`,
    html`<div class="actions">
      !${rules.testEvent === undefined ? '' : button('test', 'Test')}
      !${disabledReason === null ? '' : button('enable', 'Enable')}
      <a href="${address}/${id}/delete">Delete<span class="hidden"> ${url}</span></a>
    </div>`,
  ];
}

const nameOf = (provider: string): string =>
  Object.values(providers).find(({ id }) => id === provider)?.name ?? provider;

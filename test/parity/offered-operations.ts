import { type Field, inputFields, type Operation, providers } from '@scrapekit/core';
import type { ICredentialType, INodeProperties, INodeType } from 'n8n-workflow';
import * as zapierScrapekit from '../../packages/zapier-app/src/providers/scrapekit.ts';

export type Host = 'n8n' | 'zapier';

/** A field of a host's form, in the words that the host shows. */
export interface ShownField {
  readonly key: string;
  readonly label: string;
  readonly help: string;
  readonly placeholder?: string;
}

/** A form of a host that starts an operation. */
export interface Form {
  readonly host: Host;
  readonly name: string;
  readonly provider: keyof typeof providers;
  readonly operation: string;
  /** Whether the host passes a webhook URL of its own, so that the form does not ask for one. */
  readonly fillsWebhook: boolean;
  readonly description: string;
  readonly fields: readonly ShownField[];
}

/** Returns an operation by the id of its provider and its key. */
export function operationOf({ provider, operation }: Pick<Form, 'provider' | 'operation'>): Operation {
  const operations: Readonly<Record<string, Operation>> = providers[provider].operations;
  const found = operations[operation];
  if (found === undefined) throw new TypeError(`${provider} has no operation ${operation}.`);
  return found;
}

/** Returns the fields that a form asks for: not those that programs fill. */
export function askedFields(form: Form): readonly Field[] {
  const { registration } = providers[form.provider].webhook;
  const webhookField = registration.kind === 'per-job' ? registration.field : undefined;
  return inputFields(operationOf(form)).filter(
    ({ key, filledBy }) => filledBy === undefined && !(form.fillsWebhook && key === webhookField),
  );
}

// The paths are in variables, so that TypeScript does not check that CommonJS package with this configuration.
const n8n = '../../packages/n8n-nodes-scrapekit';
const nodePath = `${n8n}/nodes/ScrapeKit/ScrapeKit.node`;
const credentialPath = `${n8n}/credentials/ScrapeKitApi.credentials`;
const { ScrapeKit } = (await import(nodePath)) as { ScrapeKit: new () => INodeType };
const { ScrapeKitApi } = (await import(credentialPath)) as { ScrapeKitApi: new () => ICredentialType };

export const scrapeKitCredential = new ScrapeKitApi();
const { properties } = new ScrapeKit().description;

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function n8nForm(operation: string, fillsWebhook: boolean): Form {
  const shown = properties.filter(
    ({ displayOptions }) => displayOptions?.show?.operation?.includes(operation) ?? false,
  );
  const additional = shown
    .filter(({ name }) => name === 'additionalFields')
    .flatMap(({ options = [] }) => options as INodeProperties[]);
  const fields = [...shown, ...additional].map(({ name, displayName, description = '', placeholder }) => ({
    key: snakeCase(name),
    label: displayName,
    help: description,
    placeholder,
  }));
  const choices = properties.find(({ name }) => name === 'operation')?.options as INodeProperties[];
  const description = choices.find((choice) => 'value' in choice && choice.value === operation)?.description;
  const place = { host: 'n8n', provider: 'scrapekit', operation: 'scrape' } as const;
  return { ...place, name: `n8n ${operation}`, fillsWebhook, description: description ?? '', fields };
}

interface Step {
  readonly key: string;
  readonly display: { readonly description?: string };
  readonly operation: { readonly inputFields?: unknown };
}

function zapierForm({ key, display, operation }: Step, fillsWebhook: boolean): Form {
  const inputs = operation.inputFields as readonly { key: string; label: string; helpText: string }[];
  const fields = inputs.map(({ helpText, ...field }) => ({ ...field, help: helpText }));
  const place = { host: 'zapier', provider: 'scrapekit', operation: 'scrape' } as const;
  return { ...place, name: `zapier ${key}`, fillsWebhook, description: display.description ?? '', fields };
}

/** Every form that starts an operation. Add the forms of a new operation here. */
export const forms: readonly Form[] = [
  n8nForm('start', false),
  n8nForm('startAndWait', true),
  zapierForm(zapierScrapekit.createScrapeJob, false),
  zapierForm(zapierScrapekit.createScrapeJobAndWait, true),
];

export const zapierAuthentication = zapierScrapekit.authentication;

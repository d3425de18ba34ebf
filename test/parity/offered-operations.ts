import { type Operation, type ProviderDefinition, providers } from '@scrapekit/core';
import * as zapierScrapekit from '../../packages/zapier-app/src/providers/scrapekit.ts';
import type { AskedForm } from './asked-fields.ts';
import { type ActionForm, actionForms } from './n8n-nodes.ts';
import { expectedParameters, isStart } from './n8n-parameters.ts';

export type Host = 'n8n' | 'zapier';

/** A field of a host's form, in the words that the host shows. */
export interface ShownField {
  readonly key: string;
  readonly label: string;
  readonly help: string;
  readonly placeholder?: string;
}

/** A form of a host that starts an operation. */
export interface Form extends AskedForm {
  readonly host: Host;
  readonly name: string;
  /** The key of the operation in the definition. */
  readonly key: string;
  readonly description: string;
  readonly fields: readonly ShownField[];
}

function n8nForm(form: ActionForm): Form {
  const { node, resource, value, action, key = '', operation, words, parameters } = form;
  if (operation === undefined) throw new TypeError(`${node.name} binds ${resource} to no operation.`);
  const top = parameters.filter(({ type }) => type !== 'collection');
  const fields = expectedParameters(form)
    .filter(({ parameter, field }) => parameter.name === 'list' || field.type !== 'list')
    .flatMap(({ field, collection, parameter }) => {
      const inside = parameters
        .filter(({ name }) => name === collection)
        .flatMap(({ options = [] }) => options);
      const shown = collection === undefined ? top : (inside as typeof top);
      return shown
        .filter(({ name }) => name === parameter.name)
        .map(({ displayName, description = '', placeholder }) => ({
          key: field.key,
          label: displayName,
          help: description,
          ...(placeholder === undefined ? {} : { placeholder }),
        }));
    });
  return {
    host: 'n8n',
    name: `n8n ${node.name} ${resource} ${value}`,
    provider: node.binding.provider,
    key,
    operation,
    fillsWebhook: action === 'startAndWait',
    description: words.description ?? '',
    fields,
  };
}

interface Step {
  readonly key: string;
  readonly display: { readonly description?: string };
  readonly operation: { readonly inputFields?: unknown };
}

interface Place {
  readonly provider: ProviderDefinition;
  readonly key: string;
  readonly operation: Operation;
}

function zapierForm(step: Step, { fillsWebhook, ...place }: Place & Pick<Form, 'fillsWebhook'>): Form {
  const inputs = step.operation.inputFields as readonly { key: string; label: string; helpText: string }[];
  const fields = inputs.map(({ helpText, ...field }) => ({ ...field, help: helpText }));
  return {
    ...place,
    host: 'zapier',
    name: `zapier ${step.key}`,
    fillsWebhook,
    description: step.display.description ?? '',
    fields,
  };
}

const scrape = {
  provider: providers.scrapekit,
  key: 'scrape',
  operation: providers.scrapekit.operations.scrape,
} as const;

/** Every form that starts an operation. Those of n8n are found by themselves. Add the new ones of Zapier here. */
export const forms: readonly Form[] = [
  ...actionForms.filter(isStart).map(n8nForm),
  zapierForm(zapierScrapekit.createScrapeJob, { ...scrape, fillsWebhook: false }),
  zapierForm(zapierScrapekit.createScrapeJobAndWait, { ...scrape, fillsWebhook: true }),
];

export const zapierAuthentication = zapierScrapekit.authentication;

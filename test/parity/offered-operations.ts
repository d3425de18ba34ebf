import { type Operation, type ProviderDefinition, providers } from '@scrapekit/core';
import matchkraftApp from '../../packages/zapier-app/brands/matchkraft/index.ts';
import scrapekitApp from '../../packages/zapier-app/brands/scrapekit/index.ts';
import scrapenestApp from '../../packages/zapier-app/brands/scrapenest/index.ts';
import scrapflyApp from '../../packages/zapier-app/brands/scrapfly/index.ts';
import scruppApp from '../../packages/zapier-app/brands/scrupp/index.ts';
import type { ZapierApp } from '../../packages/zapier-app/src/brand.ts';
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
  /** Whether the field is a group of line items, which Zapier shows without a help text. */
  readonly isGroup?: boolean;
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

/** The Zapier apps that are uploaded, each with the definition of its provider. */
export const zapierApps: readonly { readonly provider: ProviderDefinition; readonly app: ZapierApp }[] = [
  { provider: providers.scrapekit, app: scrapekitApp },
  { provider: providers.matchkraft, app: matchkraftApp },
  { provider: providers.scrupp, app: scruppApp },
  { provider: providers.scrapfly, app: scrapflyApp },
  { provider: providers.scrapenest, app: scrapenestApp },
];

interface ZapierField {
  readonly key: string;
  readonly label: string;
  readonly helpText?: string;
  readonly placeholder?: string;
  readonly children?: readonly ZapierField[];
}

/** Returns the steps of a Zapier app that run an operation. Their keys follow from the names in the definition. */
function zapierForms({ provider, app }: (typeof zapierApps)[number]): Form[] {
  return Object.entries<Operation>(provider.operations).flatMap(([key, operation]) => {
    const place = { host: 'zapier', provider, key, operation } as const;
    const names =
      operation.kind === 'call'
        ? [{ step: toSnakeCase(key), fillsWebhook: false }]
        : ['', '_and_wait'].map((end) => ({
            step: `create_${toSnakeCase(operation.nouns.job)}${end}`,
            fillsWebhook: end !== '',
          }));
    return names.flatMap(({ step, fillsWebhook }) => {
      const { display, operation: form } = app.creates[step] ?? {};
      if (form === undefined) return [];
      const fields = (form.inputFields ?? []) as readonly ZapierField[];
      return {
        ...place,
        name: `zapier ${provider.id} ${step}`,
        fillsWebhook,
        description: display?.description ?? '',
        fields: fields.map(({ key: field, label, helpText = '', placeholder, children }) => ({
          key: field,
          label,
          help: helpText,
          isGroup: children !== undefined,
          ...(placeholder === undefined ? {} : { placeholder }),
        })),
      };
    });
  });
}

const toSnakeCase = (text: string): string => text.replace(/ |(?=[A-Z])/g, '_').toLowerCase();

/** Every form that starts an operation. */
export const forms: readonly Form[] = [
  ...actionForms.filter(isStart).map(n8nForm),
  ...zapierApps.flatMap(zapierForms),
];

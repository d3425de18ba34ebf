import type { ProviderId } from '@scrapekit/core';
import { openBrand } from '../brand.ts';

/** A field of a form or of an output, as the definition that is uploaded states it. */
export interface Field {
  readonly key: string;
  readonly label?: string;
  readonly type?: string;
  readonly helpText?: string;
  readonly required?: boolean;
  readonly list?: boolean;
  readonly default?: string;
  readonly primary?: boolean;
  readonly choices?: Readonly<Record<string, unknown>>;
  readonly children?: readonly Field[];
}

export type Sample = Readonly<Record<string, unknown>>;

/** A trigger, action or search. Functions are texts, such as `$func$2$f$`. */
export interface Step {
  readonly kind: 'triggers' | 'creates' | 'searches';
  readonly key: string;
  readonly noun: string;
  readonly display: { readonly label: string; readonly description: string };
  readonly operation: {
    readonly type?: string;
    readonly inputFields: readonly Field[];
    readonly outputFields: readonly Field[];
    readonly sample: Sample;
    readonly performSubscribe?: string;
    readonly performUnsubscribe?: string;
    readonly performList?: string;
  };
}

export interface Definition {
  readonly id: ProviderId;
  readonly platformVersion: string;
  readonly flags: Readonly<Record<string, unknown>>;
  readonly hydrators: Readonly<Record<string, string>>;
  readonly authentication: { readonly connectionLabel: string; readonly fields: readonly Field[] };
  readonly steps: readonly Step[];
}

type Uploaded = Omit<Definition, 'id' | 'steps'> &
  Readonly<Record<Step['kind'], Readonly<Record<string, Omit<Step, 'kind'>>>>>;

const kinds = ['triggers', 'creates', 'searches'] as const;

/** A trigger without a form has no such key. */
const fieldsIn = ({ inputFields = [] }: { readonly inputFields?: readonly Field[] }) => inputFields;

async function definitionOf(id: ProviderId): Promise<Definition> {
  const uploaded = (await openBrand(id).inspect('definition')) as Uploaded;
  const steps = kinds.flatMap((kind) =>
    Object.values(uploaded[kind]).map((step) => ({
      ...step,
      kind,
      operation: { ...step.operation, inputFields: fieldsIn(step.operation) },
    })),
  );
  return { ...uploaded, id, steps };
}

/** The definitions of all apps, as `zapier-platform upload` sends them. */
export const definitions: readonly Definition[] = await Promise.all(
  (['scrapekit', 'matchkraft', 'scrupp', 'scrapfly', 'scrapenest'] as const).map(definitionOf),
);

/** Every step with its app, for tests that run once per step. */
export const allSteps = definitions.flatMap(({ id, steps }) =>
  steps.map((step) => ({ name: `${id} ${step.key}`, id, step })),
);

/** The fields of a form, those of line items included. */
export const formFields = ({ operation: { inputFields } }: Step): readonly Field[] =>
  inputFields.flatMap((field) => [field, ...(field.children ?? [])]);

/** The label of a Zapier text in title case: short words may be in lower case, except for the first. */
export const isTitleCase = (label: string): boolean =>
  label.split(' ').every((word, index) => /^[A-Z0-9]/.test(word) || (index > 0 && shortWords.has(word)));

const shortWords = new Set([
  'a',
  'an',
  'and',
  'at',
  'by',
  'for',
  'from',
  'in',
  'of',
  'on',
  'or',
  'the',
  'to',
  'with',
]);

import type { Field } from '@scrapekit/core';
import type { INodeProperties } from 'n8n-workflow';
import { askedFields } from './asked-fields.ts';
import type { ActionForm } from './n8n-nodes.ts';

/** The collection of the optional fields of an input. */
const OPTIONAL = 'additionalFields';

/** The parameter of a form that asks for a field of the definition, as it has to be. */
export interface ExpectedParameter {
  readonly field: Field;
  /** The collection that has it. Absent for a parameter at the top of the form. */
  readonly collection?: string;
  /** Everything but the description. */
  readonly parameter: Partial<INodeProperties>;
}

/** Whether a form starts an operation, and so asks for its input. */
export const isStart = ({ action }: ActionForm): boolean =>
  ['start', 'startAndWait', 'call'].includes(action);

/** Returns the fields of the definition that a form asks for. The node passes a webhook URL itself while it waits. */
export function fieldsOf(form: ActionForm): readonly Field[] {
  const { operation, action, node } = form;
  if (operation === undefined || !isStart(form)) return [];
  const { provider } = node.binding;
  return askedFields({ provider, operation, fillsWebhook: action === 'startAndWait' });
}

/** Returns the list whose elements a job processes one by one. */
export const batchField = (form: ActionForm): Field | undefined =>
  fieldsOf(form).find(({ type, required }) => type === 'list' && required);

export function expectedParameters(form: ActionForm): readonly ExpectedParameter[] {
  const batch = batchField(form);
  return fieldsOf(form).flatMap((field) =>
    field.key === batch?.key ? batchParameters(form, field) : [inputParameter(field)],
  );
}

/** The text `max_leads` of an API is the parameter `maxLeads` of a node. */
export const parameterName = (key: string): string =>
  key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

export const titleCase = (words: string): string =>
  words.replace(/(^| )([a-z])/g, (_, blank: string, letter: string) => blank + letter.toUpperCase());

/** Returns the parameter for the whole balance beside a number that has the alternative `all`. */
export const alternativeName = ({ key, alternative }: Field): string | undefined =>
  alternative === undefined ? undefined : parameterName(key).replace(/^max/, alternative);

function inputParameter(field: Field, collection = OPTIONAL): ExpectedParameter {
  const switchName = alternativeName(field);
  const parameter = {
    displayName: field.label,
    name: parameterName(field.key),
    ...valueOf(field),
    ...(field.required ? { required: true } : {}),
    ...(switchName === undefined ? {} : { displayOptions: { show: { [switchName]: [false] } } }),
  };
  return { field, parameter, ...(field.required ? {} : { collection }) };
}

/** The elements come from a parameter that is read for each item, or from a parameter with all of them. */
function batchParameters({ resourceBinding }: ActionForm, field: Field): readonly ExpectedParameter[] {
  const { element, example, label } = field;
  const examples = example as readonly unknown[];
  const text = { type: 'string', required: true, default: '' } as const;
  const perItem = element?.fields?.map((each) => inputParameter(each, 'recordFields')) ?? [
    {
      field,
      parameter: {
        ...text,
        displayName: titleCase(resourceBinding.element ?? ''),
        name: resourceBinding.element ?? '',
        placeholder: `e.g. ${String(examples[0])}`,
        hint: 'Drag a field of the incoming items here',
      },
    },
  ];
  const placeholder = element?.fields === undefined ? examples.join(', ') : JSON.stringify(examples);
  const list = {
    ...text,
    displayName: label,
    name: 'list',
    typeOptions: { rows: 5 },
    placeholder: `e.g. ${placeholder}`,
  };
  return [
    ...perItem.map(({ parameter, ...rest }) => ({ ...rest, parameter: shownFor(parameter, 'items') })),
    { field, parameter: shownFor(list, 'list') },
  ];
}

const shownFor = (parameter: Partial<INodeProperties>, inputFrom: string): Partial<INodeProperties> => ({
  ...parameter,
  displayOptions: { show: { inputFrom: [inputFrom] } },
});

function valueOf(field: Field): Partial<INodeProperties> {
  const { type, min, max, choices = [], example, placeholder } = field;
  const initial = (field.default ?? example) as INodeProperties['default'];
  switch (type) {
    case 'integer':
    case 'number': {
      const bounds = {
        ...(min === undefined ? {} : { minValue: min }),
        ...(max === undefined ? {} : { maxValue: max }),
      };
      return { type: 'number', typeOptions: bounds, default: initial };
    }
    case 'boolean':
      return { type: 'boolean', default: (field.default as boolean | undefined) ?? false };
    case 'choice': {
      const options = choices.map(({ value, label }) => ({ name: label, value }));
      return {
        type: 'options',
        options: options.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
        default: initial,
      };
    }
    case 'object':
      return { type: 'json', default: '{}' };
    default:
      return { type: 'string', default: (field.default as string | undefined) ?? '', placeholder };
  }
}

/** Returns what a parameter has of the keys that are expected. The choice of resource and operation is left out. */
export function comparable(
  actual: INodeProperties | undefined,
  expected: Partial<INodeProperties>,
): Partial<INodeProperties> {
  if (actual === undefined) return {};
  const { resource: _resource, operation: _operation, ...show } = actual.displayOptions?.show ?? {};
  const known = Object.keys(expected) as (keyof INodeProperties)[];
  const picked = Object.fromEntries(known.map((key) => [key, actual[key]]));
  return { ...picked, ...(Object.keys(show).length === 0 ? {} : { displayOptions: { show } }) };
}

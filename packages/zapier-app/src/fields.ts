import type { Field } from '@scrapekit/core';
import type { PlainInputField, PlainOutputField } from 'zapier-platform-core';

type InputKind = Pick<PlainInputField, 'type' | 'list'>;

/** Zapier's type for each type of an input field. A text needs none, and Zapier has none for addresses. */
const inputKinds: Readonly<Partial<Record<Field['type'], InputKind>>> = {
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  'date-time': { type: 'datetime' },
  object: { type: 'json' },
  list: { list: true },
};

/** Converts the fields of an operation to those of a form, required ones first. Fields that programs fill are left out. */
export const toInputFields = (fields: readonly Field[]): PlainInputField[] =>
  fields
    .filter(({ filledBy }) => filledBy === undefined)
    .toSorted((a, b) => Number(b.required) - Number(a.required))
    .map(toInputField);

function toInputField(field: Field): PlainInputField {
  const { key, label, help, type, required, placeholder, choices, element } = field;
  // A list of records is a group of line items, which Zapier shows without a help text.
  if (element?.fields !== undefined) return { key, label, required, children: toInputFields(element.fields) };
  return {
    key,
    label,
    helpText: help,
    required,
    ...inputKinds[type],
    ...(placeholder === undefined ? {} : { placeholder }),
    ...defaultOf(field),
    ...(choices === undefined
      ? {}
      : { choices: Object.fromEntries(choices.map((choice) => [choice.value, choice.label])) }),
  };
}

/**
 * A required number starts with the example of the definition, so that a user who does not think about it buys little.
 */
function defaultOf({ type, required, default: value, example }: Field): { readonly default?: string } {
  const start = value ?? (required && type === 'integer' ? example : undefined);
  return typeof start === 'string' || typeof start === 'number' ? { default: String(start) } : {};
}

type OutputKind = Pick<PlainOutputField, 'type' | 'list'>;

const outputKinds: Readonly<Partial<Record<Field['type'], OutputKind>>> = {
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  'date-time': { type: 'datetime' },
  list: { list: true },
};

/**
 * Converts columns to output fields. `prefix` is `results[]` for the columns of line items. The key of a column inside an
 * object is joined with two underscores, as Zapier does. A list of records is line items; inside line items Zapier has none.
 */
export const toOutputFields = (columns: readonly Field[], prefix = ''): PlainOutputField[] =>
  columns.flatMap(({ key, label, type, fields, element }) => {
    if (fields !== undefined) return toOutputFields(fields, `${prefix}${key}__`);
    if (element?.fields !== undefined && prefix === '') return toOutputFields(element.fields, `${key}[]`);
    return [{ key: `${prefix}${key}`, label, ...outputKinds[type] }];
  });

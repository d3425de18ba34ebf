import type { Field, FieldType } from '@scrapekit/core';
import type { JsonObject } from '../format/json.ts';
import { toSentenceCase } from './sentence-case.ts';

const inputTypes: Readonly<Record<FieldType, string>> = {
  text: 'text',
  url: 'url',
  email: 'email',
  'date-time': 'date',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  choice: 'select',
  list: 'array',
  object: 'collection',
};

/** Describes an input of an operation as a field of a module. */
export function toParameter(field: Field): JsonObject {
  const { key, label, help, required, filledBy, default: value, choices, element, fields } = field;
  return {
    name: key,
    type: inputType(field),
    label: toSentenceCase(label),
    ...(help !== '' && { help }),
    required,
    ...(filledBy === 'host' && { advanced: true }),
    ...((typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') && {
      default: value,
    }),
    ...(choices !== undefined && {
      options: choices.map((choice) => ({ label: toSentenceCase(choice.label), value: choice.value })),
    }),
    ...(element !== undefined && { spec: elementSpec(element, toParameter) }),
    ...(fields !== undefined && { spec: fields.map(toParameter) }),
    ...validation(field),
  };
}

function inputType({ type, min, fields }: Field): string {
  if (type === 'integer' && min !== undefined && min >= 0) return 'uinteger';
  // An object of unknown form is mapped from another module.
  if (type === 'object' && fields === undefined) return 'any';
  return inputTypes[type];
}

function validation({ type, min, max }: Field): { readonly validate?: JsonObject } {
  const bounds =
    type === 'list'
      ? { ...(min !== undefined && { minItems: min }), ...(max !== undefined && { maxItems: max }) }
      : { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
  return Object.keys(bounds).length === 0 ? {} : { validate: bounds };
}

/** Describes a column of a row, a job or an answer as a field that later modules can map. */
export function toInterfaceField({ key, label, type, element, fields }: Field): JsonObject {
  return {
    name: key,
    type: type === 'choice' ? 'text' : inputTypes[type],
    label: toSentenceCase(label),
    ...(element !== undefined && { spec: elementSpec(element, toInterfaceField) }),
    ...(fields !== undefined && { spec: fields.map(toInterfaceField) }),
  };
}

const elementSpec = (
  { type, fields }: NonNullable<Field['element']>,
  describe: (field: Field) => JsonObject,
): JsonObject | readonly JsonObject[] =>
  fields === undefined ? { type: inputTypes[type] } : fields.map(describe);

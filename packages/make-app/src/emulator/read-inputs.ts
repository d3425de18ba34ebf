import { isEmpty, toText } from '../iml/functions.ts';
import { MakeError } from './make-error.ts';
import type { FieldSpec } from './specs.ts';

/**
 * Checks the values of a form and converts them to the types of its fields, as Make does before it runs a module. Throws a
 * MakeError of the type BundleValidationError for values that do not fit.
 */
export function readInputs(
  fields: readonly FieldSpec[],
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const known = new Set(fields.map(({ name }) => name));
  for (const name of Object.keys(values)) if (!known.has(name)) throw misfit(name, 'there is no such field');
  return Object.fromEntries(
    fields
      .map((field) => [field.name, readInput(field, values[field.name] ?? field.default)] as const)
      .filter(([, value]) => value !== undefined),
  );
}

function readInput(field: FieldSpec, value: unknown): unknown {
  if (isEmpty(value)) {
    if (field.required === true) throw misfit(field.name, 'it is required');
    return value ?? undefined;
  }
  const converted = convert(field, value);
  checkBounds(field, converted);
  return converted;
}

function convert(field: FieldSpec, value: unknown): unknown {
  const { name, type, options = [] } = field;
  switch (type) {
    case 'uinteger':
    case 'integer':
    case 'number':
      return readNumber(field, value);
    case 'boolean':
      if (['true', 'false'].includes(toText(value))) return toText(value) === 'true';
      throw misfit(name, 'it is neither true nor false');
    case 'date':
      if (Number.isNaN(Date.parse(toText(value)))) throw misfit(name, 'it is no date');
      return new Date(toText(value));
    case 'url':
      if (!URL.canParse(toText(value))) throw misfit(name, 'it is no URL');
      return toText(value);
    case 'select':
      if (!options.some((option) => option.value === value)) throw misfit(name, 'it is no option');
      return value;
    case 'array':
      return readList(field, value);
    case 'any':
      return value;
    default:
      return toText(value);
  }
}

function readNumber({ name, type }: FieldSpec, value: unknown): number {
  const number = Number(toText(value));
  if (Number.isNaN(number)) throw misfit(name, 'it is no number');
  if (type !== 'number' && !Number.isInteger(number)) throw misfit(name, 'it is no integer');
  if (type === 'uinteger' && number < 0) throw misfit(name, 'it is negative');
  return number;
}

function readList({ name, spec }: FieldSpec, value: unknown): readonly unknown[] {
  const elements: readonly unknown[] = Array.isArray(value) ? value : [value];
  return elements.map((element) =>
    Array.isArray(spec)
      ? readInputs(spec as readonly FieldSpec[], element as Readonly<Record<string, unknown>>)
      : readInput({ type: 'text', ...(spec as Omit<FieldSpec, 'name'> | undefined), name }, element),
  );
}

function checkBounds({ name, validate = {} }: FieldSpec, value: unknown): void {
  const { min, max, minItems, maxItems, pattern } = validate;
  const size = typeof value === 'string' ? value.length : value;
  if (typeof size === 'number' && (size < (min ?? size) || size > (max ?? size)))
    throw misfit(name, `it is not between ${min ?? 'any'} and ${max ?? 'any'}`);
  if (Array.isArray(value) && (value.length < (minItems ?? 0) || value.length > (maxItems ?? Infinity)))
    throw misfit(name, 'it has too few or too many elements');
  if (pattern !== undefined && !new RegExp(pattern).test(toText(value)))
    throw misfit(name, 'it does not have the required form');
}

const misfit = (name: string, reason: string): MakeError =>
  new MakeError('BundleValidationError', `Validation failed for the field ${name}: ${reason}.`);

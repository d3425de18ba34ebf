import { z } from 'zod/v4';
import { InputError, type InputIssue } from '../errors/input-error.ts';
import { describeUnknownField } from './describe-unknown-field.ts';

/** The input as it may be sent; null and undefined, which hosts pass for untouched fields, count as absent (C075). */
export function parseInput(operation: { readonly input: z.ZodType }, name: string, input: unknown): unknown {
  refuseUnknownFields(operation, name, input);
  const { success, data, error } = operation.input.safeParse(withoutBlanks(input));
  if (success) return data;
  throw new InputError(
    name,
    error.issues.map(({ path, message }) => ({ field: path.join('.') || 'input', message })),
  );
}

/**
 * Throws InputError for a field that the operation does not declare: dropped silently, a misspelled `max_leads` would
 * let the job take the whole balance.
 */
export function refuseUnknownFields(
  operation: { readonly input: z.ZodType },
  name: string,
  input: unknown,
): void {
  const issues = unknownFields(operation.input, input, []);
  if (issues.length > 0) throw new InputError(name, issues);
}

/** Zod's strict objects name the unknown key but not the declared ones, so the schema is read here. */
function unknownFields(
  schema: unknown,
  value: unknown,
  path: readonly (string | number)[],
): readonly InputIssue[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return unknownFields(schema.unwrap(), value, path);
  if (schema instanceof z.ZodArray) return unknownFieldsOfList(schema.element, value, path);
  if (!(schema instanceof z.ZodObject) || typeof value !== 'object' || value === null) return [];
  const { shape, def } = schema;
  const takesAnyField = def.catchall !== undefined && !(def.catchall instanceof z.ZodNever);
  return Object.entries(value).flatMap(([key, inner]) => {
    const field = [...path, key];
    if (Object.hasOwn(shape, key)) return unknownFields(shape[key], inner, field);
    if (takesAnyField || inner === undefined || inner === null) return [];
    return [{ field: field.join('.'), message: describeUnknownField(key, Object.keys(shape)) }];
  });
}

/** Those of the first element that has any: a list of 100,000 makes no longer message than a list of one. */
function unknownFieldsOfList(
  element: unknown,
  value: unknown,
  path: readonly (string | number)[],
): readonly InputIssue[] {
  if (!Array.isArray(value)) return [];
  for (const [index, item] of value.entries()) {
    const found = unknownFields(element, item, [...path, index]);
    if (found.length > 0) return found;
  }
  return [];
}

function withoutBlanks(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  return Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== undefined && value !== null),
  );
}

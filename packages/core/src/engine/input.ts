import { z } from 'zod/v4';
import { InputError, type InputIssue } from '../errors/input-error.ts';
import type { DroppedInput, JobReference } from '../job.ts';
import type { Operation, RequestParts } from '../operation.ts';

/**
 * Removes unusable elements from a bulk input and validates the rest. Throws InputError for input that the operation
 * does not accept.
 */
export function prepareInput(
  operation: Operation,
  name: string,
  input: unknown,
): { readonly input: unknown; readonly dropped: readonly DroppedInput[] } {
  // Before the list is prepared, because that would drop a record with a misspelled field as invalid.
  refuseUnknownFields(operation, name, input);
  const isObject = typeof input === 'object' && input !== null;
  const prepare = operation.kind === 'job' && isObject ? operation.prepare : undefined;
  const prepared = prepare?.(input as Readonly<Record<string, unknown>>) ?? { input, dropped: [] };
  return { input: parseInput(operation, name, prepared.input), dropped: prepared.dropped };
}

/**
 * Validates the input of an operation. Fields that are null or undefined count as absent, because hosts pass them for
 * fields without a value (C075). Throws InputError for input that the operation does not accept.
 */
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
 * Throws InputError for a field that the operation does not declare. If the field were ignored, a misspelled
 * `max_leads` would let the job spend the whole balance.
 */
export function refuseUnknownFields(
  operation: { readonly input: z.ZodType },
  name: string,
  input: unknown,
): void {
  const issues = unknownFields(operation.input, input, []);
  if (issues.length > 0) throw new InputError(name, issues);
}

/** Throws InputError unless the id of a job can be part of a URL. */
export function checkJobId({ id, operation }: JobReference): void {
  if (!isPathSegment(id))
    throw new InputError(operation, [{ field: 'id', message: 'This is not the id of a job' }]);
}

/**
 * Returns whether an id can be a part of a URL's path. URL parsers remove `.` and `..` from a path, and a lone surrogate
 * cannot be encoded. A caller may pass a value of another type.
 */
export const isPathSegment = (id: unknown): id is string =>
  typeof id === 'string' && id.isWellFormed() && !['', '.', '..'].includes(id);

/** Converts a validated input to the query and body of a request. */
export function encodeInput(operation: Operation, input: unknown): RequestParts {
  // `encode` accepts the output of the operation's schema, which `parseInput` returned.
  return operation.encode === undefined ? { body: input } : operation.encode(input as never);
}

/** Lists the unknown fields. Zod's strict objects report an unknown key but not the declared ones. */
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

/** Lists the unknown fields of the first element that has any, so that a long list does not make a long message. */
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

/** A longer name is shortened in the message. All declared names are shorter. */
const MAX_NAME_LENGTH = 40;

/** Returns a message for a field that is not declared. It suggests the declared field with a similar name, if any. */
export function describeUnknownField(field: string, declared: readonly string[]): string {
  const nearest = nearestField(field, declared);
  const unknown = `Unknown field ${JSON.stringify(field.slice(0, MAX_NAME_LENGTH))}.`;
  return nearest === undefined ? unknown : `${unknown} Did you mean "${nearest}"?`;
}

/** Returns the declared field at the smallest edit distance; case and separators do not count. */
function nearestField(field: string, declared: readonly string[]): string | undefined {
  if (field.length > MAX_NAME_LENGTH) return undefined;
  const wanted = fold(field);
  let nearest: string | undefined;
  // At most two edits, and fewer for a short name, because two edits can turn it into a different word.
  let limit = Math.min(2, Math.ceil(wanted.length / 3));
  for (const name of declared) {
    const distance = editDistance(wanted, fold(name));
    if (distance > limit) continue;
    nearest = name;
    limit = distance - 1;
  }
  return nearest;
}

const fold = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Returns the Levenshtein distance: the number of characters to insert, delete or replace. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of Array.from(from).entries()) {
    const next = [index + 1];
    for (let column = 1; column <= to.length; column++) {
      const [left = 0, above = 0, diagonal = 0] = [next[column - 1], row[column], row[column - 1]];
      next.push(Math.min(left + 1, above + 1, diagonal + (letter === to[column - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

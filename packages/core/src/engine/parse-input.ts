import type { z } from 'zod/v4';
import { InputError } from '../errors/input-error.ts';

/** The input as it may be sent; null and undefined, which hosts pass for untouched fields, count as absent (C075). */
export function parseInput(operation: { readonly input: z.ZodType }, name: string, input: unknown): unknown {
  const { success, data, error } = operation.input.safeParse(withoutBlanks(input));
  if (success) return data;
  throw new InputError(
    name,
    error.issues.map(({ path, message }) => ({ field: path.join('.') || 'input', message })),
  );
}

function withoutBlanks(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  return Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== undefined && value !== null),
  );
}

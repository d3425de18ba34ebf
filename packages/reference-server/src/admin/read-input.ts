import type { FastifyRequest } from 'fastify';
import { z } from 'zod/v4';
import { fromCredits } from '../accounts/credits.ts';
import { HttpError } from '../http/errors.ts';
import { readJsonObject } from '../http/json.ts';

/** Credits in, thousandths of a credit out. */
export const credits = z.number().transform((value, context) => {
  const units = fromCredits(value);
  if (units === undefined) context.addIssue('must be credits with up to three decimals, not negative');
  return units ?? z.NEVER;
});

/** The body as `schema` has it, or a 400 that names what is wrong. */
export function readInput<Schema extends z.ZodType>(
  request: FastifyRequest,
  schema: Schema,
): z.output<Schema> {
  const result = schema.safeParse(readJsonObject(request, 'invalid_request'));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const message = `${issue?.path.join('.') ?? 'body'}: ${issue?.message ?? 'not valid'}`;
  throw new HttpError(400, 'invalid_request', { message });
}

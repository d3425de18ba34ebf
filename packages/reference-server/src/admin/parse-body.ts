import type { FastifyRequest } from 'fastify';
import { z } from 'zod/v4';
import { fromCredits } from '../accounts/credits.ts';
import { HttpError } from '../http/errors.ts';
import { parseJsonObject } from '../http/json.ts';

/** Parses a number of credits. The output is thousandths of a credit. */
export const credits = z.number().transform((value, context) => {
  const units = fromCredits(value);
  if (units === undefined) context.addIssue('must be credits with up to three decimals, not negative');
  return units ?? z.NEVER;
});

/** Parses the JSON body with `schema`. Throws a 400 that names the first wrong field. */
export function parseBody<Schema extends z.ZodType>(
  request: FastifyRequest,
  schema: Schema,
): z.output<Schema> {
  const result = schema.safeParse(parseJsonObject(request, 'invalid_request'));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const message = `${issue?.path.join('.') ?? 'body'}: ${issue?.message ?? 'not valid'}`;
  throw new HttpError(400, 'invalid_request', { message });
}

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
export const parseBody = <Schema extends z.ZodType>(
  request: FastifyRequest,
  schema: Schema,
): z.output<Schema> => parse(parseJsonObject(request, 'invalid_request'), schema);

/** Parses the query of the URL with `schema`. Throws a 400 that names the first wrong parameter. */
export const parseQuery = <Schema extends z.ZodType>(
  request: FastifyRequest,
  schema: Schema,
): z.output<Schema> => parse(request.query, schema);

function parse<Schema extends z.ZodType>(input: unknown, schema: Schema): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const message = `${issue?.path.join('.') ?? 'body'}: ${issue?.message ?? 'not valid'}`;
  throw new HttpError(400, 'invalid_request', { message });
}

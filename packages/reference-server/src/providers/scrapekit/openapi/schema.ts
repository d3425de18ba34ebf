/** A JSON Schema (2020-12) as OpenAPI 3.1 takes it. */
export type Schema = Readonly<Record<string, unknown>>;

export type Properties = Readonly<Record<string, Schema>>;

/** An object with exactly these keys; those of `optional` may be missing. */
export const exactly = (properties: Properties, optional: Properties = {}): Schema => ({
  type: 'object',
  properties: { ...properties, ...optional },
  required: Object.keys(properties),
  additionalProperties: false,
});

/** An object of a request in which unknown keys are ignored (C075); a create's body is `exactly` what it declares. */
export const atLeast = (properties: Properties, optional: Properties = {}): Schema => ({
  type: 'object',
  properties: { ...properties, ...optional },
  required: Object.keys(properties),
});

export const text: Schema = { type: 'string' };
export const someText: Schema = { type: 'string', minLength: 1 };
export const flag: Schema = { type: 'boolean' };
export const count: Schema = { type: 'integer', minimum: 0 };
export const listOf = (items: Schema): Schema => ({ type: 'array', items });
export const oneOf = (...values: readonly string[]): Schema => ({ type: 'string', enum: values });
export const matching = (pattern: string): Schema => ({ type: 'string', pattern });
export const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
/** In credits: a whole number of thousandths. */
export const credits: Schema = { type: 'number', minimum: 0 };
export const timestamp: Schema = matching('^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$');

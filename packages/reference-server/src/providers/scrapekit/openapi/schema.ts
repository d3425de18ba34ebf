/** A JSON Schema (2020-12), the dialect of OpenAPI 3.1. */
export type Schema = Readonly<Record<string, unknown>>;

export type Properties = Readonly<Record<string, Schema>>;

/** An object with these keys and no others; those of `optional` may be missing. */
export const exactly = (properties: Properties, optional: Properties = {}): Schema => ({
  ...atLeast(properties, optional),
  additionalProperties: false,
});

/** An object in which unknown keys are ignored, as in all requests except creates (C075). */
export const atLeast = (properties: Properties, optional: Properties = {}): Schema => ({
  type: 'object',
  properties: { ...properties, ...optional },
  required: Object.keys(properties),
});

export const text: Schema = { type: 'string' };
export const someText: Schema = { type: 'string', minLength: 1 };
export const notBlank = (maxLength: number): Schema => ({
  type: 'string',
  minLength: 1,
  maxLength,
  pattern: '\\S',
});
export const flag: Schema = { type: 'boolean' };
export const count: Schema = { type: 'integer', minimum: 0 };
export const listOf = (items: Schema): Schema => ({ type: 'array', items });
export const oneOf = (...values: readonly string[]): Schema => ({ type: 'string', enum: values });
export const matching = (pattern: string): Schema => ({ type: 'string', pattern });
export const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
/** Credits, of which the server counts thousandths. */
export const credits: Schema = { type: 'number', minimum: 0 };
export const timestamp: Schema = matching('^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$');
export const keyPrefix: Schema = matching('^sk_live_[A-Za-z0-9]{4}$');

/** A JSON Schema (2020-12), the dialect of OpenAPI 3.1. */
export type Schema = Readonly<Record<string, unknown>>;

export type Properties = Readonly<Record<string, Schema>>;

/** An object with these keys and no others; those of `optional` may be missing. */
export const exactly = (properties: Properties, optional: Properties = {}): Schema => ({
  ...atLeast(properties, optional),
  additionalProperties: false,
});

/** An object in which unknown keys are ignored. */
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

/** Error codes by status. */
export type Errors = Readonly<Record<number, readonly string[]>>;

export interface OperationOptions {
  readonly id: string;
  /** The group of operations that it belongs to. */
  readonly tag: string;
  readonly summary: string;
  /** What a client should know beyond the summary. */
  readonly description: string;
  /** The body of the request. */
  readonly body?: Schema;
  /** A body that a reader may send as it is. It spends no more than five leads. */
  readonly example?: object;
  readonly parameters?: readonly Schema[];
  /** The JSON answer by status, or `jsonOrCsv`; null stands for an answer without a body. */
  readonly success: Readonly<Record<number, Schema | null>>;
  readonly errors: Errors;
  /** `[]` when the route requires no authentication. @default the API key */
  readonly security?: readonly Schema[];
}

const integer = (description: string): Schema => ({
  description,
  required: true,
  schema: { type: 'integer' },
});
const requestId = matching('^req_[0-9a-f]{10}$');

const headers = {
  'X-Request-Id': { required: true, schema: requestId },
  'X-RateLimit-Limit': integer('The number of requests that one window allows.'),
  'X-RateLimit-Remaining': integer('The number of requests that are left in this window.'),
  'X-RateLimit-Reset': integer('The Unix time in seconds at which the window ends.'),
};

const extraHeaders: Readonly<Record<number, object>> = {
  401: { 'WWW-Authenticate': { required: false, schema: oneOf('Bearer') } },
  429: { 'Retry-After': integer('Seconds to wait before the next request.') },
  503: { 'Retry-After': integer('Seconds to wait before the next request.') },
};

/** Describes one operation with all its answers and their headers. */
export function operation(options: OperationOptions): object {
  const { id, tag, summary, description, body, example, parameters = [] } = options;
  const { success, errors, security } = options;
  return {
    operationId: id,
    tags: [tag],
    summary,
    description,
    ...(security === undefined ? {} : { security }),
    parameters,
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: body, example } } } }),
    responses: {
      ...mapValues(success, (schema) => ({
        description: 'Success.',
        headers,
        ...(schema === null ? {} : { content: contentOf(schema) }),
      })),
      ...mapValues(errors, (codes, status) => ({
        description: codes.join(', '),
        headers: { ...headers, ...extraHeaders[status] },
        content: { 'application/json': { schema: errorBody(codes) } },
      })),
    },
  };
}

/** An answer in JSON, or in CSV when the request asks for it. */
export const jsonOrCsv = (json: Schema): Schema => ({ jsonOrCsv: json });

const contentOf = (schema: Schema): object =>
  'jsonOrCsv' in schema
    ? { 'application/json': { schema: schema['jsonOrCsv'] }, 'text/csv': { schema: { type: 'string' } } }
    : { 'application/json': { schema } };

const errorBody = (codes: readonly string[]): Schema =>
  exactly({ error: exactly({ code: oneOf(...codes), message: someText, request_id: requestId }) });

const mapValues = <Value>(
  byStatus: Readonly<Record<number, Value>>,
  make: (value: Value, status: number) => object,
): object =>
  Object.fromEntries(
    Object.entries(byStatus).map(([status, value]: [string, Value]) => [status, make(value, Number(status))]),
  );

/** The errors of a body that is refused before it is parsed. */
export const unreadableBody: Errors = { 413: ['payload_too_large'], 415: ['unsupported_media_type'] };

/** Joins the error codes of each status. */
export function mergeErrors(common: Errors, more: Errors): Errors {
  const merged: Record<number, readonly string[]> = { ...common };
  for (const [status, codes] of Object.entries(more))
    merged[Number(status)] = [...(common[Number(status)] ?? []), ...codes];
  return merged;
}

import { exactly, matching, oneOf, someText, type Schema } from './schema.ts';

/** Error codes by status. */
export type Errors = Readonly<Record<number, readonly string[]>>;

export interface OperationOptions {
  readonly id: string;
  readonly summary: string;
  /** The body of the request. */
  readonly body?: Schema;
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
  const { id, summary, body, parameters = [], success, errors, security } = options;
  return {
    operationId: id,
    summary,
    ...(security === undefined ? {} : { security }),
    parameters,
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
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

/** The errors of every route that requires an API key (C014, C029). */
const keyErrors: Errors = {
  401: ['missing_authorization', 'invalid_api_key'],
  403: ['account_suspended'],
  429: ['rate_limited'],
  500: ['internal_error'],
  503: ['internal_error'],
};

/** The errors of every route that requires a session cookie. */
const sessionErrors: Errors = {
  401: ['missing_session', 'invalid_session'],
  403: ['account_suspended', 'cross_site_request'],
  429: ['rate_limited'],
  500: ['internal_error'],
  503: ['internal_error'],
};

/** The errors of a body that is refused before it is parsed. */
export const unreadableBody: Errors = { 413: ['payload_too_large'], 415: ['unsupported_media_type'] };

export const withKey = (more: Errors = {}): Errors => merge(keyErrors, more);
export const withSession = (more: Errors = {}): Errors => merge(sessionErrors, more);

function merge(common: Errors, more: Errors): Errors {
  const merged: Record<number, readonly string[]> = { ...common };
  for (const [status, codes] of Object.entries(more))
    merged[Number(status)] = [...(common[Number(status)] ?? []), ...codes];
  return merged;
}

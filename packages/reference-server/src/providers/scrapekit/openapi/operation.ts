import { exactly, matching, oneOf, someText, type Schema } from './schema.ts';

/** Error codes by status. */
export type Errors = Readonly<Record<number, readonly string[]>>;

export interface OperationOptions {
  readonly id: string;
  readonly summary: string;
  /** What a client sends. */
  readonly body?: Schema;
  readonly parameters?: readonly Schema[];
  /** Success by status: the JSON answer, or content by media type, or nothing. */
  readonly success: Readonly<Record<number, Schema | null>>;
  readonly errors: Errors;
  /** How the caller says who it is; `[]` when it need not. */
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
  'X-RateLimit-Limit': integer('Requests per window.'),
  'X-RateLimit-Remaining': integer('Requests left in this window.'),
  'X-RateLimit-Reset': integer('Unix seconds at which the window ends.'),
};

const extraHeaders: Readonly<Record<number, object>> = {
  401: { 'WWW-Authenticate': { required: false, schema: oneOf('Bearer') } },
  429: { 'Retry-After': integer('Seconds to wait.') },
  503: { 'Retry-After': integer('Seconds to wait.') },
};

/** One operation of the document: every answer it can give, with its headers. */
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
      ...map(success, (schema) => ({
        description: 'Success.',
        headers,
        ...(schema === null ? {} : { content: contentOf(schema) }),
      })),
      ...map(errors, (codes, status) => ({
        description: codes.join(', '),
        headers: { ...headers, ...extraHeaders[status] },
        content: { 'application/json': { schema: errorBody(codes) } },
      })),
    },
  };
}

/** An answer in JSON, or in CSV when that was asked for. */
export const jsonOrCsv = (json: Schema): Schema => ({ jsonOrCsv: json });

const contentOf = (schema: Schema): object =>
  'jsonOrCsv' in schema
    ? { 'application/json': { schema: schema['jsonOrCsv'] }, 'text/csv': { schema: { type: 'string' } } }
    : { 'application/json': { schema } };

const errorBody = (codes: readonly string[]): Schema =>
  exactly({ error: exactly({ code: oneOf(...codes), message: someText, request_id: requestId }) });

const map = <Value>(
  byStatus: Readonly<Record<number, Value>>,
  make: (value: Value, status: number) => object,
): object =>
  Object.fromEntries(
    Object.entries(byStatus).map(([status, value]: [string, Value]) => [status, make(value, Number(status))]),
  );

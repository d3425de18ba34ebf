import type { Schema } from '../http/openapi.ts';
import { serverVersion } from '../settings/version.ts';
import type { DescribedApi } from './provider-backend.ts';

/** One operation of a provider's API. */
export interface ApiOperation {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** Below the base path, with parameters in braces. */
  readonly path: string;
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters?: readonly Schema[];
  readonly body?: Schema;
  /** A body that a reader may send as it is. It leads to no more than five rows. */
  readonly example?: object;
  /** The JSON answer by status. Null stands for an answer without a body, a text for one of this media type. */
  readonly success: Readonly<Record<number, Schema | string | null>>;
  /** Answers that are neither a success nor a refusal, by status. */
  readonly others?: Readonly<Record<number, { readonly meaning: string; readonly schema: Schema }>>;
  /** Refusals beside those of every route, by status. */
  readonly refusals?: Readonly<Record<number, string>>;
}

export interface ApiFacts {
  readonly title: string;
  readonly description: string;
  /** The base path on this server. */
  readonly prefix: string;
  /** Where a request carries its key. */
  readonly key: Schema;
  readonly tags: Readonly<Record<string, string>>;
  readonly errorBody: Schema;
  /** The status of an unknown key, when it is another than that of a missing one. @default 401 */
  readonly unknownKeyStatus?: number;
  readonly operations: readonly ApiOperation[];
}

/** Returns the document of a provider below its base path. */
export const apiOf = (name: string, facts: ApiFacts): DescribedApi => ({
  name,
  path: `/${name.toLowerCase()}/openapi.json`,
  document: ({ publicUrl }) => describeApi(facts, publicUrl()),
});

/** Describes the API of a provider that this server imitates as OpenAPI 3.1. */
function describeApi(facts: ApiFacts, publicUrl: string): object {
  const { title, description, prefix, key, tags, operations } = facts;
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations)
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation, facts) };
  return {
    openapi: '3.1.0',
    info: { title, version: serverVersion(), description },
    servers: [{ url: `${publicUrl}${prefix}` }],
    security: [{ key: [] }],
    tags: Object.entries(tags).map(([name, about]) => ({ name, description: about })),
    paths,
    components: { securitySchemes: { key } },
  };
}

function describe(operation: ApiOperation, { errorBody, unknownKeyStatus = 401 }: ApiFacts): object {
  const { id, tag, summary, description, parameters = [], body, example } = operation;
  const { success, others = {}, refusals } = operation;
  const common = {
    401: 'The request has no valid API key.',
    ...(unknownKeyStatus !== 401 && { [unknownKeyStatus]: 'The API key is unknown or was deleted.' }),
    429: 'More than 300 requests in a minute. `Retry-After` says when to go on.',
    500: 'The server failed.',
    503: 'The server is stopping or its disk is full. `Retry-After` says when to try again.',
  };
  const content = { 'application/json': { schema: errorBody } };
  return {
    operationId: id,
    tags: [tag],
    summary,
    description,
    parameters,
    ...(body !== undefined && {
      requestBody: { required: true, content: { 'application/json': { schema: body, example } } },
    }),
    responses: {
      ...mapValues(success, (answer) => ({ description: 'Success.', ...contentOf(answer) })),
      ...mapValues(others, ({ meaning, schema }) => ({
        description: meaning,
        content: { 'application/json': { schema } },
      })),
      ...mapValues({ ...common, ...refusals }, (reason) => ({ description: reason, content })),
    },
  };
}

function contentOf(answer: Schema | string | null): object {
  if (answer === null) return {};
  return typeof answer === 'string'
    ? { content: { [answer]: { schema: { type: 'string' } } } }
    : { content: { 'application/json': { schema: answer } } };
}

const mapValues = <Value>(
  values: Readonly<Record<string, Value>>,
  make: (value: Value) => object,
): Readonly<Record<string, object>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, make(value)]));

/** A parameter of a path. */
export const inPath = (name: string, description: string): Schema => ({
  ...{ name, in: 'path', required: true, description, schema: { type: 'string' } },
});

/** A parameter of a query. */
export const inQuery = (name: string, schema: Schema, description: string): Schema => ({
  ...{ name, in: 'query', required: false, description, schema },
});

/** Adds a description to a schema. */
export const about = (description: string, schema: Schema): Schema => ({ ...schema, description });

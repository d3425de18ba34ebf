import type { Example } from './example.ts';

interface Schema {
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly type?: string;
  readonly minimum?: number;
}
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: Schema;
}
interface Operation {
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
}
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** Makes a request of each operation that an OpenAPI document describes, with all its parameters and fields. */
export const describedExamples = ({ paths }: Document): readonly Example[] =>
  Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { parameters, requestBody }]): Example => {
      const inQuery = parameters.filter((parameter) => parameter.in === 'query');
      const schema = requestBody?.content['application/json'].schema;
      return {
        method: method.toUpperCase(),
        path,
        ...(inQuery.length > 0 && {
          query: Object.fromEntries(
            inQuery.map((parameter) => [parameter.name, String(sampleOf(parameter.name, parameter.schema))]),
          ),
        }),
        ...(schema && { json: sampleOf('body', schema) as object }),
      };
    }),
  );

/** Values of fields whose schema says too little about them. */
const samples: Readonly<Record<string, unknown>> = {
  email: 'a@example.com',
  emails: ['a@example.com'],
  webhook_url: 'https://127.0.0.1:9/hook',
  created_after: '2026-01-01T00:00:00Z',
  cursor: Buffer.from('1767225600000 sk_job_AAAAAAAAAAAAAAAAAAAA').toString('base64url'),
};

function sampleOf(name: string, schema: Schema): unknown {
  const { anyOf: [first] = [], enum: [choice] = [], properties, type, minimum = 1 } = schema;
  if (Object.hasOwn(samples, name)) return samples[name];
  if (first !== undefined) return sampleOf(name, first);
  if (choice !== undefined) return choice;
  if (properties !== undefined)
    return Object.fromEntries(
      Object.entries(properties).map(([field, inner]) => [field, sampleOf(field, inner)]),
    );
  if (type === 'boolean') return false;
  return type === 'integer' ? Math.max(1, minimum) : 'text';
}

import type { Operation, ProviderDefinition } from '@scrapekit/core';
import type { MakeModule } from '../../format/make-app.ts';
import type { JsonObject } from '../../format/json.ts';
import { CONNECTION } from '../connection.ts';
import { errorDirective } from '../errors.ts';
import { baseUrlOf } from '../requests.ts';
import { apiCallFields, apiCallWords, pathField } from '../words.ts';

/** The path without a slash at its start. */
const PATH =
  "{{if(substring(parameters.path, 0, 1) === '/', substring(parameters.path, 1, length(parameters.path)), parameters.path)}}";

const pairs = (name: string, words: JsonObject): JsonObject => ({
  name,
  type: 'array',
  required: false,
  ...words,
  spec: [
    { name: 'key', type: 'text', label: 'Key' },
    { name: 'value', type: 'text', label: 'Value' },
  ],
});

function examplePath({ operations }: ProviderDefinition): string {
  const [first] = Object.values<Operation>(operations);
  if (first === undefined) throw new TypeError('The provider has no operations.');
  const route = first.kind === 'job' ? first.create : first.route;
  return route.replace(/^\w+ \//, '');
}

/**
 * Sends any request to the API. The base URL and a slash come before the path, so that no path leads to another server: a
 * complete URL becomes a path that does not exist.
 */
export function apiCallModule(provider: ProviderDefinition): MakeModule {
  const lost = {
    what: 'the request took effect',
    whereToLook: `Look at your jobs on ${provider.dashboard}`,
  };
  return {
    ...apiCallWords(provider),
    moduleType: 'universal',
    connection: CONNECTION,
    communication: {
      url: `${baseUrlOf(provider, 'connection')}/${PATH}`,
      method: '{{parameters.method}}',
      headers: { '{{...}}': "{{toCollection(parameters.headers, 'key', 'value')}}" },
      qs: { '{{...}}': "{{toCollection(parameters.qs, 'key', 'value')}}" },
      body: '{{parameters.body}}',
      type: 'text',
      response: {
        error: errorDirective(provider, { kind: 'charge', ...lost }),
        output: { body: '{{body}}', headers: '{{headers}}', statusCode: '{{statusCode}}' },
      },
    },
    staticParams: [],
    mappableParams: [
      { name: 'path', type: 'text', required: true, ...pathField(examplePath(provider)) },
      {
        name: 'method',
        type: 'select',
        label: 'Method',
        required: true,
        default: 'GET',
        options: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method) => ({
          label: method,
          value: method,
        })),
      },
      {
        ...pairs('headers', apiCallFields.headers),
        default: [{ key: 'content-type', value: 'application/json' }],
      },
      pairs('qs', apiCallFields.qs),
      { name: 'body', type: 'any', required: false, ...apiCallFields.body },
    ],
    interface: [
      { name: 'body', type: 'any', label: 'Body' },
      { name: 'headers', type: 'collection', label: 'Headers', spec: [] },
      { name: 'statusCode', type: 'number', label: 'Status code' },
    ],
    samples: { statusCode: 200 },
  };
}

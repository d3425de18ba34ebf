import { jobColumns, sample, type ProviderDefinition } from '@scrapekit/core';
import type { Json, JsonObject } from '../../format/json.ts';
import type { MakeModule, MakeWebhook } from '../../format/make-app.ts';
import { CONNECTION } from '../connection.ts';
import { errorDirective } from '../errors.ts';
import { endTypes, eventJobId, jobTypes } from '../events.ts';
import { isOneOf, quote } from '../expression.ts';
import { sampleOf } from '../inputs.ts';
import { toInterfaceField } from '../parameters.ts';
import { requestOf, standaloneRequest, type Route } from '../requests.ts';
import { endpointIdOf } from '../endpoints.ts';
import { plural, watchWords, webhookLabel, type ModuleWords } from '../words.ts';
import type { Binding } from './job-modules.ts';

/** A binding whose jobs have a route for their state. */
export type ReadableBinding = Binding & { readonly stateRoute: Route };

/** An instant trigger and its webhook. They have the same id. */
export interface Trigger {
  readonly id: string;
  readonly webhook: MakeWebhook;
  readonly module: MakeModule;
}

/** The trigger for the jobs of one operation, whose create takes or whose API registers the address of the webhook. */
export function jobTrigger(binding: ReadableBinding, id: string): Trigger {
  const { provider, operation, stateRoute } = binding;
  const { registration } = provider.webhook;
  const words = watchWordsOf([binding]);
  const jobId = eventJobId(provider);
  if (registration.kind !== 'endpoint') {
    const communication = { condition: `{{${canBeId(jobId)}}}`, output: { jobId: `{{${jobId}}}` } };
    return toTrigger(id, words, {
      communication,
      attach: {},
      detach: {},
      request: fetchJob(stateRoute),
      binding,
    });
  }
  const { type, ends } = endTypes(provider, registration.events);
  const communication = {
    condition: `{{(${isOneOf(type, ends)}) && ${canBeId(jobId)}}}`,
    output: { jobId: `{{${jobId}}}` },
  };
  const error = errorDirective(provider, { kind: 'nothing' });
  const attach = {
    ...standaloneRequest(provider, requestOf(registration.create), {
      source: 'connection',
      // The API answers with the signing secret, which this app does not use.
      sanitize: ['response.body.secret'],
    }),
    body: registration.encode({ url: '{{webhook.url}}', events: ends }) as Json,
    response: { error, data: { endpointId: `{{${endpointIdOf(provider.name, registration)}}}` } },
  };
  const detach = {
    ...standaloneRequest(provider, requestOf(registration.remove, { endpointId: 'webhook.endpointId' }), {
      source: 'connection',
    }),
    response: { error },
  };
  return toTrigger(id, words, {
    communication,
    attach,
    detach,
    request: fetchJob(stateRoute),
    binding: { operation },
  });
}

/**
 * The trigger for the jobs of all operations, for a provider that reports every job of an account to one address. The type
 * of the job selects one of the routes of the definition.
 */
export function accountTrigger(
  provider: ProviderDefinition,
  bindings: readonly ReadableBinding[],
  id: string,
): Trigger {
  const [first] = bindings;
  if (first === undefined) throw new TypeError(`${provider.name} has no jobs whose state can be read.`);
  const jobId = eventJobId(provider);
  const { type, valueOf } = jobTypes(provider);
  const types = bindings.map(({ key }) => valueOf[key] ?? '');
  const url = bindings
    .map(({ key, stateRoute }) => `${quote(valueOf[key] ?? '')}, ${quote(pathBefore(stateRoute))}`)
    .join(', ');
  const communication = {
    condition: `{{(${isOneOf(type, types)}) && ${canBeId(jobId)}}}`,
    output: { jobId: `{{${jobId}}}`, jobType: `{{${type}}}` },
  };
  const request = {
    url: `{{switch(payload.jobType, ${url}, '/')}}{{encodeURL(payload.jobId)}}`,
    method: 'GET',
    encodeUrl: false,
    response: { output: '{{body}}' },
  };
  const words = watchWordsOf(bindings);
  return toTrigger(id, words, { communication, attach: {}, detach: {}, request, binding: first });
}

export const watchWordsOf = (bindings: readonly Binding[]): ModuleWords =>
  watchWords(
    bindings
      .map(({ operation }) => plural(operation.nouns.job))
      .join(', ')
      .replace(/, (?=[^,]*$)/, ' and '),
  );

/** No encoding changes a dot, and two of them lead to another path. */
const canBeId = (value: string): string =>
  `ifempty(${value}, '') !== '' && ${value} !== '.' && ${value} !== '..'`;

/** Nothing of the payload but the id is used, and the id is encoded. */
const fetchJob = (route: Route): JsonObject => ({
  ...requestOf(route, { jobId: 'payload.jobId' }),
  response: { output: '{{body}}' },
});

/** The path of a route that ends with the id of a job, without the id. */
function pathBefore(route: Route): string {
  const [method, path = ''] = route.split(' ', 2);
  if (method !== 'GET' || !path.endsWith('/{jobId}'))
    throw new TypeError(`${route} does not end with the id.`);
  return path.slice(0, -'{jobId}'.length);
}

function toTrigger(
  id: string,
  words: ModuleWords,
  parts: Pick<MakeWebhook, 'communication' | 'attach' | 'detach'> & {
    readonly request: Json;
    readonly binding: Pick<Binding, 'operation'>;
  },
): Trigger {
  const { communication, attach, detach, request, binding } = parts;
  const columns = jobColumns(binding.operation);
  return {
    id,
    webhook: {
      label: webhookLabel(words),
      connection: CONNECTION,
      communication,
      params: [],
      attach,
      detach,
    },
    module: {
      ...words,
      moduleType: 'instant_trigger',
      connection: CONNECTION,
      webhook: id,
      communication: request,
      staticParams: [],
      mappableParams: [],
      interface: columns.map(toInterfaceField),
      samples: sampleOf(sample(columns)),
    },
  };
}

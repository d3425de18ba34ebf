import {
  inputFields,
  type Field,
  type JobOperation,
  type Operation,
  type ProviderDefinition,
} from '@scrapekit/core';
import { isJsonObject, type Json, type JsonObject } from '../format/json.ts';
import { template } from './expression.ts';
import { toParameter } from './parameters.ts';
import { webhookNameHelp, webhookUrlHelp, type ModuleWords } from './words.ts';

/** The fields of the form for an operation. `watch` are the words of the trigger for its jobs. */
export function inputParameters(
  provider: ProviderDefinition,
  operation: Operation,
  watch?: ModuleWords,
): readonly JsonObject[] {
  return inputFields(operation).map((field) => toParameter(withHelp(provider, field, watch)));
}

function withHelp({ webhook, name }: ProviderDefinition, field: Field, watch?: ModuleWords): Field {
  const { registration } = webhook;
  if (registration.kind === 'per-job' && registration.field === field.key && watch !== undefined)
    return { ...field, help: webhookUrlHelp(field.help, watch) };
  if (registration.kind === 'named' && registration.field === field.key)
    return { ...field, help: webhookNameHelp(field.help, name) };
  return field;
}

/**
 * Returns the query and body of the request that runs an operation. The definition's `encode` puts the inputs in their
 * places: it gets the expressions of the inputs in place of values.
 */
export function inputRequest(operation: Operation): JsonObject {
  const fields = inputFields(operation);
  const input = Object.fromEntries(fields.map((field) => [field.key, expressionOf(operation, field)]));
  const { query, body } = operation.encode === undefined ? { body: input } : operation.encode(input as never);
  const method = (operation.kind === 'job' ? operation.create : operation.route).split(' ')[0];
  return {
    ...(query !== undefined && { qs: query }),
    ...(isJsonObject(body) && { body }),
    ...(body === undefined && method !== 'GET' && { body: {} }),
  };
}

/** An empty input is not sent. Equal elements of a list that the definition prepares are sent once, because each is billed. */
function expressionOf(operation: Operation, { key, type, element, required }: Field): string {
  const value = `parameters.${key}`;
  if (isPrepared(operation) && type === 'list' && element?.fields === undefined)
    return template(`deduplicate(${value})`);
  return template(required || type === 'boolean' ? value : `ifempty(${value}, undefined)`);
}

const isPrepared = (operation: Operation): operation is JobOperation =>
  operation.kind === 'job' && operation.prepare !== undefined;

/** Returns the inputs of an operation as a sample bundle shows them. */
export const sampleOf = (values: Readonly<Record<string, unknown>>): Json =>
  JSON.parse(JSON.stringify(values)) as Json;

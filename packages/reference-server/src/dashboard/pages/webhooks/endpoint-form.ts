import type { JsonObject } from '../../../http/json.ts';
import { formField } from '../../form-field.ts';
import type { EndpointRules, EndpointValues } from '../../../providers/provider-backend.ts';

export interface EndpointForm {
  /** The fields of the provider's API, without the empty ones. */
  readonly input: JsonObject;
  /** The values as they were typed. */
  readonly values: EndpointValues;
}

/** Reads the form of a provider's endpoint. A field with several choices is a list, also with one or none of them. */
export function readEndpointForm(body: unknown, { fields = [] }: EndpointRules): EndpointForm {
  const texts = ['url', ...fields.filter(({ isMany }) => isMany !== true).map(({ name }) => name)];
  const lists = fields.filter(({ isMany }) => isMany === true).map(({ name }) => name);
  const values: EndpointValues = Object.fromEntries<string | readonly string[]>([
    ...texts.map((name) => [name, formField({ body }, name).trim()] as const),
    ...lists.map((name) => [name, readList(body, name)] as const),
  ]);
  return { input: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')), values };
}

function readList(body: unknown, name: string): readonly string[] {
  const value = valueOf(body, name);
  return [value ?? []].flat().filter((item) => typeof item === 'string');
}

const valueOf = (body: unknown, name: string): unknown =>
  typeof body === 'object' && body !== null && Object.hasOwn(body, name)
    ? (body as Readonly<Record<string, unknown>>)[name]
    : undefined;

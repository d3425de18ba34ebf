import type { JobOperation, ProviderDefinition } from '@scrapekit/core';
import type { Json, JsonObject } from '../format/json.ts';
import { quote, template } from './expression.ts';

/** The route of a definition, such as `GET /jobs/{jobId}`. */
export type Route = JobOperation['create'];

/** The input of a module that names a job. */
export const JOB_ID = 'parameters.jobId';

/**
 * Returns the method and the URL of a route, with the given expressions in place of its placeholders. An id is encoded, so
 * that it cannot change the path.
 */
export function requestOf(route: Route, ids: Readonly<Record<string, string>> = {}): JsonObject {
  const [method = 'GET', path = '/'] = route.split(' ', 2);
  const url = path.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => {
    const expression = ids[name];
    if (expression === undefined) throw new TypeError(`${route} has no value for ${placeholder}.`);
    return template(`encodeURL(${expression})`);
  });
  // Make would encode the encoded ids once more.
  return { url, method, ...(Object.keys(ids).length > 0 && { encodeUrl: false }) };
}

/** Returns the expression for the base URL of the API. `source` is `connection` or, in a connection, `parameters`. */
export const baseUrlOf = ({ baseUrl }: ProviderDefinition, source: string): string =>
  template(`ifempty(${source}.baseUrl, ${quote(baseUrl)})`);

/** The part of a request with the API key, and the place in Make's logs where it is replaced. */
export function authorization(
  { authentication }: ProviderDefinition,
  source: string,
): { readonly request: JsonObject; readonly sanitize: string } {
  const key = template(`${source}.apiKey`);
  if (authentication.in === 'query') {
    return { request: { qs: { [authentication.name]: key } }, sanitize: `request.qs.${authentication.name}` };
  }
  const { name, prefix } = authentication;
  const path = name.includes('-') ? `\`${name}\`` : name;
  return { request: { headers: { [name]: `${prefix}${key}` } }, sanitize: `request.headers.${path}` };
}

/** A redirect could lead to another server, and the key would go along. */
export const noRedirects = { followRedirects: false, followAllRedirects: false } as const;

/** Returns a request for a module that does not inherit the base, with all that the base would add. */
export function standaloneRequest(
  provider: ProviderDefinition,
  request: JsonObject,
  { source, sanitize = [] }: { readonly source: string; readonly sanitize?: readonly string[] },
): JsonObject {
  const { request: key, sanitize: place } = authorization(provider, source);
  return {
    ...request,
    url: `${baseUrlOf(provider, source)}${textOf(request.url)}`,
    ...key,
    ...noRedirects,
    log: { sanitize: [place, ...sanitize] },
  };
}

const textOf = (value: Json | undefined): string => {
  if (typeof value !== 'string') throw new TypeError('A request needs a URL.');
  return value;
};

import type { HttpMethod } from './transport.ts';

/** A method and a path with `{name}` placeholders, as providers print them: `GET /jobs/{jobId}`. */
export type Route = `${HttpMethod} /${string}`;

export interface ResolvedRoute {
  readonly method: HttpMethod;
  readonly url: string;
}

/** Fills in a route's placeholders; values are encoded, so an id can never change the path. */
export function resolveRoute(
  route: Route,
  baseUrl: string,
  values: Readonly<Record<string, string>>,
  query: Readonly<Record<string, string>> = {},
): ResolvedRoute {
  const [method, template] = route.split(' ', 2) as [HttpMethod, string];
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeSegment(values[name] ?? '', name),
  );
  const search = new URLSearchParams(query).toString();
  return { method, url: baseUrl.replace(/\/+$/, '') + path + (search ? `?${search}` : '') };
}

function encodeSegment(value: string, name: string): string {
  // `.` and `..` survive percent-encoding and would be folded away by URL parsers.
  if (value === '' || value === '.' || value === '..') throw new TypeError(`'${value}' is no usable ${name}`);
  return encodeURIComponent(value);
}

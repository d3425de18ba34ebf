import type { HttpMethod } from './transport.ts';

/** A method and a path with placeholders, as providers document them: `GET /jobs/{jobId}`. */
export type Route = `${HttpMethod} /${string}`;

export interface ResolvedRoute {
  readonly method: HttpMethod;
  readonly url: string;
}

/**
 * Replaces the placeholders of a route by percent-encoded values, so that an id cannot change the path. Throws
 * TypeError for an empty value, `.` and `..`.
 */
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
  // Percent-encoding keeps `.` and `..`, and URL parsers would remove them from the path.
  if (value === '' || value === '.' || value === '..')
    throw new TypeError(`'${value}' cannot be used as ${name}.`);
  return encodeURIComponent(value);
}

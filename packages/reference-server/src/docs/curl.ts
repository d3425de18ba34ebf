import type { DocumentedOperation, KeyPlace, OpenApiDocument } from './openapi-document.ts';

/** Returns a shell command that sends a request of the operation. The key stands in `$SCRAPEKIT_KEY`. */
export function curlOf(
  { servers, components }: Pick<OpenApiDocument, 'servers' | 'components'>,
  { method, path, operation }: { method: string; path: string; operation: DocumentedOperation },
): string {
  const { parameters, requestBody, security } = operation;
  const scheme = security === undefined ? 'key' : Object.keys(security[0] ?? {})[0];
  const key = scheme === undefined ? {} : keyIn(components.securitySchemes[scheme]);
  const query = [
    ...parameters
      .filter((one) => one.in === 'query' && one.required)
      .map(({ name, example }) => `${name}=${encodeURIComponent(String(example))}`),
    ...(key.query === undefined ? [] : [key.query]),
  ];
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => `$${name.toUpperCase()}`);
  const address = `${servers[0]?.url ?? ''}${filled}${query.length === 0 ? '' : `?${query.join('&')}`}`;
  const [type, body] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const parts = [
    `curl${method === 'get' || (method === 'post' && body !== undefined) ? '' : ` --request ${method.toUpperCase()}`} "${address}"`,
    ...(key.header === undefined ? [] : [`-H "${key.header}"`]),
    ...(type === undefined ? [] : [`-H "Content-Type: ${type}"`]),
    ...(body?.example === undefined ? [] : [`-d '${JSON.stringify(body.example)}'`]),
  ];
  return parts.join(' \\\n  ');
}

function keyIn(place: KeyPlace | undefined): { readonly header?: string; readonly query?: string } {
  if (place === undefined) return {};
  if (place.type === 'http') return { header: 'Authorization: Bearer $SCRAPEKIT_KEY' };
  if (place.in === 'query') return { query: `${place.name ?? ''}=$SCRAPEKIT_KEY` };
  return place.in === 'cookie'
    ? { header: `Cookie: ${place.name ?? ''}=$SESSION` }
    : { header: `${place.name ?? ''}: $SCRAPEKIT_KEY` };
}

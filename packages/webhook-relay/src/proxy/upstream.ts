import type { IncomingHttpHeaders } from 'node:http';
import { request, type Dispatcher } from 'undici';
import type { Source } from '../config/config.ts';
import { isSameSecret } from '../same-secret.ts';

/** A request of a tool that uses the relay as the base URL of a provider. */
export interface ToolRequest {
  readonly method: string;
  /** The path at the provider, with its query, such as `/api/v1/scrape/jobs?limit=10`. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

/** Longer than the longest answer that a provider documents, which comes after 155 seconds. */
const SILENCE_MS = 180_000;

const forwarded = ['accept', 'accept-language', 'content-type', 'idempotency-key', 'user-agent'];

/** Sends a request of a tool to the provider. Follows no redirect, so the key reaches no other address. */
export async function sendUpstream(
  { baseUrl, provider: { authentication } }: Source,
  { method, path, headers, body }: ToolRequest,
  { dispatcher, signal }: { readonly dispatcher: Dispatcher; readonly signal: AbortSignal },
): Promise<Dispatcher.ResponseData> {
  const names = authentication.in === 'header' ? [...forwarded, authentication.name] : forwarded;
  const sent = Object.fromEntries(
    names.flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value] as const] : [];
    }),
  );
  return await request(urlAt(baseUrl, path), {
    ...{ method, headers: sent, dispatcher, signal },
    ...(body.length > 0 && { body }),
    ...{ headersTimeout: SILENCE_MS, bodyTimeout: SILENCE_MS },
  });
}

/** Joins the base URL and a path. Throws TypeError for a path that leads out of the base URL. */
function urlAt(baseUrl: string, path: string): URL {
  const base = new URL(baseUrl);
  const url = new URL(`${baseUrl}${path}`);
  const root = base.pathname.replace(/\/*$/, '/');
  if (url.origin !== base.origin || !url.pathname.startsWith(root))
    throw new TypeError('The path leads out of the base URL.');
  return url;
}

/** Returns whether a request carries the API key of the source, as the provider expects it. */
export function hasKey({ provider, apiKey }: Source, { headers, path }: ToolRequest): boolean {
  const { authentication } = provider;
  if (authentication.in === 'query') {
    const given = new URLSearchParams(path.split('?')[1] ?? '').get(authentication.name);
    return given !== null && isSameSecret(given, apiKey);
  }
  const given = headers[authentication.name];
  return typeof given === 'string' && isSameSecret(given, authentication.prefix + apiKey);
}

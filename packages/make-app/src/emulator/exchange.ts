import type { Scope } from '../iml/evaluate.ts';
import { toText } from '../iml/functions.ts';
import { render } from '../iml/template.ts';
import { type LogEntry, sanitize } from './log.ts';
import { MakeError } from './make-error.ts';
import type { RequestSpec } from './specs.ts';

/** A request as it leaves Make. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whether a redirect would be followed, with the same headers. */
  readonly followsRedirects: boolean;
}

export interface ReceivedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Sends a request. Rejects when there is no answer. */
export type Send = (request: SentRequest) => Promise<ReceivedResponse>;

/** The variables of an answer. */
export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Fills in a request, sends it, records it and parses the answer. Throws a MakeError when there is no answer. */
export async function exchange(
  spec: RequestSpec,
  scope: Scope,
  { send, log }: { readonly send: Send; readonly log: LogEntry[] },
): Promise<Answer> {
  const filled = fill(spec, scope);
  const request = toRequest(spec, filled);
  const response = await send(request).catch((cause: unknown) => {
    throw new MakeError('ConnectionError', `The service did not answer: ${String(cause)}`);
  });
  const { status: statusCode, headers } = response;
  const answer = { statusCode, headers, body: parseBody(spec, response) };
  const { method, url, headers: sent } = request;
  const entry = {
    request: { method, url: url.split('?')[0] ?? '', headers: sent, qs: filled.qs, body: filled.body },
    response: answer,
  };
  log.push(sanitize(entry, spec.log?.sanitize ?? []));
  return answer;
}

interface Filled {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly qs: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

function fill(spec: RequestSpec, scope: Scope): Filled {
  const { url = '', method = 'GET', headers = {}, qs = {}, body, baseUrl = '' } = spec;
  const path = toText(render(url, scope));
  return {
    url: path.startsWith('/') ? `${toText(render(baseUrl, scope))}${path}` : path,
    method: toText(render(method, scope)),
    headers: render(headers, scope) as Filled['headers'],
    qs: render(qs, scope) as Filled['qs'],
    body: render(body, scope),
  };
}

function toRequest(spec: RequestSpec, { url, method, headers, qs, body }: Filled): SentRequest {
  const isJson = body !== undefined && (spec.type ?? 'json') === 'json';
  const address = new URL(spec.encodeUrl === false ? url : encodeURI(url));
  for (const [name, value] of Object.entries(qs)) address.searchParams.append(name, toText(value));
  const follows = method === 'GET' ? spec.followRedirects : spec.followAllRedirects;
  return {
    method,
    url: address.href,
    headers: {
      ...(isJson && { 'content-type': 'application/json' }),
      ...Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name.toLowerCase(), toText(value)]),
      ),
    },
    ...(body !== undefined && { body: isJson ? JSON.stringify(body) : toText(body) }),
    followsRedirects: follows !== false,
  };
}

function parseBody({ response = {} }: RequestSpec, { status, headers, body }: ReceivedResponse): unknown {
  const { type = 'automatic' } = response;
  const chosen = typeof type === 'string' ? type : (type[String(status)] ?? type['*'] ?? 'automatic');
  if (chosen === 'binary') return body;
  const text = new TextDecoder().decode(body);
  const isJson = /\bjson\b/.test(headers['content-type'] ?? '');
  return isJson && text !== '' ? JSON.parse(text) : text;
}

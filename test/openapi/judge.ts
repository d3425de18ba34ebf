import type { Request } from './requests.ts';

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const PRISM_ERROR = 'https://stoplight.io/prism/errors#';

const DROPPED = { type: 'DROPPED', detail: 'the connection was closed without an answer' };

/** The outcome of one request at the proxy and at the server. */
export interface Verdict {
  readonly status: number;
  /** Differences between the document and the server; empty when they agree. */
  readonly faults: readonly string[];
}

export interface Sides {
  readonly proxy: string;
  readonly server: string;
}

/** Sends a request through the proxy. The proxy and the server must both take it or both refuse it. */
export async function judge(request: Request, { proxy, server }: Sides): Promise<Verdict> {
  const answer = await sendTo(proxy, request).catch(() => undefined);
  const problem = answer === undefined ? DROPPED : problemOf(answer);
  if (answer !== undefined && problem === undefined) return judgePassed(request, answer);
  if (problem?.type === 'VIOLATIONS') return { status: 500, faults: [`response: ${problem.detail}`] };
  const { status, text } = await sendTo(server, request);
  const isRefused = status >= 400 && status < 500;
  const fault = `Prism refuses (${problem?.type}: ${problem?.detail}) what the server answers ${status}: ${text}`;
  return { status, faults: isRefused ? [] : [fault] };
}

/** Statuses with which the server says that the request itself is wrong. */
const MALFORMED = [400, 415, 422];

function judgePassed(request: Request, { status, text }: Answer): Verdict {
  if (!MALFORMED.includes(status)) return { status, faults: [] };
  const code = (JSON.parse(text) as { error?: { code?: string } }).error?.code;
  if (isBeyondSchemas(request, code)) return { status, faults: [] };
  return { status, faults: [`the document allows what is refused: ${text}`] };
}

/**
 * Some refusals cannot be described by a schema: a webhook address that is not public, a cursor that the server never
 * returned, and text with U+0000. Prism also ignores empty parameters.
 */
const isBeyondSchemas = ({ path, body }: Request, code: string | undefined): boolean =>
  code === 'invalid_webhook' ||
  (code === 'invalid_query' && /[?&](cursor=|\w+=(&|$))/.test(path)) ||
  (body?.includes('\\u0000') ?? false);

async function sendTo(base: string, { method, path, headers, body }: Request): Promise<Answer> {
  // Each request has its own connection, because Prism closes a connection after a body that it cannot parse.
  const response = await fetch(base + path, { method, headers: { ...headers, connection: 'close' }, body });
  const type = response.headers.get('content-type')?.split(';')[0] ?? '';
  return { status: response.status, type, text: await response.text() };
}

function problemOf({ type, text }: Answer): { readonly type: string; readonly detail: string } | undefined {
  if (type !== 'application/problem+json') return undefined;
  const problem = JSON.parse(text) as { type: string; validation?: unknown; detail?: string };
  if (!problem.type.startsWith(PRISM_ERROR)) return undefined;
  const detail =
    problem.validation === undefined ? (problem.detail ?? '') : JSON.stringify(problem.validation);
  return { type: problem.type.slice(PRISM_ERROR.length), detail };
}

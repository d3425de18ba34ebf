export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface HttpRequest {
  readonly method: HttpMethod;
  /** An absolute URL with its query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
  /** True when the answer may be large. A host that can stream then returns `body` as a stream. */
  readonly stream?: boolean;
}

export interface HttpResponse {
  readonly status: number;
  /** The names are in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: HttpBody;
}

export type HttpBody = string | Uint8Array | AsyncIterable<Uint8Array>;

/**
 * Sends one request and resolves with the answer, whatever its status is. It follows no redirect and repeats nothing,
 * because the engine decides about both. It rejects only when no answer arrives. A transport that knows whether a
 * connection was ready when the request failed rejects with a NetworkError that has the fact in `sent`. For any other
 * error the engine judges by the codes of Node's sockets, and an unknown error counts as sent (C189).
 */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>;

const encoder = new TextEncoder();

/** Reads a whole body as UTF-8 text, without its byte order mark. */
export async function bodyText(body: HttpBody): Promise<string> {
  if (typeof body === 'string') return body.replace(/^\uFEFF/, '');
  const decoder = new TextDecoder();
  if (body instanceof Uint8Array) return decoder.decode(body);
  let text = '';
  for await (const chunk of body) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

/** Reads a body in chunks. */
export async function* bodyBytes(body: HttpBody): AsyncGenerator<Uint8Array> {
  if (typeof body === 'string') yield encoder.encode(body);
  else if (body instanceof Uint8Array) yield body;
  else yield* body;
}

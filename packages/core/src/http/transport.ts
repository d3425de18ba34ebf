export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface HttpRequest {
  readonly method: HttpMethod;
  /** Absolute, query included. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
  /** A hint that the answer may be large: a host that can stream hands over `body` unread. */
  readonly stream?: boolean;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: HttpBody;
}

export type HttpBody = string | Uint8Array | AsyncIterable<Uint8Array>;

/**
 * Sends one request and answers with whatever status came back; it rejects only when no answer arrived.
 * It follows no redirect and repeats nothing: that is decided in one place, above it.
 */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>;

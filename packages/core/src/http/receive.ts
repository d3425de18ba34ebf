import { ConfigurationError } from '../errors/configuration-error.ts';
import { NetworkError } from '../errors/network-error.ts';
import { toNetworkError } from './network-failure.ts';
import type { Redact } from './redact.ts';
import { bodyText, type HttpBody, type HttpRequest, type HttpResponse, type Transport } from './transport.ts';

export interface ReceiverOptions {
  readonly transport: Transport;
  /** Removes secrets from the messages of errors. */
  readonly redact: Redact;
  readonly requestIdOf: (response: HttpResponse) => string | undefined;
}

/**
 * Sends a request once and returns the answer with its body, or a NetworkError when no complete answer came. The body is
 * text, except that a successful answer to a request for a stream keeps its stream. Throws the signal's reason when the
 * request was aborted before it was sent.
 */
export async function receive(
  request: HttpRequest,
  options: ReceiverOptions,
): Promise<HttpResponse | NetworkError> {
  const { signal } = request;
  signal?.throwIfAborted();
  let response: HttpResponse | undefined;
  try {
    response = withoutSecrets(await options.transport(request), options.redact);
    return { ...response, body: await receiveBody(response, request, options) };
  } catch (error) {
    // The transport itself cannot work, so it sent nothing, and another try fails as well.
    if (ConfigurationError.isInstance(error)) throw error;
    const failure = failureOf(error, response, options);
    if (!failure.sent) signal?.throwIfAborted();
    return signal?.aborted === true ? aborted(failure, signal) : failure;
  }
}

/** Removes secrets from the headers, because a server may repeat a part of the request as the id of the request. */
function withoutSecrets(response: HttpResponse, redact: Redact): HttpResponse {
  const headers = Object.entries(response.headers).map(([name, value]) => [name, redact(value)]);
  return { ...response, headers: Object.fromEntries(headers) as HttpResponse['headers'] };
}

/** An explanation of a refusal is a few sentences, so a longer body is not read to its end. */
const MAX_REFUSAL_BYTES = 1024 * 1024;

async function receiveBody(
  response: HttpResponse,
  { stream, signal }: HttpRequest,
  options: ReceiverOptions,
): Promise<HttpBody> {
  const { status, body } = response;
  if (status >= 200 && status < 300) {
    if (stream !== true) return bodyText(body);
    if (typeof body === 'string' || body instanceof Uint8Array) return body;
    return startStream(body, { signal, toError: (error) => failureOf(error, response, options) });
  }
  try {
    return await bodyText(firstChunks(body, MAX_REFUSAL_BYTES));
  } catch (error) {
    if (signal?.aborted === true) throw error;
    // The status of a refusal is known, even when its explanation is lost.
    return '';
  }
}

/** Returns a body that ends after the chunk with which it has `bytes` bytes. A body in memory stays as it is. */
const firstChunks = (body: HttpBody, bytes: number): HttpBody =>
  typeof body === 'string' || body instanceof Uint8Array ? body : readChunks(body, bytes);

async function* readChunks(body: AsyncIterable<Uint8Array>, bytes: number): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of body) {
    yield chunk;
    length += chunk.length;
    if (length >= bytes) return;
  }
}

interface StreamOptions {
  readonly signal: AbortSignal | undefined;
  readonly toError: (error: unknown) => NetworkError;
}

/** Waits for the first chunk. When the answer breaks off before it, the request can still be repeated. */
async function startStream(
  body: AsyncIterable<Uint8Array>,
  options: StreamOptions,
): Promise<AsyncIterable<Uint8Array>> {
  const chunks = body[Symbol.asyncIterator]();
  return resumeStream(await chunks.next(), chunks, options);
}

async function* resumeStream(
  first: IteratorResult<Uint8Array>,
  chunks: AsyncIterator<Uint8Array>,
  { signal, toError }: StreamOptions,
): AsyncGenerator<Uint8Array> {
  let next = first;
  try {
    while (next.done !== true) {
      yield next.value;
      next = await nextChunk(chunks, signal, toError);
    }
  } finally {
    await close(chunks);
  }
}

/** Ends a body that is not read further. An error of this is ignored, because the caller has what it wanted. */
async function close(chunks: AsyncIterator<Uint8Array>): Promise<void> {
  try {
    await chunks.return?.();
  } catch {
    // An error here would hide the reason of an abort, or make a reading that was stopped look failed.
  }
}

async function nextChunk(
  chunks: AsyncIterator<Uint8Array>,
  signal: AbortSignal | undefined,
  toError: (error: unknown) => NetworkError,
): Promise<IteratorResult<Uint8Array>> {
  try {
    return await chunks.next();
  } catch (error) {
    signal?.throwIfAborted();
    throw toError(error);
  }
}

function failureOf(
  error: unknown,
  response: HttpResponse | undefined,
  { redact, requestIdOf }: ReceiverOptions,
): NetworkError {
  const answer = response && { status: response.status, requestId: requestIdOf(response) };
  return toNetworkError(error, redact, answer);
}

const aborted = ({ status, requestId }: NetworkError, { reason }: AbortSignal): NetworkError =>
  new NetworkError('The request was aborted after it was sent, so the provider may have acted on it.', {
    sent: true,
    retryable: false,
    cause: reason as unknown,
    status,
    requestId,
  });

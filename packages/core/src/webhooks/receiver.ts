import type { Clock } from '../clock.ts';
import {
  ConfigurationError,
  requireFunction,
  requireFunctions,
  requireOptions,
  requireWholeNumber,
} from '../errors/configuration-error.ts';
import { WebhookVerificationError } from '../errors/webhook-verification-error.ts';
import type { WebhookEvent } from '../webhook-event.ts';
import { answerEvent, answerRejection, type WebhookAnswer } from './answer.ts';
import { isWebhookSource, type WebhookSource } from './contract.ts';
import {
  isBytes,
  onlyValue,
  parseHeaders,
  type Delivery,
  type HeaderList,
  type ReceivedDelivery,
} from './delivery.ts';
import type { Inbox } from './inbox.ts';
import { verifyReceived, type VerifyOptions } from './verify.ts';

export interface WebhookReceiverOptions extends Pick<VerifyOptions, 'secrets' | 'maxInflatedBytes'> {
  /** The definition of the provider that sends the webhooks. */
  readonly provider: WebhookSource;
  readonly inbox: Inbox;
  readonly clock: Pick<Clock, 'now'>;
  /**
   * Stores a new event, within a second and before any call of the API (C196). When it rejects, the answer is 500, so
   * that the provider sends the event again. Reject a hint for a job that is not yours: anyone may have sent it.
   */
  readonly dispatch?: (event: WebhookEvent) => Promise<void> | void;
  /** @default the provider's limit */
  readonly maxBodyBytes?: number;
}

export interface WebhookRequest {
  readonly method: string | undefined;
  /** In Node pass `headersDistinct`, which keeps duplicate headers apart. */
  readonly headers: Delivery['headers'];
  readonly body: RequestBody;
}

/** The body of a request in the forms that hosts have: the bytes, a stream of bytes, or none. */
export type RequestBody = Uint8Array | AsyncIterable<Uint8Array> | null | undefined;

const MEBIBYTE = 1024 * 1024;

/**
 * Returns a function that verifies and deduplicates a request and hands on its event. The function never throws: a
 * mistake in its use, such as a parsed body, is a 500 with a ConfigurationError as its `failure`. Throws
 * ConfigurationError for unusable options.
 */
export function createWebhookReceiver(
  options: WebhookReceiverOptions,
): (request: WebhookRequest) => Promise<WebhookAnswer> {
  checkOptions(options);
  return async (request) => {
    try {
      return await receive(request, options);
    } catch (failure) {
      return { status: 500, headers: {}, failure };
    }
  };
}

function checkOptions(options: WebhookReceiverOptions): void {
  requireOptions(options);
  const { provider, secrets, inbox, clock, dispatch, maxBodyBytes, maxInflatedBytes } = options;
  if (!isWebhookSource(provider))
    throw new ConfigurationError('The option provider must be a definition with its webhooks.');
  if (!Array.isArray(secrets) || !secrets.every((secret) => typeof secret === 'string')) {
    throw new ConfigurationError(
      'The option secrets must be a list of texts. It is empty when there is no secret.',
    );
  }
  requireFunctions('inbox', inbox, ['claim', 'keep', 'wake']);
  requireFunctions('clock', clock, ['now']);
  if (dispatch !== undefined) requireFunction('dispatch', dispatch);
  requireWholeNumber('maxBodyBytes', maxBodyBytes, 1);
  requireWholeNumber('maxInflatedBytes', maxInflatedBytes, 1);
}

// A body that stays unread blocks the connection for other requests.
const closing = { connection: 'close' } as const;

async function receive(request: WebhookRequest, options: WebhookReceiverOptions): Promise<WebhookAnswer> {
  requireRequest(request);
  if (request.method !== 'POST') return { status: 405, headers: { allow: 'POST' } };
  const { maxBodyBytes = options.provider.webhook.maxBodyBytes ?? MEBIBYTE } = options;
  const headers = parseHeaders(request.headers);
  if (headers === undefined) return { status: 400, headers: closing, rejection: 'malformed_delivery' };
  const body =
    declaredLength(headers) > maxBodyBytes ? undefined : await readBody(request.body, maxBodyBytes);
  if (body === undefined) return { status: 413, headers: closing };
  if (body.length === 0 && !isBytes(request.body) && declaredLength(headers) > 0) {
    throw new ConfigurationError(`${RAW_BODY_NEEDED}: it was read before.`);
  }
  const event = verifyOrReject({ headers, body }, options);
  if (WebhookVerificationError.isInstance(event)) return answerRejection(event, { headers, body }, options);
  return answerEvent(event, body.length, options);
}

/** Throws ConfigurationError when a host passed no request. */
export function requireRequest(request: unknown): void {
  if (typeof request === 'object' && request !== null) return;
  throw new ConfigurationError('The request is missing: pass the one that arrived.');
}

function declaredLength(headers: HeaderList): number {
  const text = onlyValue(headers, 'content-length');
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : 0;
}

const RAW_BODY_NEEDED =
  'The raw body is needed, as a Uint8Array or a stream of Uint8Array, because the signature covers its bytes. ' +
  'Keep body parsers away from the route of the webhook';

/**
 * Reads a whole body; returns undefined as soon as it exceeds `maxBytes`. Throws ConfigurationError for a body that the
 * host has parsed or read before.
 */
export async function readBody(body: RequestBody, maxBytes: number): Promise<Uint8Array | undefined> {
  if (body === null || body === undefined) return new Uint8Array();
  if (isBytes(body)) return body.length > maxBytes ? undefined : body;
  if (typeof body !== 'object' || !(Symbol.asyncIterator in body)) {
    throw new ConfigurationError(`${RAW_BODY_NEEDED}: it was parsed.`);
  }
  if (isRead(body)) throw new ConfigurationError(`${RAW_BODY_NEEDED}: it was read before.`);
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Not a `for await`: leaving that early makes Node close the connection before the refusal is sent.
  const iterator = body[Symbol.asyncIterator]();
  for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
    if (!isBytes(next.value)) throw new ConfigurationError(`${RAW_BODY_NEEDED}: it was decoded to text.`);
    length += next.value.length;
    if (length > maxBytes) return undefined;
    chunks.push(next.value);
  }
  return Buffer.concat(chunks, length);
}

/** Returns whether a stream of Node (`readableDidRead`) or of the fetch standard (`locked`) was read before. */
const isRead = (body: AsyncIterable<Uint8Array>): boolean => {
  const { readableDidRead, locked } = body as {
    readonly readableDidRead?: unknown;
    readonly locked?: unknown;
  };
  return readableDidRead === true || locked === true;
};

function verifyOrReject(
  delivery: ReceivedDelivery,
  { provider, clock, ...options }: WebhookReceiverOptions,
): WebhookEvent | WebhookVerificationError {
  try {
    return verifyReceived(provider, delivery, { ...options, now: new Date(clock.now()) });
  } catch (error) {
    if (WebhookVerificationError.isInstance(error)) return error;
    throw error;
  }
}

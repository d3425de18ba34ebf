import { WebhookVerificationError } from '../errors/webhook-verification-error.ts';

/** A webhook request as it arrived. Duplicate headers stay visible when the headers are given as pairs. */
export interface Delivery {
  readonly headers:
    Iterable<readonly [string, string]> | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The received bytes, before any parsing. */
  readonly body: Uint8Array;
}

/**
 * The values of each header by its name in lower case: one value, or a list when there were several. Hosts may pass
 * values of any type; only text is read.
 */
export type HeaderValues = ReadonlyMap<string, unknown>;

/** A delivery with parsed headers and a body of bytes. */
export interface ReceivedDelivery {
  readonly headers: HeaderValues;
  readonly body: Uint8Array;
}

// The default limit of Node. It also ends the reading of an endless iterable.
const MAX_HEADERS = 2000;

/** Parses a delivery. Throws WebhookVerificationError (`malformed_delivery`) for unusable headers or another body. */
export function parseDelivery(delivery: Delivery): ReceivedDelivery {
  try {
    const { headers, body } = delivery;
    if (!isBytes(body)) throw new TypeError('A body is a Uint8Array.');
    return { headers: parseHeaders(headers), body };
  } catch (cause) {
    throw new WebhookVerificationError('malformed_delivery', { cause });
  }
}

/** Returns whether a value is a Uint8Array. It compares the name, because `instanceof` fails for other realms. */
export const isBytes = (value: unknown): value is Uint8Array =>
  ArrayBuffer.isView(value) && Reflect.get(value, Symbol.toStringTag) === 'Uint8Array';

/** Collects the values of each header. Throws RangeError for more than 2,000 headers. */
export function parseHeaders(headers: Delivery['headers']): HeaderValues {
  const values = new Map<string, unknown>();
  let count = 0;
  const add = (name: unknown, value: unknown) => {
    if (++count > MAX_HEADERS) throw new RangeError(`More than ${MAX_HEADERS} headers.`);
    if (value === undefined || value === null || typeof name !== 'string') return;
    const key = name.toLowerCase();
    // A name must be ASCII, because toLowerCase turns the Kelvin sign into a k.
    if (key !== name && !/^[!-~]+$/.test(name)) return;
    const known = values.get(key);
    values.set(key, known === undefined ? value : [known, value].flat());
  };
  if (Symbol.iterator in headers) for (const [name, value] of headers) add(name, value);
  else for (const name of Object.keys(headers)) add(name, headers[name]);
  return values;
}

/** Returns whether a header is present, even if it is empty or a duplicate. */
export function hasHeader(headers: HeaderValues, name: string): boolean {
  const value = headers.get(name.toLowerCase());
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

/** Returns the value of a header that must arrive exactly once. Throws WebhookVerificationError otherwise. */
export function singleHeader(headers: HeaderValues, name: string): string {
  const value = unwrapSingle(headers.get(name.toLowerCase()));
  if (typeof value === 'string') return value;
  throw new WebhookVerificationError(
    Array.isArray(value) && value.length > 1 ? 'duplicate_header' : 'missing_header',
  );
}

/** Returns the value of a header, or undefined unless it arrived exactly once. */
export function onlyValue(headers: HeaderValues, name: string): string | undefined {
  const value = unwrapSingle(headers.get(name.toLowerCase()));
  return typeof value === 'string' ? value : undefined;
}

const unwrapSingle = (value: unknown): unknown =>
  Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value;

import { ConfigurationError } from '../errors/configuration-error.ts';
import { WebhookVerificationError } from '../errors/webhook-verification-error.ts';

/** A webhook request as it arrived. Duplicate headers stay visible when the headers are given as pairs. */
export interface Delivery {
  readonly headers:
    Iterable<readonly [string, string]> | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The received bytes, before any parsing. */
  readonly body: Uint8Array;
}

/**
 * The names and values of all headers. A list and no map, because a receiver looks few of them up. Hosts may pass values
 * of any type; only text is read.
 */
export type HeaderList = readonly (readonly [name: string, value: unknown])[];

/** A delivery with parsed headers and a body of bytes. */
export interface ReceivedDelivery {
  readonly headers: HeaderList;
  readonly body: Uint8Array;
}

// The default limit of Node. It also ends the reading of an endless iterable.
const MAX_HEADERS = 2000;

/** Parses a delivery. Throws WebhookVerificationError (`malformed_delivery`) for unusable headers or another body. */
export function parseDelivery(delivery: Delivery): ReceivedDelivery {
  try {
    const { headers, body } = delivery;
    if (!isBytes(body)) throw new TypeError('A body is a Uint8Array.');
    const list = parseHeaders(headers);
    if (list === undefined) throw new RangeError(`More than ${MAX_HEADERS} headers.`);
    return { headers: list, body };
  } catch (cause) {
    throw new WebhookVerificationError('malformed_delivery', { cause });
  }
}

/** Returns whether a value is a Uint8Array. It also compares the name, because `instanceof` fails for other realms. */
export const isBytes = (value: unknown): value is Uint8Array =>
  ArrayBuffer.isView(value) &&
  (value instanceof Uint8Array || Reflect.get(value, Symbol.toStringTag) === 'Uint8Array');

/**
 * Lists the headers; returns undefined for more than 2,000 headers. Throws ConfigurationError for a value that holds no
 * headers.
 */
export function parseHeaders(headers: Delivery['headers']): HeaderList | undefined {
  if (typeof headers !== 'object' || (headers as unknown) === null)
    throw new ConfigurationError('The headers of a delivery must be pairs or an object.');
  const list: [string, unknown][] = [];
  let count = 0;
  const add = (name: unknown, value: unknown): boolean => {
    if (typeof name === 'string') list.push([name, value]);
    return ++count <= MAX_HEADERS;
  };
  if (Symbol.iterator in headers) {
    for (const [name, value] of headers) if (!add(name, value)) return undefined;
  } else for (const name of Object.keys(headers)) if (!add(name, headers[name])) return undefined;
  return list;
}

const KELVIN_SIGN = '\u212A';

/** Returns the value of a header, or a list when there are several values; undefined when it is absent. */
function findValue(headers: HeaderList, wanted: string): unknown {
  const key = wanted.toLowerCase();
  let found: unknown;
  for (const [name, value] of headers) {
    // Lengths are compared first, because that is faster. `toLowerCase` turns the Kelvin sign into a k.
    if (name.length !== key.length || name.toLowerCase() !== key || name.includes(KELVIN_SIGN)) continue;
    if (value === undefined || value === null) continue;
    found = found === undefined ? value : [found, value].flat();
  }
  return found;
}

/** Returns whether a header is present, even if it is empty or a duplicate. */
export function hasHeader(headers: HeaderList, name: string): boolean {
  const value = findValue(headers, name);
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

/** Returns the value of a header that must arrive exactly once. Throws WebhookVerificationError otherwise. */
export function singleHeader(headers: HeaderList, name: string): string {
  const value = unwrapSingle(findValue(headers, name));
  if (typeof value === 'string') return value;
  throw new WebhookVerificationError(
    Array.isArray(value) && value.length > 1 ? 'duplicate_header' : 'missing_header',
  );
}

/** Returns the value of a header, or undefined unless it arrived exactly once. */
export function onlyValue(headers: HeaderList, name: string): string | undefined {
  const value = unwrapSingle(findValue(headers, name));
  return typeof value === 'string' ? value : undefined;
}

const unwrapSingle = (value: unknown): unknown =>
  Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value;

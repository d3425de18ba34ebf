import { WebhookVerificationError } from '../errors/webhook-verification-error.ts';

/** A webhook request as it arrived; pairs keep duplicate headers visible. */
export interface Delivery {
  readonly headers:
    Iterable<readonly [string, string]> | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The bytes as received, before any parsing. */
  readonly body: Uint8Array;
}

/**
 * What came under each name in lower case: one value, or a list where there were several. Hosts hand over all sorts of
 * values; only text is ever read.
 */
export type HeaderValues = ReadonlyMap<string, unknown>;

/** A delivery that can be read without surprises. */
export interface ReceivedDelivery {
  readonly headers: HeaderValues;
  readonly body: Uint8Array;
}

// As many as Node lets through by default; an endless iterable must come to an end.
const MAX_HEADERS = 2000;

/** Takes a delivery from outside; whatever is wrong with it is a rejection. */
export function readDelivery(delivery: Delivery): ReceivedDelivery {
  try {
    const { headers, body } = delivery;
    if (!isBytes(body)) throw new TypeError('A body is a Uint8Array.');
    return { headers: readHeaders(headers), body };
  } catch (cause) {
    throw new WebhookVerificationError('malformed_delivery', { cause });
  }
}

// By name, since a buffer of another realm is no instance of this one's Uint8Array.
export const isBytes = (value: unknown): value is Uint8Array =>
  ArrayBuffer.isView(value) && Reflect.get(value, Symbol.toStringTag) === 'Uint8Array';

export function readHeaders(headers: Delivery['headers']): HeaderValues {
  const values = new Map<string, unknown>();
  let count = 0;
  const add = (name: unknown, value: unknown) => {
    if (++count > MAX_HEADERS) throw new RangeError(`More than ${MAX_HEADERS} headers.`);
    if (value === undefined || value === null || typeof name !== 'string') return;
    const key = name.toLowerCase();
    // Names are ASCII, and toLowerCase would fold a Kelvin sign into a k.
    if (key !== name && !/^[!-~]+$/.test(name)) return;
    const known = values.get(key);
    values.set(key, known === undefined ? value : [known, value].flat());
  };
  if (Symbol.iterator in headers) for (const [name, value] of headers) add(name, value);
  else for (const name of Object.keys(headers)) add(name, headers[name]);
  return values;
}

/** Whether a header came at all, be it empty or more than once. */
export function hasHeader(headers: HeaderValues, name: string): boolean {
  const value = headers.get(name.toLowerCase());
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

/** The one value of a header the signature depends on. */
export function singleHeader(headers: HeaderValues, name: string): string {
  const value = onlyOf(headers.get(name.toLowerCase()));
  if (typeof value === 'string') return value;
  throw new WebhookVerificationError(
    Array.isArray(value) && value.length > 1 ? 'duplicate_header' : 'missing_header',
  );
}

/** A header's value, if it came exactly once. */
export function onlyValue(headers: HeaderValues, name: string): string | undefined {
  const value = onlyOf(headers.get(name.toLowerCase()));
  return typeof value === 'string' ? value : undefined;
}

const onlyOf = (value: unknown): unknown =>
  Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value;

import { WebhookVerificationError } from '../errors/webhook-verification-error.ts';

/** A webhook request as it arrived; pairs keep duplicate headers visible. */
export interface Delivery {
  readonly headers:
    Iterable<readonly [string, string]> | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The bytes as received, before any parsing. */
  readonly body: Uint8Array;
}

/** Every value of each header, names in lower case; hosts hand over all sorts of values. */
export type HeaderValues = ReadonlyMap<string, readonly unknown[]>;

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
  ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === '[object Uint8Array]';

export function readHeaders(headers: Delivery['headers']): HeaderValues {
  const values = new Map<string, unknown[]>();
  const pairs: Iterable<readonly [unknown, unknown]> =
    Symbol.iterator in headers ? headers : Object.entries(headers);
  let count = 0;
  for (const [name, value] of pairs) {
    if (++count > MAX_HEADERS) throw new RangeError(`More than ${MAX_HEADERS} headers.`);
    if (value === undefined || value === null) continue;
    // Names are ASCII: toLowerCase alone would fold a Kelvin sign into a k.
    if (typeof name !== 'string' || !/^[!-~]+$/.test(name)) continue;
    const key = name.toLowerCase();
    const added: readonly unknown[] = Array.isArray(value) ? value : [value];
    const known = values.get(key);
    if (known === undefined) values.set(key, [...added]);
    else known.push(...added);
  }
  return values;
}

/** Whether a header came at all, be it empty or more than once. */
export const hasHeader = (headers: HeaderValues, name: string): boolean =>
  (headers.get(name.toLowerCase()) ?? []).length > 0;

/** The one value of a header the signature depends on. */
export function singleHeader(headers: HeaderValues, name: string): string {
  const [value, ...others] = headers.get(name.toLowerCase()) ?? [];
  if (others.length > 0) throw new WebhookVerificationError('duplicate_header');
  if (typeof value !== 'string') throw new WebhookVerificationError('missing_header');
  return value;
}

/** A header's value, if it came exactly once. */
export function onlyValue(headers: HeaderValues, name: string): string | undefined {
  const values = headers.get(name.toLowerCase()) ?? [];
  return values.length === 1 && typeof values[0] === 'string' ? values[0] : undefined;
}

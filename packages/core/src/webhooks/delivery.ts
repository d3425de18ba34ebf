import { WebhookVerificationError } from '../errors/webhook-verification-error.ts';

/** A webhook request as it arrived; pairs keep duplicate headers visible. */
export interface Delivery {
  readonly headers:
    Iterable<readonly [string, string]> | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The bytes as received, before any parsing. */
  readonly body: Uint8Array;
}

/** Every value of each header, names in lower case. */
export type HeaderValues = ReadonlyMap<string, readonly string[]>;

export function readHeaders(headers: Delivery['headers']): HeaderValues {
  const values = new Map<string, string[]>();
  const pairs = Symbol.iterator in headers ? headers : Object.entries(headers);
  for (const [name, value] of pairs) {
    if (value === undefined) continue;
    const key = name.toLowerCase();
    values.set(key, [...(values.get(key) ?? []), ...(typeof value === 'string' ? [value] : value)]);
  }
  return values;
}

/** The one value of a header the signature depends on. */
export function singleHeader(headers: HeaderValues, name: string): string {
  const [value, ...others] = headers.get(name.toLowerCase()) ?? [];
  if (value === undefined) throw new WebhookVerificationError('missing_header');
  if (others.length > 0) throw new WebhookVerificationError('duplicate_header');
  return value;
}

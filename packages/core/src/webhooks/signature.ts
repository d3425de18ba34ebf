import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';

/** What a scheme learned from a delivery with a valid signature. */
export interface Proof {
  /** The bytes that were signed. */
  readonly body: Uint8Array;
  /** True when the signature is valid but its timestamp is more than five minutes away from now. */
  readonly stale: boolean;
  readonly messageId?: string;
  /** Whether only an alert, which reports no job, may have such a signature. @default false */
  readonly isAlert?: boolean;
  /** Returns the body without its Content-Encoding, in schemes that allow one. */
  readonly inflate?: () => Uint8Array | undefined;
}

export interface ProofOptions {
  /** At least one secret; none is empty. */
  readonly secrets: readonly string[];
  readonly now: Date;
  readonly maxInflatedBytes: number;
}

export interface SignOptions {
  readonly body: Uint8Array;
  readonly secret: string;
  readonly now: Date;
  /** The message id, in schemes that sign one. @default a random id */
  readonly id?: string;
}

export interface HmacKey {
  readonly text: string;
  /** How the text represents the bytes of the key. @default 'utf8' */
  readonly encoding?: 'utf8' | 'base64';
}

const TOLERANCE_SECONDS = 300;
const timestampPattern = /^(0|[1-9][0-9]{0,11})$/;

/** Returns the HMAC-SHA256 of a prefix and a body; hex digits are in lower case. */
export function computeHmac(
  key: HmacKey,
  { prefix, body }: { readonly prefix: string; readonly body: Uint8Array },
  encoding: 'hex' | 'base64',
): string {
  const hmac = createHmac('sha256', keyObject(key));
  if (prefix !== '') hmac.update(prefix);
  return hmac.update(body).digest(encoding);
}

// A receiver uses the same few secrets for all deliveries, and creating a key takes a fifth of the time of its HMAC.
const MAX_KEYS = 32;
const keyObjects = { utf8: new Map<string, KeyObject>(), base64: new Map<string, KeyObject>() };

function keyObject({ text, encoding = 'utf8' }: HmacKey): KeyObject {
  const known = keyObjects[encoding];
  let key = known.get(text);
  if (key === undefined) {
    key = createSecretKey(text, encoding);
    if (known.size >= MAX_KEYS) known.clear();
    known.set(text, key);
  }
  return key;
}

/** Compares two ASCII texts in constant time. Callers must check first that both have the same length. */
export const equalText = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Returns whether a header's text is Unix seconds in ASCII digits. Check this before converting it to a number. */
export const isTimestamp = (text: string): boolean => timestampPattern.test(text);

/** Returns whether a timestamp is more than five minutes before or after `now`; always true for an invalid `now`. */
export function isStale(timestamp: string, now: Date): boolean {
  const age = Math.abs(unixSeconds(now) - Number(timestamp));
  return !(age <= TOLERANCE_SECONDS);
}

export const unixSeconds = (now: Date): number => Math.floor(now.getTime() / 1000);

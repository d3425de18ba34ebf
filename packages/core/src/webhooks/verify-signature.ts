import { timingSafeEqual } from 'node:crypto';
import { WebhookVerificationError } from '../errors/webhook-verification-error.ts';
import { readHeaders, singleHeader, type Delivery } from './delivery.ts';
import { computeSignature } from './signature.ts';
import { TOLERANCE_SECONDS, type HmacScheme } from './scheme.ts';

const TIMESTAMP = /^(0|[1-9][0-9]{0,11})$/;
const DIGEST = { lower: /^[0-9a-f]{64}$/, any: /^[0-9a-fA-F]{64}$/ } as const;

/** Throws unless one of `secrets` signed these very bytes within five minutes of `now`. */
export function verifySignature(
  scheme: HmacScheme,
  delivery: Delivery,
  secrets: readonly string[],
  now: Date,
): void {
  const keys = secrets.filter((secret) => typeof secret === 'string' && secret !== '');
  if (keys.length === 0) throw new WebhookVerificationError('no_secret');
  const headers = readHeaders(delivery.headers);
  const signature = singleHeader(headers, scheme.signatureHeader);
  const timestamp = singleHeader(headers, scheme.timestampHeader);
  if (!TIMESTAMP.test(timestamp)) throw new WebhookVerificationError('malformed_timestamp');
  const presented = signatureText(scheme, signature);
  const genuine = keys.some((secret) =>
    equal(computeSignature(scheme, { timestamp, body: delivery.body, secret }), presented),
  );
  if (!genuine) throw new WebhookVerificationError('signature_mismatch');
  // Last, so that "stale" is only ever said of a genuine sender.
  if (Math.abs(Math.floor(now.getTime() / 1000) - Number(timestamp)) > TOLERANCE_SECONDS) {
    throw new WebhookVerificationError('stale_timestamp');
  }
}

function signatureText({ prefix, anyCase }: HmacScheme, value: string): string {
  const digest = value.slice(prefix.length);
  const pattern = anyCase ? DIGEST.any : DIGEST.lower;
  if (!value.startsWith(prefix) || !pattern.test(digest))
    throw new WebhookVerificationError('malformed_signature');
  return prefix + digest.toLowerCase();
}

// Both are ASCII of one length by the pattern above, as timingSafeEqual demands.
const equal = (a: string, b: string): boolean =>
  timingSafeEqual(Buffer.from(a, 'latin1'), Buffer.from(b, 'latin1'));

import { WebhookVerificationError } from '../errors/webhook-verification-error.ts';
import type { HmacScheme } from './contract.ts';
import { singleHeader, type ReceivedDelivery } from './delivery.ts';
import {
  computeHmac,
  equalText,
  isStale,
  isTimestamp,
  unixSeconds,
  type Proof,
  type ProofOptions,
  type SignOptions,
} from './signature.ts';

const digestPatterns = { lower: /^[0-9a-f]{64}$/, any: /^[0-9a-fA-F]{64}$/ } as const;

/** Throws WebhookVerificationError unless the signature over timestamp, dot and body is valid. */
export function proveHmac(
  scheme: HmacScheme,
  { headers, body }: ReceivedDelivery,
  { secrets, now }: ProofOptions,
): Proof {
  const signature = singleHeader(headers, scheme.signatureHeader);
  const timestamp = singleHeader(headers, scheme.timestampHeader);
  if (!isTimestamp(timestamp)) throw new WebhookVerificationError('malformed_timestamp');
  const presented = digestIn(scheme, signature);
  if (!secrets.some((secret) => equalText(computeDigest(secret, timestamp, body), presented))) {
    throw new WebhookVerificationError('signature_mismatch');
  }
  return { body, stale: isStale(timestamp, now) };
}

/** Returns the timestamp header and the signature header. */
export function signHmac(scheme: HmacScheme, { body, secret, now }: SignOptions): Record<string, string> {
  const timestamp = String(unixSeconds(now));
  return {
    [scheme.timestampHeader]: timestamp,
    [scheme.signatureHeader]: scheme.prefix + computeDigest(secret, timestamp, body),
  };
}

const computeDigest = (secret: string, timestamp: string, body: Uint8Array): string =>
  computeHmac({ text: secret }, { prefix: `${timestamp}.`, body }, 'hex');

/** Returns the digest of a signature header in lower case. */
function digestIn({ prefix, anyCase }: HmacScheme, signature: string): string {
  const text = signature.slice(prefix.length);
  if (!signature.startsWith(prefix) || !digestPatterns[anyCase ? 'any' : 'lower'].test(text)) {
    throw new WebhookVerificationError('malformed_signature');
  }
  return text.toLowerCase();
}

import { WebhookVerificationError } from '../errors/webhook-verification-error.ts';
import { singleHeader, type ReceivedDelivery } from './delivery.ts';
import type { Proof, ProofOptions, SignOptions } from './proof.ts';
import type { HmacScheme } from './scheme.ts';
import { computeHmac, equalText } from './signature.ts';
import { isStale, isTimestamp, unixSeconds } from './timestamp.ts';

const DIGEST = { lower: /^[0-9a-f]{64}$/, any: /^[0-9a-fA-F]{64}$/ } as const;

export function proveHmac(
  scheme: HmacScheme,
  { headers, body }: ReceivedDelivery,
  { secrets, now }: ProofOptions,
): Proof {
  const signature = singleHeader(headers, scheme.signatureHeader);
  const timestamp = singleHeader(headers, scheme.timestampHeader);
  if (!isTimestamp(timestamp)) throw new WebhookVerificationError('malformed_timestamp');
  const presented = digestOf(scheme, signature);
  if (!secrets.some((secret) => equalText(digest(secret, timestamp, body), presented))) {
    throw new WebhookVerificationError('signature_mismatch');
  }
  return { body, stale: isStale(timestamp, now) };
}

export function signHmac(scheme: HmacScheme, { body, secret, now }: SignOptions): Record<string, string> {
  const timestamp = String(unixSeconds(now));
  return {
    [scheme.timestampHeader]: timestamp,
    [scheme.signatureHeader]: scheme.prefix + digest(secret, timestamp, body),
  };
}

const digest = (secret: string, timestamp: string, body: Uint8Array): string =>
  computeHmac({ text: secret }, { prefix: `${timestamp}.`, body }, 'hex');

function digestOf({ prefix, anyCase }: HmacScheme, signature: string): string {
  const text = signature.slice(prefix.length);
  if (!signature.startsWith(prefix) || !DIGEST[anyCase ? 'any' : 'lower'].test(text)) {
    throw new WebhookVerificationError('malformed_signature');
  }
  return text.toLowerCase();
}

import { createHash, timingSafeEqual } from 'node:crypto';
import { WebhookVerificationError } from '../errors/webhook-verification-error.ts';
import { hasHeader, onlyValue, singleHeader, type HeaderValues, type ReceivedDelivery } from './delivery.ts';
import { inflate } from './inflate.ts';
import type { Proof, ProofOptions, SignOptions } from './proof.ts';
import type { BodyHmacScheme } from './scheme.ts';
import { computeHmac, equalText } from './signature.ts';
import { isStale, isTimestamp } from './timestamp.ts';

const DIGEST = /^[0-9a-fA-F]{64}$/;

export function proveBodyHmac(
  scheme: BodyHmacScheme,
  { headers, body }: ReceivedDelivery,
  options: ProofOptions,
): Proof {
  const inflated = inflateOnce(headers, body, options.maxInflatedBytes);
  const header = scheme.signatureHeaders.find(({ name }) => hasHeader(headers, name));
  if (header === undefined) {
    proveSharedSecret(scheme, headers, options);
    return { body, stale: false, inflate: inflated };
  }
  const signature = singleHeader(headers, header.name);
  if (!DIGEST.test(signature)) throw new WebhookVerificationError('malformed_signature');
  const presented = signature.toLowerCase();
  const timestamp = timestampIn(scheme, headers);
  const isSigned = (bytes: Uint8Array, prefix: string) =>
    options.secrets.some((secret) => equalText(digest(secret, prefix, bytes), presented));
  for (const read of [() => body, inflated]) {
    const bytes = read();
    if (bytes === undefined) continue;
    if (isSigned(bytes, '')) return { body: bytes, stale: false, inflate: inflated };
    if (timestamp !== undefined && isSigned(bytes, `${timestamp}.`)) {
      return { body: bytes, stale: isStale(timestamp, options.now), inflate: inflated };
    }
  }
  throw new WebhookVerificationError('signature_mismatch');
}

export function signBodyHmac(scheme: BodyHmacScheme, { body, secret }: SignOptions): Record<string, string> {
  const hex = digest(secret, '', body);
  return Object.fromEntries(
    scheme.signatureHeaders.map(({ name, letters }) => [name, letters === 'upper' ? hex.toUpperCase() : hex]),
  );
}

const digest = (secret: string, prefix: string, body: Uint8Array): string =>
  computeHmac({ text: secret }, { prefix, body }, 'hex');

/** Only a timestamp in good form can be part of what was signed; any other is somebody's stray header. */
function timestampIn({ timestampHeader }: BodyHmacScheme, headers: HeaderValues): string | undefined {
  const text = timestampHeader === undefined ? undefined : onlyValue(headers, timestampHeader);
  return text !== undefined && isTimestamp(text) ? text : undefined;
}

function proveSharedSecret(
  { secretHeader }: BodyHmacScheme,
  headers: HeaderValues,
  { secrets }: ProofOptions,
): void {
  if (secretHeader === undefined) throw new WebhookVerificationError('missing_header');
  const presented = sha256(singleHeader(headers, secretHeader));
  // Digests have one length, so that the comparison tells nothing about the secret's.
  if (!secrets.some((secret) => timingSafeEqual(sha256(secret), presented))) {
    throw new WebhookVerificationError('signature_mismatch');
  }
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Inflates when first asked; hosts that inflate by themselves leave the header in place, so failing is normal. */
function inflateOnce(
  headers: HeaderValues,
  body: Uint8Array,
  maxBytes: number,
): () => Uint8Array | undefined {
  let known: { readonly bytes: Uint8Array | undefined } | undefined;
  return () => {
    const encoding = onlyValue(headers, 'content-encoding');
    known ??= { bytes: encoding === undefined ? undefined : inflate(body, encoding, maxBytes) };
    return known.bytes;
  };
}

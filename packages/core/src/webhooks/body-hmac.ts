import { createHash, timingSafeEqual } from 'node:crypto';
import { WebhookVerificationError } from '../errors/webhook-verification-error.ts';
import type { BodyHmacScheme } from './contract.ts';
import { hasHeader, onlyValue, singleHeader, type HeaderList, type ReceivedDelivery } from './delivery.ts';
import { inflate as removeEncoding, unprovenLimit } from './inflate.ts';
import {
  computeHmac,
  equalText,
  isStale,
  isTimestamp,
  type Proof,
  type ProofOptions,
  type SignOptions,
} from './signature.ts';

const digestPattern = /^[0-9a-fA-F]{64}$/;

/** Throws WebhookVerificationError unless the signature over the body, compressed or not, is valid. */
export function proveBodyHmac(
  scheme: BodyHmacScheme,
  { headers, body }: ReceivedDelivery,
  options: ProofOptions,
): Proof {
  const inflateGenuine = inflateOnce(headers, body, options.maxInflatedBytes);
  const header = scheme.signatureHeaders.find(({ name }) => hasHeader(headers, name));
  if (header === undefined) {
    proveSharedSecret(scheme, headers, options);
    return { body, stale: false, inflate: inflateGenuine };
  }
  const signature = singleHeader(headers, header.name);
  if (!digestPattern.test(signature)) throw new WebhookVerificationError('malformed_signature');
  const presented = signature.toLowerCase();
  const isSigned = (bytes: Uint8Array, prefix: string) =>
    options.secrets.some((secret) => equalText(computeDigest(secret, prefix, bytes), presented));
  const proveBytes = (bytes: Uint8Array, inflate: () => Uint8Array | undefined): Proof | undefined => {
    if (isSigned(bytes, '')) return { body: bytes, stale: false, inflate };
    const timestamp = alertTimestamp(scheme, headers);
    if (timestamp === undefined || !isSigned(bytes, `${timestamp}.`)) return undefined;
    return { body: bytes, stale: isStale(timestamp, options.now), inflate, isAlert: true };
  };
  const proof = proveBytes(body, inflateGenuine);
  if (proof !== undefined) return proof;
  const inflateUnproven = inflateOnce(headers, body, unprovenLimit(body, options.maxInflatedBytes));
  const inflated = inflateUnproven();
  const inflatedProof = inflated && proveBytes(inflated, inflateUnproven);
  if (inflatedProof !== undefined) return inflatedProof;
  throw new WebhookVerificationError('signature_mismatch');
}

/** Returns all signature headers of the scheme. */
export function signBodyHmac(scheme: BodyHmacScheme, { body, secret }: SignOptions): Record<string, string> {
  const hex = computeDigest(secret, '', body);
  return Object.fromEntries(
    scheme.signatureHeaders.map(({ name, letters }) => [name, letters === 'upper' ? hex.toUpperCase() : hex]),
  );
}

const computeDigest = (secret: string, prefix: string, body: Uint8Array): string =>
  computeHmac({ text: secret }, { prefix, body }, 'hex');

/** Returns the timestamp that the signature may cover; undefined when there is no valid one or this is no alert. */
function alertTimestamp({ alert }: BodyHmacScheme, headers: HeaderList): string | undefined {
  if (alert === undefined) return undefined;
  const { timestampHeader, typeHeader, type } = alert;
  if (hasHeader(headers, typeHeader) && onlyValue(headers, typeHeader) !== type) return undefined;
  const text = onlyValue(headers, timestampHeader);
  return text !== undefined && isTimestamp(text) ? text : undefined;
}

function proveSharedSecret(
  { secretHeader }: BodyHmacScheme,
  headers: HeaderList,
  { secrets }: ProofOptions,
): void {
  if (secretHeader === undefined) throw new WebhookVerificationError('missing_header');
  const presented = sha256(singleHeader(headers, secretHeader));
  // Digests have the same length, so the comparison does not reveal the length of the secret.
  if (!secrets.some((secret) => timingSafeEqual(sha256(secret), presented))) {
    throw new WebhookVerificationError('signature_mismatch');
  }
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Returns a function that inflates the body on its first call and keeps the result. The result is undefined when the
 * host already inflated the body, because hosts leave the Content-Encoding header in place.
 */
function inflateOnce(headers: HeaderList, body: Uint8Array, maxBytes: number): () => Uint8Array | undefined {
  let known: { readonly bytes: Uint8Array | undefined } | undefined;
  return () => {
    const encoding = onlyValue(headers, 'content-encoding');
    known ??= { bytes: encoding === undefined ? undefined : removeEncoding(body, encoding, maxBytes) };
    return known.bytes;
  };
}

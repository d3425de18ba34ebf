import { randomUUID } from 'node:crypto';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { WebhookVerificationError } from '../errors/webhook-verification-error.ts';
import type { SvixHeaders, SvixScheme } from './contract.ts';
import { hasHeader, singleHeader, type HeaderList, type ReceivedDelivery } from './delivery.ts';
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

// Visible ASCII without the comma, which joins duplicate headers, and the dot, which ends the id in the signed text.
const idPattern = /^[!-+\-/-~]+$/;
// At least one byte in base64, with or without padding.
const keyPattern = /^(?!$)(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;
const signaturePattern = /^v1,[A-Za-z0-9+/]{43}=$/;
// Two signature headers that the host joined with a comma.
const joinedPattern = /^v1,[A-Za-z0-9+/]{43}=,/;

/** Throws WebhookVerificationError unless one of the signatures over id, timestamp and body is valid. */
export function proveSvix(
  scheme: SvixScheme,
  { headers, body }: ReceivedDelivery,
  { secrets, now }: ProofOptions,
): Proof {
  const [id, timestamp, signature] = fieldsIn(scheme, headers);
  if (!idPattern.test(id)) throw new WebhookVerificationError('malformed_id');
  if (!isTimestamp(timestamp)) throw new WebhookVerificationError('malformed_timestamp');
  const presented = signaturesIn(signature);
  let usable = false;
  for (const secret of secrets) {
    const key = keyOf(scheme, secret);
    if (key === undefined) continue;
    usable = true;
    const expected = computeSignature(key, { id, timestamp, body });
    if (presented.some((each) => equalText(each, expected))) {
      return { body, stale: isStale(timestamp, now), messageId: id };
    }
  }
  throw new WebhookVerificationError(usable ? 'signature_mismatch' : 'unusable_secret');
}

/** Returns the headers for id, timestamp and signature. Throws ConfigurationError for an unusable secret or id. */
export function signSvix(
  scheme: SvixScheme,
  { body, secret, now, id = `msg_${randomUUID()}` }: SignOptions,
): Record<string, string> {
  const key = keyOf(scheme, secret);
  if (key === undefined) {
    throw new ConfigurationError(
      `A signing secret must be a key in base64, usually after '${scheme.secretPrefix}'.`,
    );
  }
  if (!idPattern.test(id)) {
    throw new ConfigurationError('A message id must be visible ASCII without dots and commas.');
  }
  const timestamp = String(unixSeconds(now));
  const [names] = scheme.headers;
  return {
    [names.id]: id,
    [names.timestamp]: timestamp,
    [names.signature]: computeSignature(key, { id, timestamp, body }),
  };
}

interface SignedContent {
  readonly id: string;
  readonly timestamp: string;
  readonly body: Uint8Array;
}

const computeSignature = (key: string, { id, timestamp, body }: SignedContent): string =>
  `v1,${computeHmac({ text: key, encoding: 'base64' }, { prefix: `${id}.${timestamp}.`, body }, 'base64')}`;

/** Returns the key in base64, or undefined for a secret with another prefix, an empty key or incomplete base64. */
function keyOf({ secretPrefix }: SvixScheme, secret: string): string | undefined {
  const text = secret.startsWith(secretPrefix) ? secret.slice(secretPrefix.length) : secret;
  return keyPattern.test(text) ? text : undefined;
}

/** Returns the values of the id, timestamp and signature headers under the first names of which one is present. */
function fieldsIn(scheme: SvixScheme, headers: HeaderList): [string, string, string] {
  const isPresent = ({ id, timestamp, signature }: SvixHeaders) =>
    hasHeader(headers, id) || hasHeader(headers, timestamp) || hasHeader(headers, signature);
  const { id, timestamp, signature } = scheme.headers.find(isPresent) ?? scheme.headers[0];
  return [singleHeader(headers, id), singleHeader(headers, timestamp), singleHeader(headers, signature)];
}

/** Returns the signatures of version 1; signatures of other versions are ignored. */
function signaturesIn(header: string): readonly string[] {
  // Nearly every delivery has one signature.
  if (signaturePattern.test(header)) return [header];
  const signatures: string[] = [];
  for (const token of header.split(' ')) {
    if (signaturePattern.test(token)) signatures.push(token);
    else if (joinedPattern.test(token)) throw new WebhookVerificationError('duplicate_header');
  }
  if (signatures.length === 0) throw new WebhookVerificationError('malformed_signature');
  return signatures;
}

import { randomUUID } from 'node:crypto';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { WebhookVerificationError } from '../errors/webhook-verification-error.ts';
import { hasHeader, singleHeader, type HeaderValues, type ReceivedDelivery } from './delivery.ts';
import type { Proof, ProofOptions, SignOptions } from './proof.ts';
import type { SvixScheme } from './scheme.ts';
import { computeHmac, equalText } from './signature.ts';
import { isStale, isTimestamp, unixSeconds } from './timestamp.ts';

const FIELDS = ['id', 'timestamp', 'signature'] as const;
// Visible ASCII without a comma, which joins duplicates, and without the dot that ends the id in the signed text.
const ID = /^[!-+\-/-~]+$/;
// Whole groups of base64, at least one.
const KEY = /^(?!$)(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const SIGNATURE = /^v1,[A-Za-z0-9+/]{43}=$/;
// Two headers that a host joined with a comma.
const JOINED = /^v1,[A-Za-z0-9+/]{43}=,/;

export function proveSvix(
  scheme: SvixScheme,
  { headers, body }: ReceivedDelivery,
  { secrets, now }: ProofOptions,
): Proof {
  const [id, timestamp, signature] = readFields(scheme, headers);
  if (!ID.test(id)) throw new WebhookVerificationError('malformed_id');
  if (!isTimestamp(timestamp)) throw new WebhookVerificationError('malformed_timestamp');
  const presented = signaturesIn(signature);
  let usable = false;
  for (const secret of secrets) {
    const key = keyOf(scheme, secret);
    if (key === undefined) continue;
    usable = true;
    const expected = compute(key, { id, timestamp, body });
    if (presented.some((each) => equalText(each, expected))) {
      return { body, stale: isStale(timestamp, now), messageId: id };
    }
  }
  throw new WebhookVerificationError(usable ? 'signature_mismatch' : 'unusable_secret');
}

export function signSvix(
  scheme: SvixScheme,
  { body, secret, now, id = `msg_${randomUUID()}` }: SignOptions,
): Record<string, string> {
  const key = keyOf(scheme, secret);
  if (key === undefined) {
    throw new ConfigurationError(`A signing secret is '${scheme.secretPrefix}' and a key in base64.`);
  }
  if (!ID.test(id)) throw new ConfigurationError('A message id is visible ASCII without dots and commas.');
  const timestamp = String(unixSeconds(now));
  const [brand] = scheme.headerPrefixes;
  return {
    [`${brand}id`]: id,
    [`${brand}timestamp`]: timestamp,
    [`${brand}signature`]: compute(key, { id, timestamp, body }),
  };
}

interface Message {
  readonly id: string;
  readonly timestamp: string;
  readonly body: Uint8Array;
}

const compute = (key: string, { id, timestamp, body }: Message): string =>
  `v1,${computeHmac({ text: key, encoding: 'base64' }, { prefix: `${id}.${timestamp}.`, body }, 'base64')}`;

/** The key in base64; undefined for a public or asymmetric key, an empty one, and text that decodes only in part. */
function keyOf({ secretPrefix }: SvixScheme, secret: string): string | undefined {
  const text = secret.slice(secretPrefix.length);
  return secret.startsWith(secretPrefix) && KEY.test(text) ? text : undefined;
}

function readFields({ headerPrefixes }: SvixScheme, headers: HeaderValues): [string, string, string] {
  const came = (prefix: string) => FIELDS.some((field) => hasHeader(headers, prefix + field));
  const brand = headerPrefixes.find(came) ?? headerPrefixes[0];
  return [
    singleHeader(headers, `${brand}id`),
    singleHeader(headers, `${brand}timestamp`),
    singleHeader(headers, `${brand}signature`),
  ];
}

function signaturesIn(header: string): readonly string[] {
  const signatures: string[] = [];
  for (const token of header.split(' ')) {
    if (SIGNATURE.test(token)) signatures.push(token);
    else if (JOINED.test(token)) throw new WebhookVerificationError('duplicate_header');
  }
  if (signatures.length === 0) throw new WebhookVerificationError('malformed_signature');
  return signatures;
}

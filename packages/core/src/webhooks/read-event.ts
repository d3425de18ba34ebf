import { createHash } from 'node:crypto';
import { WebhookVerificationError } from '../errors/webhook-verification-error.ts';
import type { DeliveryContract, WebhookSource } from './contract.ts';
import type { EventReading, UnsignedHeader, WebhookEvent } from './event.ts';
import { parseJson, type Json } from './parse-json.ts';
import type { Proof } from './proof.ts';
import { stripSecrets } from './strip-secrets.ts';

const NOTHING = new Uint8Array();

export interface ReadEventOptions {
  readonly header: UnsignedHeader;
  readonly secrets: readonly string[];
}

/** What a believed delivery says. A signed one may be unreadable; one that is not must be a well-formed hint. */
export function readEvent(
  { id: provider, webhook }: WebhookSource,
  { body, inflate, messageId }: Proof,
  options: ReadEventOptions,
): WebhookEvent {
  // As given first: a host may have inflated the body and left its Content-Encoding in place.
  const json = parseJson(body) ?? parseJson(inflate?.() ?? NOTHING);
  const known = json && readJson(webhook, json, options);
  const file = json === undefined ? webhook.readFile?.(options.header) : undefined;
  const trust = webhook.scheme.kind === 'unsigned' ? 'hint' : 'signed';
  if (trust === 'hint' && known === undefined) throw new WebhookVerificationError('malformed_hint');
  const reading = known ?? file;
  const identity = reading?.identity ?? [];
  return {
    provider,
    trust,
    readable: known !== undefined,
    type: reading?.type,
    jobId: reading?.jobId,
    unsignedJobId: reading?.unsignedJobId,
    operation: reading?.operation,
    status: reading?.status,
    messageId,
    deduplicationKey: keyOf(provider, identity.length > 0 ? identity : [sha256(body)]),
    payload: known && json.value,
    bytes: file && (inflate?.() ?? body),
  };
}

/** Reads a payload and takes the secrets out of it; undefined if the definition does not know it. */
function readJson(
  { readEvent: read, secretFields = [] }: DeliveryContract,
  { text, value }: Json,
  { header, secrets }: ReadEventOptions,
): EventReading | undefined {
  try {
    const reading = read(value, header);
    stripSecrets(value, { text, secrets, fields: secretFields });
    return reading;
  } catch {
    return undefined;
  }
}

// Parts are kept apart: `a:b` + `c` is another event than `a` + `b:c`.
function keyOf(provider: string, identity: readonly string[]): string {
  let key = provider;
  for (const part of identity) key += `:${part.replace(/[%:]/g, encodeURIComponent)}`;
  return key;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

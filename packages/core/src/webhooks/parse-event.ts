import { createHash } from 'node:crypto';
import { WebhookVerificationError } from '../errors/webhook-verification-error.ts';
import type { EventReading, UnsignedHeader, WebhookEvent } from '../webhook-event.ts';
import type { DeliveryContract, WebhookSource } from './contract.ts';
import type { Proof } from './signature.ts';
import { stripSecrets } from './strip-secrets.ts';

const noBytes = new Uint8Array();
const decoder = new TextDecoder('utf-8', { fatal: true });

export interface ParseEventOptions {
  readonly header: UnsignedHeader;
  readonly secrets: readonly string[];
}

/**
 * Returns the event of a delivery with a valid signature; `readable` tells whether its body was understood. Throws
 * WebhookVerificationError when an unsigned delivery is not understood.
 */
export function parseEvent(
  { id: provider, webhook }: WebhookSource,
  { body, inflate, messageId }: Proof,
  options: ParseEventOptions,
): WebhookEvent {
  // The body is tried unchanged first, because a host may have inflated it and kept the Content-Encoding header.
  const json = parseJson(body) ?? parseJson(inflate?.() ?? noBytes);
  const known = json && readingOf(webhook, json, options);
  const file = json === undefined ? webhook.recogniseFile?.(options.header) : undefined;
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
    deduplicationKey: deduplicationKey(provider, identity.length > 0 ? identity : [sha256(body)]),
    payload: known && json.value,
    bytes: file && (inflate?.() ?? body),
  };
}

export interface Json {
  readonly text: string;
  readonly value: unknown;
}

/** Parses JSON in UTF-8; returns undefined for any other bytes. */
export function parseJson(bytes: Uint8Array): Json | undefined {
  try {
    const text = decoder.decode(bytes);
    return { text, value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** Parses a payload and removes secrets from it; returns undefined when the definition does not recognise it. */
function readingOf(
  { parseEvent: parse, secretFields = [] }: DeliveryContract,
  { text, value }: Json,
  { header, secrets }: ParseEventOptions,
): EventReading | undefined {
  try {
    const reading = parse(value, header);
    stripSecrets(value, { text, secrets, fields: secretFields });
    return reading;
  } catch {
    return undefined;
  }
}

/** Joins the parts with colons. Colons within a part are escaped, so that `a:b` + `c` differs from `a` + `b:c`. */
function deduplicationKey(provider: string, identity: readonly string[]): string {
  let key = provider;
  for (const part of identity) key += `:${/[%:]/.test(part) ? escapePart(part) : part}`;
  return key;
}

const escapePart = (part: string): string => part.replace(/[%:]/g, encodeURIComponent);

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

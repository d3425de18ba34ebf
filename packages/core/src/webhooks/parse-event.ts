import { createHash } from 'node:crypto';
import { WebhookVerificationError } from '../errors/webhook-verification-error.ts';
import type { EventReading, UnsignedHeader, WebhookEvent } from '../webhook-event.ts';
import type { DeliveryContract, WebhookSource } from './contract.ts';
import type { Proof } from './signature.ts';
import { isObject, stripSecrets } from './strip-secrets.ts';

const noBytes = new Uint8Array();
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Payloads nest a few levels. A much deeper one overflows the stack of programs that copy or print it. */
const MAX_DEPTH = 64;

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
  const known = json && readPayload(webhook, json, options);
  const file = json === undefined ? webhook.recogniseFile?.(options.header) : undefined;
  const trust = webhook.scheme.kind === 'unsigned' ? 'hint' : 'signed';
  if (trust === 'hint' && known === undefined) throw new WebhookVerificationError('malformed_hint');
  const reading = known?.reading ?? file;
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
    payload: known?.payload,
    bytes: file && (inflate?.() ?? body),
  };
}

export interface Json {
  readonly text: string;
  readonly value: unknown;
}

/** Parses JSON in UTF-8 with at most 64 levels of objects and lists; returns undefined for any other bytes. */
export function parseJson(bytes: Uint8Array): Json | undefined {
  try {
    const text = decoder.decode(bytes);
    const value: unknown = JSON.parse(text);
    return isTooDeep(value, MAX_DEPTH) ? undefined : { text, value };
  } catch {
    return undefined;
  }
}

/** Returns whether a parsed value nests objects and lists in more than this many levels. */
function isTooDeep(value: unknown, levels: number): boolean {
  if (!isObject(value)) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) return value.some((each) => isTooDeep(each, levels - 1));
  // The fastest loop over an object, as every delivery is checked.
  for (const key in value) if (isTooDeep(value[key], levels - 1)) return true;
  return false;
}

interface Recognised {
  readonly reading: EventReading;
  readonly payload: unknown;
}

/** Parses a payload and removes secrets from it; returns undefined when the definition does not recognise it. */
function readPayload(
  { parseEvent: parse, secretFields = [] }: DeliveryContract,
  { text, value }: Json,
  { header, secrets }: ParseEventOptions,
): Recognised | undefined {
  try {
    const reading = parse(value, header);
    return { reading, payload: stripSecrets(value, { text, secrets, fields: secretFields }) };
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

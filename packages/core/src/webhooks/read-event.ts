import { createHash } from 'node:crypto';
import { WebhookVerificationError } from '../errors/webhook-verification-error.ts';
import type { WebhookSource } from './contract.ts';
import type { EventReading, UnsignedHeader, WebhookEvent } from './event.ts';
import { parseJson } from './parse-json.ts';
import type { Proof } from './proof.ts';
import { stripSecrets } from './strip-secrets.ts';

const NOTHING = new Uint8Array();

interface Content {
  readonly reading: EventReading;
  readonly payload: unknown;
}

export interface ReadEventOptions {
  readonly header: UnsignedHeader;
  readonly secrets: readonly string[];
}

/** What a believed delivery says. A signed one may be unreadable; one that is not must be a well-formed hint. */
export function readEvent(source: WebhookSource, proof: Proof, options: ReadEventOptions): WebhookEvent {
  const { id: provider, webhook } = source;
  const content = readContent(source, proof, options);
  const trust = webhook.scheme.kind === 'unsigned' ? 'hint' : 'signed';
  if (trust === 'hint' && content === undefined) throw new WebhookVerificationError('malformed_hint');
  const file = content === undefined ? webhook.readFile?.(options.header) : undefined;
  const reading = content?.reading ?? file;
  const identity = reading?.identity ?? [];
  return {
    provider,
    trust,
    readable: content !== undefined,
    type: reading?.type,
    jobId: reading?.jobId,
    unsignedJobId: reading?.unsignedJobId,
    operation: reading?.operation,
    status: reading?.status,
    messageId: proof.messageId,
    deduplicationKey: keyOf(provider, identity.length > 0 ? identity : [sha256(proof.body)]),
    payload: content?.payload,
    bytes: file === undefined ? undefined : proof.body,
  };
}

function readContent(
  { webhook }: WebhookSource,
  { body, inflate }: Proof,
  { header, secrets }: ReadEventOptions,
): Content | undefined {
  // As given first: a host may have inflated the body and left its Content-Encoding in place.
  const json = parseJson(body) ?? parseJson(inflate?.() ?? NOTHING);
  if (json === undefined) return undefined;
  try {
    const { value: payload, text } = json;
    const reading = webhook.readEvent(payload, header);
    stripSecrets(payload, { text, secrets, fields: webhook.secretFields ?? [] });
    return { reading, payload };
  } catch {
    return undefined;
  }
}

// Parts are kept apart: `a:b` + `c` is another event than `a` + `b:c`.
function keyOf(provider: string, identity: readonly string[]): string {
  let key = provider;
  for (const part of identity) key += `:${part.replaceAll('%', '%25').replaceAll(':', '%3A')}`;
  return key;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

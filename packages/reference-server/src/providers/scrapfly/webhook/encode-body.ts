import { gzipSync } from 'node:zlib';
import { encode } from '@msgpack/msgpack';
import type { WebhookOptions } from './webhook-options.ts';

/** A body on its way: what is sent, and the headers that say how to read it. */
export interface EncodedBody {
  readonly body: Uint8Array;
  /** What is signed: the bytes before their compression, which is what today's SDKs check (F10). */
  readonly signed: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** Prints a body as the webhook is set up (F02). */
export function encodeBody(
  value: object,
  { content_type, content_encoding }: Pick<WebhookOptions, 'content_type' | 'content_encoding'>,
): EncodedBody {
  const signed = content_type === 'json' ? Buffer.from(JSON.stringify(value)) : encode(value);
  const headers = { 'Content-Type': `application/${content_type}` };
  if (content_encoding === 'none') return { body: signed, signed, headers };
  return { body: gzipSync(signed), signed, headers: { ...headers, 'Content-Encoding': 'gzip' } };
}

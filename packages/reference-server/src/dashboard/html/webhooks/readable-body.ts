import { constants, gunzipSync } from 'node:zlib';

const MOST_BYTES = 1024 * 1024;
// All control characters but tab, line feed and carriage return.
const unreadable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/**
 * Returns the beginning of a body as text, decompressed, or undefined when it is no text. The bytes may be cut off
 * anywhere.
 */
export function readableBody(start: Uint8Array, encoding: string | undefined): string | undefined {
  const bytes = encoding?.toLowerCase() === 'gzip' ? gunzip(start) : start;
  if (bytes === undefined) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return unreadable.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

function gunzip(start: Uint8Array): Uint8Array | undefined {
  try {
    return gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MOST_BYTES });
  } catch {
    return undefined;
  }
}

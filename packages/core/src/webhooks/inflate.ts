import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

type Inflater = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Uint8Array;

// "deflate" means the zlib format by RFC 9110, but some servers send the raw stream.
const inflaters: ReadonlyMap<string, readonly Inflater[]> = new Map([
  ['gzip', [gunzipSync]],
  ['deflate', [inflateSync, inflateRawSync]],
  ['br', [brotliDecompressSync]],
]);

/**
 * Compressed pages of websites become five to a hundred times as long when they are inflated. Brotli can describe gigabytes
 * in a few bytes, so this keeps the work for a forged delivery in proportion to its size.
 */
const MAX_RATIO = 250;
/** Every body may inflate to this size, because a small text may be very repetitive. */
const ALWAYS_INFLATED_BYTES = 1024 * 1024;

/** Returns the size to which a body may inflate before it is known to be genuine. */
export const unprovenLimit = (body: Uint8Array, maxBytes: number): number =>
  Math.min(maxBytes, Math.max(ALWAYS_INFLATED_BYTES, body.length * MAX_RATIO));

/** Removes a Content-Encoding; returns undefined if it is unknown, broken or inflates to more than `maxBytes`. */
export function inflate(bytes: Uint8Array, encoding: string, maxBytes: number): Uint8Array | undefined {
  for (const inflater of inflaters.get(encoding.toLowerCase()) ?? []) {
    try {
      return inflater(bytes, { maxOutputLength: maxBytes });
    } catch {
      // The next inflater of this encoding may succeed.
    }
  }
  return undefined;
}

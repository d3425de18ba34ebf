import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

type Inflater = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Uint8Array;

// "deflate" means the zlib format by RFC 9110, but some servers send the raw stream.
const inflaters: ReadonlyMap<string, readonly Inflater[]> = new Map([
  ['gzip', [gunzipSync]],
  ['deflate', [inflateSync, inflateRawSync]],
  ['br', [brotliDecompressSync]],
]);

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

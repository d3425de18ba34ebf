import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

type Inflater = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Uint8Array;

// "deflate" is the zlib format by the book, and a bare stream by the habit of some servers.
const inflaters: ReadonlyMap<string, readonly Inflater[]> = new Map([
  ['gzip', [gunzipSync]],
  ['deflate', [inflateSync, inflateRawSync]],
  ['br', [brotliDecompressSync]],
]);

/** The bytes without their Content-Encoding; undefined if it is unknown, broken, or inflates past the limit. */
export function inflate(bytes: Uint8Array, encoding: string, maxBytes: number): Uint8Array | undefined {
  for (const inflater of inflaters.get(encoding.toLowerCase()) ?? []) {
    try {
      return inflater(bytes, { maxOutputLength: maxBytes });
    } catch {
      // Another reading of the same name may fit; otherwise it stays closed.
    }
  }
  return undefined;
}

import type { Readable, Transform } from 'node:stream';
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createZstdDecompress,
} from 'node:zlib';

/** The encodings that `readBody` decompresses, as the value of an `accept-encoding` header. */
export const ACCEPT_ENCODING = 'gzip, deflate, br, zstd';

/** Reads at most `limit` bytes after decompression. A body that breaks off gives the bytes that came before. */
export async function readBody(body: Readable, encoding: string, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  const decoded = decompress(body, encoding);
  // A body that is destroyed before its end emits an error.
  body.on('error', () => undefined);
  try {
    for await (const chunk of decoded as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= limit) break;
    }
  } catch (error) {
    if (size === 0) throw error;
  } finally {
    decoded.destroy();
    body.destroy();
  }
  return Buffer.concat(chunks).subarray(0, limit);
}

/** The flush options make the decompressors return the data of an input that ends too early. */
const decompressors: Readonly<Record<string, () => Transform>> = {
  gzip: () => createGunzip({ finishFlush: constants.Z_SYNC_FLUSH }),
  'x-gzip': () => createGunzip({ finishFlush: constants.Z_SYNC_FLUSH }),
  deflate: () => createInflate({ finishFlush: constants.Z_SYNC_FLUSH }),
  br: () => createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH }),
  zstd: () => createZstdDecompress({ finishFlush: constants.ZSTD_e_flush }),
};

function decompress(body: Readable, encoding: string): Readable {
  const decompressor = decompressors[encoding.trim().toLowerCase()]?.();
  if (decompressor === undefined) return body;
  body.once('error', () => decompressor.end());
  return body.pipe(decompressor);
}

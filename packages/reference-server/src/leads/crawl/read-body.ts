import type { Readable, Transform } from 'node:stream';
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createZstdDecompress,
} from 'node:zlib';

/** Reads at most `limit` bytes after decompression: a bomb costs no more than a page. What came before a broken end counts. */
export async function readBody(body: Readable, encoding: string, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  const decoded = decompress(body, encoding);
  // Destroying a body that has more to say makes it emit an error of its own.
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

/** They hand out all they have when the input ends too early. */
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

import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';

/** Reads at most `limit` bytes after decompression: a bomb costs no more than a page. */
export async function readBody(body: Readable, encoding: string, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  const decoded = decompress(body, encoding);
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

const decompressors: Readonly<Record<string, () => NodeJS.ReadWriteStream & Readable>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  deflate: () => createInflate(),
  br: () => createBrotliDecompress(),
  zstd: () => createZstdDecompress(),
};

function decompress(body: Readable, encoding: string): Readable {
  const create = decompressors[encoding.trim().toLowerCase()];
  if (create === undefined) return body;
  const decompressor = create();
  pipeline(body, decompressor, () => undefined);
  return decompressor;
}

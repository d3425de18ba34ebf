import { Readable, Transform } from 'node:stream';
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';
import { codingOf, type Coding } from './content-coding.ts';

/** The encodings that `readBody` decompresses, as the value of an `accept-encoding` header. */
export const ACCEPT_ENCODING = 'gzip, deflate, br, zstd';

export interface ReadBodyOptions {
  /** The Content-Encoding header, or `''`. It is often wrong, so the first bytes decide where they can. */
  readonly encoding: string;
  /** The most bytes that are read, after decompression. */
  readonly limit: number;
  /** True for a page, which is decompressed also when the header does not say so. @default false */
  readonly isText?: boolean;
}

/** Some servers compress what is compressed already. */
const MAX_LAYERS = 3;
const HEAD_BYTES = 8;
/** More than what the streams hold back. */
const BUFFERED_BYTES = 1_000_000;

/** Reads a body and decompresses it. A body that breaks off gives the bytes that came before. */
export async function readBody(body: Readable, options: ReadBodyOptions): Promise<Buffer> {
  const { limit } = options;
  const chunks: Buffer[] = [];
  let size = 0;
  let failure: unknown;
  body.once('error', (error) => (failure = error));
  const streams: Readable[] = [body];
  try {
    for await (const chunk of await decompress(streams, options)) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= limit) break;
    }
  } catch (error) {
    failure ??= error;
  } finally {
    for (const stream of streams) stream.destroy();
  }
  if (size === 0 && failure !== undefined) throw failure as Error;
  return Buffer.concat(chunks).subarray(0, limit);
}

/** The flush options make the decompressors return the data of an input that ends too early. */
const decompressors: Readonly<Record<Coding, () => Transform>> = {
  gzip: () => createGunzip({ finishFlush: constants.Z_SYNC_FLUSH }),
  zlib: () => createInflate({ finishFlush: constants.Z_SYNC_FLUSH }),
  deflate: () => createInflateRaw({ finishFlush: constants.Z_SYNC_FLUSH }),
  br: () => createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH }),
  zstd: () => createZstdDecompress({ finishFlush: constants.ZSTD_e_flush }),
};

type Chunks = AsyncIterable<Buffer>;

/** Returns the decompressed chunks. Adds each stream that it makes to `streams`, of which the first is the body. */
async function decompress(
  streams: Readable[],
  { encoding, limit, isText = false }: ReadBodyOptions,
): Promise<Chunks> {
  // Bytes that arrived before an error stay in this stream, while the body drops them.
  let chunks: Chunks = pipeInto(streams, limitTo(2 * limit + BUFFERED_BYTES));
  // The last coding of the header was applied last.
  const declared = encoding.toLowerCase().split(',').reverse();
  for (let layer = 0; layer < MAX_LAYERS; layer++) {
    const { head, all } = await peek(chunks);
    chunks = all;
    const coding = codingOf(head, { declared: declared[layer]?.trim() ?? '', isText });
    if (coding === null) break;
    streams.push(Readable.from(chunks, { objectMode: false }));
    pipeInto(streams, decompressors[coding]());
    chunks = pipeInto(streams, limitTo(2 * limit + BUFFERED_BYTES));
  }
  return chunks;
}

/**
 * Passes on about so many bytes and then ends. A body that is compressed twice could otherwise become a million times
 * larger between its layers.
 */
function limitTo(limit: number): Transform {
  let left = limit;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      left -= chunk.length;
      done(null, chunk);
      if (left < 0) this.destroy();
    },
  });
}

/** Pipes the last stream into a new one, which ends when the last one ends or fails, and adds it. */
function pipeInto(streams: Readable[], next: Transform): Transform {
  const last = streams.at(-1);
  const end = (): void => void next.end();
  last?.once('error', end).once('close', end).pipe(next);
  next.on('error', () => undefined);
  streams.push(next);
  return next;
}

/** Returns the first bytes and all chunks, with those bytes. There are fewer bytes when the body ends before. */
async function peek(chunks: Chunks): Promise<{ readonly head: Buffer; readonly all: Chunks }> {
  const iterator = chunks[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  while (head.length < HEAD_BYTES) {
    const next = await iterator.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  return { head: head.subarray(0, HEAD_BYTES), all: startingWith(head, iterator) };
}

async function* startingWith(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

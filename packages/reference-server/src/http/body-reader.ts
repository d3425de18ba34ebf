import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HttpError, payloadTooLarge } from './errors.ts';

/** Bytes of each body that are not counted, so that small requests are taken while large ones fill the memory. */
const UNCOUNTED_BYTES = 65_536;
const RETRY_SECONDS = 5;

/** Reads bodies as bytes and limits the memory that all of them take together. */
export interface BodyReader {
  /** Frees the memory of a request when its answer was sent or its connection was closed. Call it before `read`. */
  freeAfter(reply: FastifyReply): void;
  /**
   * Rejects with a 413 when the body is longer than its route allows (C026), and with a 503 when the bodies of this
   * process would take more than their memory.
   */
  read(request: FastifyRequest, payload: Readable): Promise<Buffer>;
}

/** Creates a reader. `mostBytes` is the memory for the bodies of all requests that have no answer yet. */
export function createBodyReader({ mostBytes }: { readonly mostBytes: number }): BodyReader {
  const held = new Map<FastifyRequest, number>();
  let total = 0;
  const hold = (request: FastifyRequest, bytes: number) => {
    if (total + bytes > mostBytes) throw tooManyBodies();
    held.set(request, (held.get(request) ?? 0) + bytes);
    total += bytes;
  };
  return {
    freeAfter: ({ raw, request }) => {
      raw.once('close', () => {
        total -= held.get(request) ?? 0;
        held.delete(request);
      });
    },
    read: async (request, payload) => {
      try {
        return await readChunks(request, payload, (bytes) => hold(request, bytes));
      } catch (error) {
        throw error instanceof HttpError ? error : brokenBody(error);
      } finally {
        // The rest of a refused body is read and dropped, so that the client gets the answer before the connection ends.
        payload.resume();
      }
    },
  };
}

async function readChunks(
  { headers, routeOptions: { bodyLimit } }: FastifyRequest,
  payload: Readable,
  hold: (bytes: number) => void,
): Promise<Buffer> {
  if (Number(headers['content-length']) > bodyLimit) throw payloadTooLarge();
  const chunks: Buffer[] = [];
  let length = 0;
  const stream: AsyncIterable<Buffer> = payload.iterator({ destroyOnReturn: false });
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > bodyLimit) throw payloadTooLarge();
    if (length > UNCOUNTED_BYTES) hold(Math.min(chunk.length, length - UNCOUNTED_BYTES));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

// A client that ends its connection is no failure of the server, so this is not logged as one.
const brokenBody = (cause: unknown): HttpError =>
  new HttpError(400, 'invalid_request', { message: 'The body of the request broke off.', cause });

const tooManyBodies = (): HttpError =>
  new HttpError(503, 'internal_error', {
    message: 'The server is reading as many large requests as it can. Try again in a few seconds.',
    headers: { 'retry-after': String(RETRY_SECONDS) },
  });

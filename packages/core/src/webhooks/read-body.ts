import { isBytes } from './delivery.ts';

/** A request's body as hosts have it: read already, a stream of bytes, or none. */
export type RequestBody = Uint8Array | AsyncIterable<Uint8Array> | null | undefined;

/** The whole body, or undefined as soon as it proves larger than `maxBytes`; throws if it is not made of bytes. */
export async function readBody(body: RequestBody, maxBytes: number): Promise<Uint8Array | undefined> {
  if (body === null || body === undefined) return new Uint8Array();
  if (isBytes(body)) return body.length > maxBytes ? undefined : body;
  const chunks: Uint8Array[] = [];
  let length = 0;
  // By hand, since leaving a `for await` early makes Node cut the connection before the refusal is out.
  const iterator = body[Symbol.asyncIterator]();
  for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
    if (!isBytes(next.value)) throw new TypeError('A body is a stream of Uint8Array.');
    length += next.value.length;
    if (length > maxBytes) return undefined;
    chunks.push(next.value);
  }
  return Buffer.concat(chunks, length);
}

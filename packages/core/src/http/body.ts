import type { HttpBody } from './transport.ts';

const encoder = new TextEncoder();

/** Reads a whole body as UTF-8 text. */
export async function bodyText(body: HttpBody): Promise<string> {
  if (typeof body === 'string') return body;
  const decoder = new TextDecoder();
  if (body instanceof Uint8Array) return decoder.decode(body);
  let text = '';
  for await (const chunk of body) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

/** Hands a body over in pieces, whatever form the host delivered it in. */
export async function* bodyBytes(body: HttpBody): AsyncGenerator<Uint8Array> {
  if (typeof body === 'string') yield encoder.encode(body);
  else if (body instanceof Uint8Array) yield body;
  else yield* body;
}

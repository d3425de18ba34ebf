import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface PlainRequest {
  readonly method: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body?: Buffer | string;
}

export interface PlainAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * Sends a request over a connection of its own. While n8n is busy, it closes idle connections just as the next request
 * arrives on them, which `fetch` would report as an error.
 */
export async function sendRequest(
  url: string,
  { method, headers, body = '' }: PlainRequest,
): Promise<PlainAnswer> {
  const length = Buffer.byteLength(body);
  const sent = { ...headers, ...(length > 0 && { 'content-length': length }) };
  return await new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers: sent, agent: false }, (answer) => {
      buffer(answer).then(
        (received) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: received }),
        reject,
      );
    });
    outgoing.on('error', reject).end(body);
  });
}

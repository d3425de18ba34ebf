import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequestSender } from '../../../src/leads/sources/request-sender.ts';
import { createLiveNet } from '../../../src/net/live.ts';

export interface Asked {
  readonly method: string;
  /** The path with the query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent unchanged, other values as JSON. */
  readonly body: unknown;
}

/** Starts a service on loopback that sends the given replies and records its requests. */
export interface Service extends AsyncDisposable {
  readonly url: string;
  readonly asked: readonly Asked[];
  readonly sender: ReturnType<typeof createRequestSender>;
}

export async function startService(answer: (asked: Asked, index: number) => Reply): Promise<Service> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      const one = { method, path, headers, body: Buffer.concat(chunks).toString() };
      const { status = 200, headers: more = {}, body } = answer(one, asked.push(one) - 1);
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const type = typeof body === 'string' ? 'text/html' : 'application/json';
      response.writeHead(status, { 'content-type': type, ...more }).end(text);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const sender = createRequestSender(createLiveNet({ allowPrivate: true }), 1);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    sender,
    async [Symbol.asyncDispose]() {
      await sender.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Sends the replies in order and repeats the last one. */
export const inTurn =
  (...replies: readonly Reply[]) =>
  (_asked: Asked, index: number): Reply =>
    replies[Math.min(index, replies.length - 1)] ?? { status: 500, body: '' };

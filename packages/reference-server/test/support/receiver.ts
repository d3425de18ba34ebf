import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const tls = fileURLToPath(new URL('../../../../test/fixtures/tls/', import.meta.url));

export interface Received {
  readonly path: string;
  readonly method: string;
  readonly headers: readonly [string, string][];
  readonly body: Buffer;
  readonly at: number;
}

type Answering = (request: Received, response: ServerResponse) => void;

/** An https server on loopback that stores the requests it gets. */
export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** Waits for the first request with a path that begins with `path`, and returns it. */
  first(path: string): Promise<Received>;
  close(): Promise<void>;
}

export async function startReceiver(
  answer: Answering = (_, response) => response.writeHead(204).end(),
): Promise<Receiver> {
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  const server = createServer(
    { cert: readFileSync(`${tls}cert.pem`), key: readFileSync(`${tls}key.pem`) },
    (request, response) => {
      void read(request).then((message) => {
        received.push(message);
        for (const look of waiting) look();
        answer(message, response);
      });
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    first: (path) =>
      new Promise((resolve) => {
        const look = () => {
          const found = received.find((message) => message.path.startsWith(path));
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function read(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const raw = request.rawHeaders;
  const headers = raw.flatMap((name, index) =>
    index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as [string, string]] : [],
  );
  return {
    path: request.url ?? '',
    method: request.method ?? '',
    headers,
    body: Buffer.concat(chunks),
    at: Date.now(),
  };
}

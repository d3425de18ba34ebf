import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { WebhookAnswer, WebhookRequest } from '@scrapekit/core';

const tls = fileURLToPath(new URL('../fixtures/tls/', import.meta.url));

export interface UnreliableReceiver {
  readonly url: string;
  /** Every delivery so far, the lost one included. Pings of the provider are answered and not recorded. */
  readonly requests: readonly (WebhookRequest & { readonly body: Uint8Array })[];
  close(): Promise<void>;
}

/** Starts an https receiver that answers the first delivery with 503 and passes the others to `receive`. */
export async function startUnreliableReceiver(
  receive: (request: WebhookRequest) => Promise<WebhookAnswer>,
): Promise<UnreliableReceiver> {
  const requests: (WebhookRequest & { readonly body: Uint8Array })[] = [];
  const handle = async (message: IncomingMessage, response: ServerResponse) => {
    const body = await buffer(message);
    const request = { method: message.method, headers: message.headersDistinct, body };
    if (request.headers['x-scrapfly-webhook-resource-type']?.[0] === 'ping') {
      response.writeHead((await receive(request)).status).end();
      return;
    }
    if (requests.push(request) === 1) {
      response.writeHead(503).end();
      return;
    }
    const answer = await receive(request);
    response.writeHead(answer.status, answer.headers).end();
  };
  const server = createServer(
    { cert: readFileSync(`${tls}cert.pem`), key: readFileSync(`${tls}key.pem`) },
    (message, response) => void handle(message, response),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
    requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const tls = fileURLToPath(new URL('../../../../test/fixtures/tls/', import.meta.url));

/** A webhook on its way to the relay. */
export interface PassingWebhook {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What the front does with a webhook. Returns the status that the provider gets. */
export type Handling = (
  webhook: PassingWebhook,
  pass: (webhook: PassingWebhook) => Promise<number>,
) => Promise<number>;

/** The https address before the relay, which may lose, repeat and change webhooks. */
export interface Front {
  readonly url: string;
  /** The address of the relay, which changes when it is started again. */
  relayUrl: string;
  handling: Handling;
  readonly passed: PassingWebhook[];
  close(): Promise<void>;
}

/** Starts an https server that passes webhooks on to the relay. */
export async function startFront(): Promise<Front> {
  const passed: PassingWebhook[] = [];
  const pass = async ({ path, headers, body }: PassingWebhook) => {
    const response = await fetch(`${front.relayUrl}${path}`, {
      method: 'POST',
      headers,
      body: new Uint8Array(body),
    }).catch(() => undefined);
    return response?.status ?? 502;
  };
  const server = createServer(
    { cert: readFileSync(`${tls}cert.pem`), key: readFileSync(`${tls}key.pem`) },
    (request, response) => {
      void buffer(request).then(async (body) => {
        const headers = Object.fromEntries(
          Object.entries(request.headers).flatMap(([name, value]) =>
            typeof value === 'string' && !/^(?:host|connection|content-length|transfer-encoding)$/.test(name)
              ? [[name, value] as const]
              : [],
          ),
        );
        const webhook = { path: request.url ?? '/', headers, body };
        passed.push(webhook);
        const status = await front.handling(webhook, pass);
        response.writeHead(status).end();
      });
    },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const front: Front = {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    relayUrl: '',
    handling: async (webhook, onward) => await onward(webhook),
    passed,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return front;
}

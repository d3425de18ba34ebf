import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { sendRequest } from './send-request.ts';

const tls = new URL('../../fixtures/tls/', import.meta.url);

export interface Webhook {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A webhook that reached the proxy, and n8n's answer to it. */
export interface Delivery extends Webhook {
  /** When the proxy had received it, in milliseconds since the epoch. */
  readonly receivedAt: number;
  /** n8n's answer; 0 when n8n could not be reached, and undefined when the webhook was lost. */
  readonly status: number | undefined;
}

export interface HttpsProxy extends AsyncDisposable {
  readonly url: string;
  readonly deliveries: readonly Delivery[];
  /** Webhooks to addresses that begin with this path are answered with 200 from now on and do not reach n8n. */
  lose(path: string): void;
  /** Resolves with the first delivery, of now or of later, for which the condition holds. */
  delivery(condition: (delivery: Delivery) => boolean): Promise<Delivery>;
  /** Sends a webhook to n8n as if the provider had sent it, and returns the status and text of the answer. */
  send(webhook: Webhook): Promise<{ readonly status: number; readonly text: string }>;
}

/** Starts an https server before n8n, because providers send webhooks to https addresses only. */
export async function startHttpsProxy(target: () => string): Promise<HttpsProxy> {
  const deliveries: Delivery[] = [];
  const lostPaths: string[] = [];
  const waiting = new Set<(delivery: Delivery) => void>();
  const keys = { cert: readFileSync(new URL('cert.pem', tls)), key: readFileSync(new URL('key.pem', tls)) };
  const server = createServer(keys, (incoming, response) => {
    const receive = async () => {
      const { url: path = '/', headers } = incoming;
      const body = await buffer(incoming);
      const received = { path, headers, body, receivedAt: Date.now() };
      const isLost = lostPaths.some((lost) => path.startsWith(lost));
      const answer = isLost ? undefined : await forward(target(), received, incoming.method);
      const delivery = { ...received, status: answer?.status };
      deliveries.push(delivery);
      for (const notify of waiting) notify(delivery);
      if (answer?.status === 0) response.writeHead(502).end();
      else response.writeHead(answer?.status ?? 200, answer?.headers).end(answer?.text ?? '');
    };
    void receive();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    deliveries,
    delivery: async (condition) => {
      const known = deliveries.find(condition);
      if (known !== undefined) return known;
      const { promise, resolve } = Promise.withResolvers<Delivery>();
      const notify = (delivery: Delivery) => {
        if (condition(delivery)) resolve(delivery);
      };
      waiting.add(notify);
      return await promise.finally(() => waiting.delete(notify));
    },
    lose: (path) => lostPaths.push(path),
    send: (webhook) => forward(target(), webhook),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers?: IncomingHttpHeaders;
}

/** Passes a request on with its headers as received. The status 0 means that n8n could not be reached. */
async function forward(target: string, { path, headers, body }: Webhook, method = 'POST'): Promise<Answer> {
  const { 'transfer-encoding': _, ...kept } = headers;
  const sent = { ...kept, 'x-forwarded-proto': 'https' };
  try {
    const answer = await sendRequest(`${target}${path}`, { method, headers: sent, body });
    const { 'transfer-encoding': _chunked, connection: _connection, ...rest } = answer.headers;
    return { status: answer.status, text: answer.body.toString(), headers: rest };
  } catch {
    return { status: 0, text: '' };
  }
}

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readRequest } from '../e2e/proxied-request.ts';
import type { Delivery } from './host.ts';
import type { Lane } from './lane.ts';
import type { Weather } from './weather.ts';

const tls = fileURLToPath(new URL('../fixtures/tls/', import.meta.url));

export interface WebhookProxy {
  /** The public address of a lane. */
  urlOf(lane: Lane): string;
  close(): Promise<void>;
}

export interface WebhookProxyOptions {
  readonly weather: Weather;
  readonly laneNamed: (name: string) => Lane | undefined;
  /**
   * How many webhooks of a lane may be lost in a row. Scrapfly repeats a lost one after 30 s and then after a minute, and
   * its rows come by no other way.
   */
  readonly mostLossesInARow: (lane: Lane) => number;
}

/** Starts the proxy between the server and the public addresses of the clients. */
export async function startWebhookProxy(options: WebhookProxyOptions): Promise<WebhookProxy> {
  const lossesInARow = new Map<Lane, number>();
  const server = createServer(
    { cert: readFileSync(`${tls}cert.pem`), key: readFileSync(`${tls}key.pem`) },
    (incoming, response) => {
      handle(incoming, response, { ...options, lossesInARow }).catch(() => response.destroy());
    },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    urlOf: ({ name }) => `${origin}/${name}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface HandleOptions extends WebhookProxyOptions {
  readonly lossesInARow: Map<Lane, number>;
}

async function handle(
  incoming: IncomingMessage,
  response: ServerResponse,
  { weather, laneNamed, mostLossesInARow, lossesInARow }: HandleOptions,
): Promise<void> {
  const { path, body, headers } = await readRequest(incoming);
  const [, name = '', ...rest] = path.split('/');
  const lane = laneNamed(name);
  if (lane?.host === undefined || headers['x-scrapfly-webhook-resource-type'] === 'ping') {
    response.writeHead(204).end();
    return;
  }
  const delivery: Delivery = { path: `/${rest.join('/')}`, body, headers: pairs(incoming.rawHeaders) };
  const { webhooks } = lane;
  const names = [lane.name, (webhooks.arrived += 1)];
  await delay(weather.delayMs('webhook', ...names));
  const losses = lossesInARow.get(lane) ?? 0;
  const fate = weather.webhook(...names);
  if (fate === 'lost' && losses < mostLossesInARow(lane)) {
    lossesInARow.set(lane, losses + 1);
    webhooks.lost += 1;
    response.destroy();
    return;
  }
  lossesInARow.set(lane, 0);
  if (fate === 'forged') await forge(lane, lane.host, delivery);
  const status = await lane.host.receive(delivery);
  if (fate === 'doubled') {
    webhooks.doubled += 1;
    await lane.host.receive(delivery);
  }
  response.writeHead(status).end();
}

/** Sends a changed webhook before the genuine one: the job has failed, and the signature is that of another body. */
async function forge(lane: Lane, host: NonNullable<Lane['host']>, delivery: Delivery): Promise<void> {
  const lies = delivery.body
    .toString()
    .replaceAll(/"(?:completed|succeeded|COMPLETED)"/g, '"failed"')
    .replace('"success":true', '"success":false');
  const body = Buffer.from(lies);
  const headers = delivery.headers.map(
    ([name, value]) => [name, /^content-length$/i.test(name) ? String(body.length) : value] as const,
  );
  lane.webhooks.forged += 1;
  const status = await host.receive({ ...delivery, body, headers });
  if (status >= 400) lane.webhooks.rejected += 1;
  else if (host.verifies) lane.webhooks.accepted += 1;
}

const pairs = (rawHeaders: readonly string[]): [string, string][] =>
  rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as [string, string]] : [],
  );

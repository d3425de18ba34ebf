import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const tls = new URL('../../../../test/fixtures/tls/', import.meta.url);

/** The receiver that stands for Make's: it answers at once and keeps the bodies. */
export interface Hook {
  /** Returns a new address, and the bodies of the deliveries to it one after another. */
  open(): OpenedHook;
  close(): void;
}

export interface OpenedHook {
  readonly url: string;
  readonly next: () => Promise<unknown>;
}

interface Inbox {
  readonly bodies: unknown[];
  readonly waiting: ((body: unknown) => void)[];
}

export async function startHook(): Promise<Hook> {
  const inboxes = new Map<string, Inbox>();
  const receive = (path: string, body: unknown) => {
    const inbox = inboxes.get(path);
    const waiting = inbox?.waiting.shift();
    if (waiting === undefined) inbox?.bodies.push(body);
    else waiting(body);
  };
  const certificate = {
    cert: readFileSync(new URL('cert.pem', tls)),
    key: readFileSync(new URL('key.pem', tls)),
  };
  const server = createServer(certificate, (request, response) => {
    void text(request).then((body) => {
      response.writeHead(200).end('Accepted');
      receive(request.url ?? '', JSON.parse(body));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    open: () => {
      const path = `/${crypto.randomUUID()}`;
      const inbox: Inbox = { bodies: [], waiting: [] };
      inboxes.set(path, inbox);
      return {
        url: `https://127.0.0.1:${port}${path}`,
        next: () =>
          new Promise((resolve) => {
            if (inbox.bodies.length > 0) resolve(inbox.bodies.shift());
            else inbox.waiting.push(resolve);
          }),
      };
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

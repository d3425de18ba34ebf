import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Net } from '../../../src/net/net.ts';
import { openSocket } from '../../../src/net/sockets.ts';

export type Site = (request: IncomingMessage, response: ServerResponse) => void;

export interface Sites extends AsyncDisposable {
  readonly net: Net;
  /** `host path` of each request, in order. */
  readonly requests: readonly string[];
  /** Hosts that were connected to, in order. */
  readonly dialled: readonly string[];
}

const unresolved = (): Promise<never> =>
  Promise.reject(Object.assign(new Error('not resolved here'), { code: 'ENOTFOUND' }));

/** Starts websites by host name on one loopback server, with a net that reaches them. */
export async function startSites(sites: Readonly<Record<string, Site>>): Promise<Sites> {
  const requests: string[] = [];
  const dialled: string[] = [];
  const server = createServer((request, response) => {
    const host = request.headers.host ?? '';
    requests.push(`${host} ${request.url ?? ''}`);
    const site = sites[host];
    if (site) site(request, response);
    else response.writeHead(421).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    requests,
    dialled,
    net: {
      resolveMx: unresolved,
      resolve4: unresolved,
      resolve6: unresolved,
      connect(host, hostPort, signal) {
        dialled.push(`${host}:${hostPort}`);
        if (sites[host] === undefined || hostPort !== 80) return unresolved();
        return openSocket({ host: '127.0.0.1', port }, signal);
      },
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Serves pages by path and answers other paths with 404. */
export const pages =
  (byPath: Readonly<Record<string, string>>): Site =>
  ({ url = '/' }, response) => {
    const html = byPath[url];
    const type = url === '/robots.txt' ? 'text/plain' : 'text/html';
    response.writeHead(html === undefined ? 404 : 200, { 'content-type': type }).end(html ?? 'no');
  };

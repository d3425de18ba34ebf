import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Net } from '../../../src/net/net.ts';
import { openSocket } from '../../../src/net/sockets.ts';

export type Site = (request: IncomingMessage, response: ServerResponse) => void;

export interface Sites extends AsyncDisposable {
  readonly net: Net;
  /** `host path` of every request, in order. */
  readonly requests: readonly string[];
  /** Hosts that were dialled, in order. */
  readonly dialled: readonly string[];
}

const unresolved = (): Promise<never> =>
  Promise.reject(Object.assign(new Error('not resolved here'), { code: 'ENOTFOUND' }));

/** Websites by host name on one loopback server, and the net through which they are found. */
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

/** Pages by path; everything else is not found. */
export const pages =
  (byPath: Readonly<Record<string, string>>): Site =>
  ({ url = '/' }, response) => {
    const html = byPath[url];
    const type = url === '/robots.txt' ? 'text/plain' : 'text/html';
    response.writeHead(html === undefined ? 404 : 200, { 'content-type': type }).end(html ?? 'no');
  };

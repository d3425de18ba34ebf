import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { LeadEngine } from '../../../src/index.ts';

export const PAGE = `<!doctype html><html><head><title>Smile</title><style>p{color:red}</style></head><body>
<h1>Smile &amp; Co</h1><script>var x = 'unread';</script>
<p>Write to <a href="mailto:hello@smile.example">hello@smile.example</a> or <b>call</b>.</p></body></html>`;

/** A website that answers under every name, and a network that leads to it alone. */
export interface Site {
  readonly net: LeadEngine['net'];
  /** Counts the requests for a path. */
  hits(path: string): number;
  close(): Promise<void>;
}

const failures: Readonly<Record<string, string>> = {
  'refused.example': 'ECONNREFUSED',
  'nowhere.example': 'ENOTFOUND',
  'private.example': 'EBLOCKED',
  'reset.example': 'ECONNRESET',
};

export async function startSite(): Promise<Site> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    const html = { 'content-type': 'text/html; charset=utf-8' };
    if (path.startsWith('/held')) return;
    if (path === '/moved') response.writeHead(302, { location: '/' }).end();
    else if (path === '/round') response.writeHead(302, { location: '/round' }).end();
    else if (path === '/file') response.writeHead(302, { location: 'file:///etc/passwd' }).end();
    else if (path === '/gone') response.writeHead(404, html).end('<p>Gone</p>');
    else if (path === '/broken') response.writeHead(503, html).end();
    else if (path === '/image') response.writeHead(200, { 'content-type': 'image/png' }).end('PNG');
    else if (path === '/plain')
      response.writeHead(200, { 'content-type': 'text/plain' }).end('a < b\n  c@smile.example');
    else if (path === '/huge') response.writeHead(200, html).end(Buffer.alloc(2_000_001, 'a'));
    else if (path === '/zipped')
      response.writeHead(200, { ...html, 'content-encoding': 'gzip' }).end(gzipSync(PAGE));
    else response.writeHead(200, html).end(PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const unreachable = (host: string) =>
    Promise.reject(Object.assign(new Error(`10.0.0.7 ${host}`), { code: failures[host] ?? 'ENOTFOUND' }));
  return {
    hits: (path) => asked.filter((one) => one === path).length,
    net: {
      resolveMx: unreachable,
      resolve4: unreachable,
      resolve6: unreachable,
      connect: (host) => {
        if (failures[host] !== undefined) return unreachable(host);
        return new Promise((resolve, reject) => {
          const socket = connect(port, '127.0.0.1', () => resolve(socket)).once('error', reject);
        });
      },
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

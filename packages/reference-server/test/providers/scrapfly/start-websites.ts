import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import type { LeadEngine } from '../../../src/index.ts';
import { createLiveNet } from '../../../src/net/live.ts';
import { pages, startSites, type Site } from '../../leads/crawl/start-sites.ts';

/** Websites on loopback, which are found by name. A connection to an IP address goes through the live network. */
export interface Websites {
  readonly net: LeadEngine['net'];
  /** Lets `slow.com` answer. */
  release(): void;
  close(): Promise<void>;
}

export const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
export const LARGE = 'x'.repeat(1024 * 1024 + 1);

const shop = `<!doctype html><html><head><title>Shop</title><style>p{color:red}</style></head><body>
<h1>Harbor &amp; Sons</h1><p onclick="x()">Open <b>daily</b>. <a href="/contact">Write to us</a></p>
<ul><li>Ropes</li><li>Sails</li></ul><script>track()</script></body></html>`;

export async function startWebsites(): Promise<Websites> {
  const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
  const sites = await startSites(describeSites(released));
  const live = createLiveNet();
  return {
    net: {
      ...sites.net,
      connect: async (host, port, signal) =>
        await (/^[\d.:[\]a-f]+$/.test(host) ? live : sites.net).connect(host, port, signal),
    },
    release: () => release(undefined),
    close: async () => await sites[Symbol.asyncDispose](),
  };
}

const describeSites = (released: Promise<unknown>): Readonly<Record<string, Site>> => ({
  'shop.com': pages({ '/': shop }),
  'json.com': (_request, response) =>
    response
      .writeHead(200, {
        'content-type': 'application/json',
        'set-cookie': ['id=7; Path=/; HttpOnly; Max-Age=60', 'lang=en; Secure; Domain=json.com'],
      })
      .end('{"a":"ü"}'),
  'zipped.com': (_request, response) =>
    response
      .writeHead(200, { 'content-type': 'text/plain', 'content-encoding': 'gzip' })
      .end(gzipSync('plain')),
  'image.com': (_request, response) => response.writeHead(200, { 'content-type': 'image/png' }).end(PNG),
  'large.com': ({ url }, response) =>
    response
      .writeHead(200, { 'content-type': url === '/binary' ? 'application/pdf' : 'text/plain' })
      .end(LARGE),
  'huge.com': (_request, response) =>
    response.writeHead(200, { 'content-type': 'text/plain' }).end(Buffer.alloc(6 * 1024 * 1024, 'x')),
  'form.com': (request, response) => {
    const { method = '', url = '', headers } = request;
    if (url === '/again') response.writeHead(307, { location: '/' }).end();
    else if (url === '/thanks') response.writeHead(303, { location: '/' }).end();
    else
      void text(request).then((body) =>
        response
          .writeHead(200, { 'content-type': 'text/plain' })
          .end(`${method} ${headers['content-type'] ?? '-'} ${body}`),
      );
  },
  'moved.com': (_request, response) => response.writeHead(301, { location: 'http://shop.com/' }).end(),
  'loop.com': (_request, response) => response.writeHead(302, { location: '/' }).end(),
  'inward.com': (_request, response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
  'hangs-up.com': ({ socket }) => socket.destroy(),
  'slow.com': (_request, response) => void released.then(() => response.writeHead(200).end('at last')),
});

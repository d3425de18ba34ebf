import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { Resolver } from 'node:dns/promises';
import { createNameLookup } from '@scrapekit/guarded-http';
import { createLiveNet } from '../../src/net/live.ts';
import { type Net, resolveWith } from '../../src/net/net.ts';
import { openSocket } from '../../src/net/sockets.ts';
import { pages, startSites } from '../leads/crawl/start-sites.ts';
import { startNameServer, type Records } from './start-name-server.ts';

/** A website with an address, and one whose page has 600,000 nested elements. */
export const GOOD = 'harbordental.com';
export const BOMB = 'bomb.com';

/** Names that fail in one way each, for websites and for mail. */
export const hostileNames = ['gone.com', 'mute.com', 'broken.com', 'reset.com', 'crowd.com'] as const;

/** How long a silent name server is waited for. */
const SILENCE_MS = 1_500;
const PUBLIC_ADDRESS = '8.8.8.8';
const mailAt = (exchange: string) => [{ preference: 10, exchange }];

const zone: Readonly<Record<string, Records>> = {
  'mute.com': 'silence',
  'broken.com': 'SERVFAIL',
  'reset.com': { A: [PUBLIC_ADDRESS], MX: mailAt('mx.reset.com') },
  'mx.reset.com': { A: [PUBLIC_ADDRESS] },
  // Two thousand addresses, of which the last is private, and a thousand mail servers that have none.
  'crowd.com': {
    A: [...Array.from({ length: 2_000 }, (_, index) => `8.8.${index >> 8}.${index & 255}`), '10.0.0.1'],
    MX: Array.from({ length: 1_000 }, (_, index) => ({ preference: index, exchange: `m${index}.crowd.com` })),
  },
};

/**
 * Starts websites and a name server on loopback, with the live network that looks names up there. Every name outside the
 * zone does not exist.
 */
export async function startHostileInternet(): Promise<{ readonly net: Net } & AsyncDisposable> {
  await using opened = new AsyncDisposableStack();
  const nameServer = opened.use(await startNameServer((name) => zone[name] ?? 'NXDOMAIN'));
  const bomb = gzipSync('<b>'.repeat(600_000));
  const sites = opened.use(
    await startSites({
      [GOOD]: pages({ '/': `<p>desk@${GOOD}</p>` }),
      [BOMB]: ({ url }, response) => {
        if (url === '/')
          response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(bomb);
        else response.writeHead(404).end();
      },
    }),
  );
  const resetting = createServer((socket) => void socket.on('error', () => undefined).resetAndDestroy());
  await once(resetting.listen(0, '127.0.0.1'), 'listening');
  opened.defer(() => void resetting.close());
  const { port } = resetting.address() as AddressInfo;
  const resolver = new Resolver({ timeout: SILENCE_MS, tries: 1 });
  resolver.setServers([nameServer.address]);
  const live = createLiveNet({ lookUp: createNameLookup({ resolver, budgetMs: SILENCE_MS }) });
  const running = opened.move();
  return {
    net: {
      ...resolveWith(resolver),
      connect: async (host, hostPort, signal) => {
        if (host === GOOD || host === BOMB) return await sites.net.connect(host, hostPort, signal);
        if (host.endsWith('reset.com')) return await openSocket({ host: '127.0.0.1', port }, signal);
        return await live.connect(host, hostPort, signal);
      },
    },
    [Symbol.asyncDispose]: async () => await running.disposeAsync(),
  };
}

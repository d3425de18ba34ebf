import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCrawler } from '../../src/leads/crawl.ts';
import { geocode } from '../../src/leads/geocode.ts';
import { matchNiche } from '../../src/leads/niches.ts';
import { createProxiedNet } from '../../src/net/proxied.ts';
import { startWorld, type World } from '../../src/world/index.ts';
import { startService } from '../leads/sources/start-service.ts';
import { startSocks5Server, type Socks5ServerOptions } from './start-socks5-server.ts';

let mailHost: Server;
let port: number;
let world: World;

beforeAll(async () => {
  mailHost = createServer((socket) => {
    socket.on('error', () => undefined).on('data', (bytes) => socket.end(`received ${bytes.toString()}`));
  });
  await once(mailHost.listen(0, '127.0.0.1'), 'listening');
  port = (mailHost.address() as AddressInfo).port;
  world = await startWorld({ seed: 'proxied' });
});

afterAll(async () => {
  await world.close();
  mailHost.close();
  await once(mailHost, 'close');
});

const start = (options: Partial<Socks5ServerOptions> = {}) =>
  startSocks5Server({ portOf: () => port, ...options });

async function ask(net: ReturnType<typeof createProxiedNet>, host: string): Promise<string> {
  const socket = await net.connect(host, 25);
  socket.write('EHLO');
  let received = '';
  for await (const chunk of socket) received += String(chunk);
  return received;
}

describe('access through a SOCKS5 proxy', () => {
  test('transfers bytes in both directions', async () => {
    await using proxy = await start();

    expect(await ask(createProxiedNet({ proxy }), '8.8.8.8')).toBe('received EHLO');
    expect(proxy.targets).toEqual(['8.8.8.8:25']);
  });

  test('logs in with the user and the password of the proxy (RFC 1929)', async () => {
    await using proxy = await start({ credentials: 'ann:p@ss:wörd' });
    const credentials = { user: 'ann', password: 'p@ss:wörd' };

    expect(await ask(createProxiedNet({ proxy: { ...proxy, credentials } }), '8.8.8.8')).toBe(
      'received EHLO',
    );
    expect(proxy.logIns).toEqual(['ann:p@ss:wörd']);
  });

  test('sends no password to a proxy that does not demand one', async () => {
    await using proxy = await start();
    const credentials = { user: 'ann', password: 'secret' };

    await ask(createProxiedNet({ proxy: { ...proxy, credentials } }), '8.8.8.8');

    expect(proxy.logIns).toEqual([]);
  });

  test('reports a refused password without naming it', async () => {
    await using proxy = await start({ credentials: 'ann:secret' });
    const net = createProxiedNet({ proxy: { ...proxy, credentials: { user: 'ann', password: 'guess' } } });

    const failure = await net.connect('8.8.8.8', 25).catch((error: unknown) => error);

    expect(failure).toMatchObject({
      code: 'EACCES',
      message: 'The SOCKS5 proxy refused the user or the password',
    });
  });

  test('requests an IPv6 address as sixteen bytes', async () => {
    await using proxy = await start();

    await ask(createProxiedNet({ proxy }), '2606:4700::1111');

    expect(proxy.targets).toEqual(['26064700000000000000000000001111:25']);
  });

  test.each(['127.0.0.1', '10.0.0.1', '169.254.169.254', '::1', '::ffff:10.0.0.1'])(
    'does not request the private address %s',
    async (host) => {
      await using proxy = await start();

      await expect(createProxiedNet({ proxy }).connect(host, 80)).rejects.toMatchObject({
        code: 'EBLOCKED',
      });
      expect(proxy.targets).toEqual([]);
    },
  );

  test('rejects a name that resolves to a private address', async () => {
    await using proxy = await start();
    const { host, port: dnsPort } = world.addresses.dns;
    const net = createProxiedNet({ proxy, dnsServers: [`${host}:${dnsPort}`] });
    const website = await someWebsite();

    // Every name of the simulated internet resolves to a loopback address.
    await expect(net.connect(new URL(website).hostname, 80)).rejects.toMatchObject({
      code: 'EBLOCKED',
    });
    expect(proxy.targets).toEqual([]);
  });

  test('lets the crawler fetch a website', async () => {
    const host = '8.8.8.8';
    await using site = await startService(() => ({ body: '<p>desk@harbordental.com</p>' }));
    await using proxy = await start({ portOf: () => Number(new URL(site.url).port) });

    const { emails } = await createCrawler({ net: createProxiedNet({ proxy }) }).crawl(`http://${host}/`);

    expect(emails).toEqual(['desk@harbordental.com']);
    expect(new Set(proxy.targets)).toEqual(new Set([`${host}:80`]));
  });

  test("rejects with Node's error codes", async () => {
    await using proxy = await start({ portOf: () => undefined });

    await expect(createProxiedNet({ proxy }).connect('8.8.8.8', 25)).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  });
});

async function someWebsite(): Promise<string> {
  const niche = matchNiche('dentists');
  const location = geocode('Austin, Texas');
  if (niche === null || location === null) throw new Error('the test names an unknown niche or place');
  for await (const { website } of world.source.discover({ niche, location, limit: 20 }))
    if (website !== '') return website;
  throw new Error('no business has a website');
}

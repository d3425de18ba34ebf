import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { Agent } from 'undici';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { undiciTransport } from '../../src/adapters/undici.ts';

beforeEach(() => {
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY']) {
    vi.stubEnv(name, undefined);
    vi.stubEnv(name.toLowerCase(), undefined);
  }
});
afterEach(() => vi.unstubAllEnvs());

async function listen(server: Server, host: string): Promise<number> {
  server.listen(0, host);
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** Starts a proxy that opens tunnels and forwards requests, and records their targets. */
async function startProxy() {
  const targets: string[] = [];
  const forward: RequestListener = (request, response) => {
    targets.push(new URL(request.url ?? '').host);
    response.end('forwarded');
  };
  const proxy = createServer(forward);
  proxy.on('connect', ({ url = '' }, socket) => {
    targets.push(url);
    const { hostname, port } = new URL(`http://${url}`);
    const upstream = connect(Number(port), hostname.replace(/^\[|\]$/g, ''), () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      socket.pipe(upstream).pipe(socket);
    });
    for (const each of [socket, upstream]) each.on('error', () => void upstream.destroy());
  });
  return { url: `http://127.0.0.1:${await listen(proxy, '127.0.0.1')}`, targets };
}

async function startTarget(host: string): Promise<string> {
  const port = await listen(
    createServer((_, response) => void response.end('direct')),
    host,
  );
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

const get = async (url: string, options: Parameters<typeof undiciTransport>[0] = {}) =>
  undiciTransport(options)({ method: 'GET', url, headers: {} });

test.each(['127.0.0.1', '::1'])('HTTP_PROXY is used for the host %s', async (address) => {
  const [proxy, host] = [await startProxy(), await startTarget(address)];
  vi.stubEnv('HTTP_PROXY', proxy.url);

  const { status } = await get(`http://${host}/`);

  expect(status).toBe(200);
  expect(proxy.targets).toEqual([host]);
});

test.each(['api.example.com:443', '[2001:db8::7]:443'])('HTTPS_PROXY is used for %s', async (host) => {
  const targets: string[] = [];
  const proxy = createServer();
  proxy.on('connect', ({ url = '' }, socket) => {
    targets.push(url);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${await listen(proxy, '127.0.0.1')}`);

  await expect(get(`https://${host}/`)).rejects.toMatchObject({ sent: false });
  expect(targets).toEqual([host]);
});

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['::1', '::1'],
  ['::1', '[::1]'],
  ['::1', 'example.com, ::1'],
  ['127.0.0.1', '*'],
])('a request to %s goes past the proxy with NO_PROXY=%s', async (address, noProxy) => {
  const [proxy, host] = [await startProxy(), await startTarget(address)];
  vi.stubEnv('http_proxy', proxy.url);
  vi.stubEnv('NO_PROXY', noProxy);

  expect((await get(`http://${host}/`)).status).toBe(200);
  expect(proxy.targets).toEqual([]);
});

test("the caller's dispatcher is used in place of the proxy", async () => {
  const [proxy, host] = [await startProxy(), await startTarget('127.0.0.1')];
  vi.stubEnv('HTTP_PROXY', proxy.url);
  const dispatcher = new Agent();
  onTestFinished(() => dispatcher.close());

  expect((await get(`http://${host}/`, { dispatcher })).status).toBe(200);
  expect(proxy.targets).toEqual([]);
});

test('without these variables no proxy is used', async () => {
  const host = await startTarget('127.0.0.1');
  vi.stubEnv('HTTP_PROXY', '');

  expect((await get(`http://${host}/`)).status).toBe(200);
});

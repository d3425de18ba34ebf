import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import type { NameLookup } from '@scrapekit/guarded-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLiveNet, createTrustingNet } from '../../src/net/live.ts';

let server: Server;
let port: number;
let connections = 0;

beforeAll(async () => {
  server = createServer((socket) => {
    connections++;
    socket.on('error', () => undefined);
    socket.end('220 hello\r\n');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  port = (server.address() as AddressInfo).port;
});

afterAll(async () => {
  server.close();
  await once(server, 'close');
});

describe('direct access to the internet', () => {
  test.each([
    '127.0.0.1',
    'localhost',
    '::ffff:127.0.0.1',
    '2130706433',
    '0x7f.1',
    '127.1',
    '0',
    '0177.0.0.1',
    '169.254.169.254',
    '::1',
  ])('does not connect to the private address %s', async (host) => {
    const before = connections;

    await expect(createLiveNet().connect(host, port)).rejects.toMatchObject({
      name: 'BlockedAddressError',
      code: 'EBLOCKED',
      message: expect.stringContaining('is not a public address') as string,
    });
    expect(connections).toBe(before);
  });

  test('rejects with the error of a look-up that finds nothing', async () => {
    const failing: NameLookup = (host) =>
      Promise.reject(Object.assign(new Error(`${host} is not known`), { code: 'ENOTFOUND' }));

    await expect(createLiveNet({ lookUp: failing }).connect('gone.example', port)).rejects.toMatchObject({
      code: 'ENOTFOUND',
      message: 'gone.example is not known',
    });
  });

  test('rejects a name without addresses', async () => {
    await expect(createLiveNet({ lookUp: finding() }).connect('empty.example', port)).rejects.toMatchObject({
      code: 'ENOTFOUND',
      message: expect.stringContaining('empty.example') as string,
    });
  });

  test.each([
    ['a private address', ['127.0.0.1']],
    ['a private address among public ones', ['8.8.8.8', '127.0.0.1']],
  ])('rejects a name with %s', async (_, addresses) => {
    const before = connections;

    await expect(
      createLiveNet({ lookUp: finding(...addresses) }).connect('inside.example', port),
    ).rejects.toMatchObject({ name: 'BlockedAddressError', code: 'EBLOCKED' });
    expect(connections).toBe(before);
  });

  test('connects to private addresses when they are allowed', async () => {
    const socket = await createLiveNet({ allowPrivate: true }).connect('127.0.0.1', port);
    const [greeting] = (await once(socket, 'data')) as [Buffer];

    expect(greeting.toString()).toBe('220 hello\r\n');
    socket.destroy();
  });

  test("rejects with Node's error codes", async () => {
    const net = createLiveNet({ allowPrivate: true });

    await expect(net.connect('127.0.0.1', 1)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('rejects with the reason of an aborted signal', async () => {
    const net = createLiveNet({ allowPrivate: true });

    await expect(net.connect('127.0.0.1', port, AbortSignal.abort(new Error('too late')))).rejects.toThrow(
      'too late',
    );
  });
});

describe('access with trusted hosts', () => {
  test('connects to a trusted private host and rejects other private hosts', async () => {
    const net = createTrustingNet(createLiveNet(), new Set(['127.0.0.1']));

    const socket = await net.connect('127.0.0.1', port);
    socket.destroy();

    await expect(net.connect('localhost', port)).rejects.toMatchObject({ code: 'EBLOCKED' });
  });

  test('connects to a trusted host that only the system can look up', async () => {
    const lookUp = () => Promise.reject(Object.assign(new Error('unknown'), { code: 'ENOTFOUND' }));
    const net = createTrustingNet(createLiveNet({ lookUp }), new Set(['localhost']));

    const socket = await net.connect('localhost', port);
    socket.destroy();

    await expect(net.connect('elsewhere', port)).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });

  test('rejects with the error of the second attempt when a trusted host refuses the connection', async () => {
    const net = createTrustingNet(createLiveNet(), new Set(['127.0.0.1']));

    await expect(net.connect('127.0.0.1', 1)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

/** Creates a look-up that returns these addresses for every name. */
const finding =
  (...addresses: readonly string[]): NameLookup =>
  () =>
    Promise.resolve(addresses.map((address) => ({ address, family: 4 })));

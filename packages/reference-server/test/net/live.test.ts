import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLiveNet } from '../../src/net/live.ts';

let server: Server;
let port: number;
let connections = 0;

beforeAll(async () => {
  server = createServer((socket) => {
    connections++;
    socket.end('220 hello\r\n');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  port = (server.address() as AddressInfo).port;
});

afterAll(async () => {
  server.close();
  await once(server, 'close');
});

describe('the live net', () => {
  it.each([
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
  ])('never connects to %s', async (host) => {
    const before = connections;

    await expect(createLiveNet().connect(host, port)).rejects.toMatchObject({
      name: 'BlockedAddressError',
      code: 'EBLOCKED',
      message: expect.stringContaining('is not a public address') as string,
    });
    expect(connections).toBe(before);
  });

  it('reaches private addresses where that was allowed', async () => {
    const socket = await createLiveNet({ allowPrivate: true }).connect('127.0.0.1', port);
    const [greeting] = (await once(socket, 'data')) as [Buffer];

    expect(greeting.toString()).toBe('220 hello\r\n');
    socket.destroy();
  });

  it("fails with Node's own codes", async () => {
    const net = createLiveNet({ allowPrivate: true });

    await expect(net.connect('127.0.0.1', 1)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('gives up when aborted, with the reason', async () => {
    const net = createLiveNet({ allowPrivate: true });

    await expect(net.connect('127.0.0.1', port, AbortSignal.abort(new Error('too late')))).rejects.toThrow(
      'too late',
    );
  });
});

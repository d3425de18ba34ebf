import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLiveNet } from '../../src/net/live.ts';
import { createTrustingNet } from '../../src/net/trusting.ts';

let server: Server;
let port: number;

beforeAll(async () => {
  server = createServer((socket) => socket.end());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  port = (server.address() as AddressInfo).port;
});

afterAll(async () => {
  server.close();
  await once(server, 'close');
});

describe('a net that trusts some hosts', () => {
  it('reaches them in a private network, and no others', async () => {
    const net = createTrustingNet(createLiveNet(), new Set(['127.0.0.1']));

    const socket = await net.connect('127.0.0.1', port);
    socket.destroy();

    await expect(net.connect('localhost', port)).rejects.toMatchObject({ code: 'EBLOCKED' });
  });

  it('fails as the way there fails', async () => {
    const net = createTrustingNet(createLiveNet(), new Set(['127.0.0.1']));

    await expect(net.connect('127.0.0.1', 1)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { request } from 'undici';
import { expect, test } from 'vitest';
import { createDispatcher } from '../../src/net/dispatcher.ts';
import { createLiveNet } from '../../src/net/live.ts';

test('an aborted signal closes a connection during its TLS handshake', async () => {
  const server = createServer((socket) => void socket.on('error', () => undefined));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const stopping = new AbortController();
  const dispatcher = createDispatcher(createLiveNet({ allowPrivate: true }), stopping.signal);
  const connected = once(server, 'connection') as Promise<[Socket]>;

  const answer = request(`https://127.0.0.1:${port}/`, { dispatcher, signal: stopping.signal });
  const [socket] = await connected;
  // The first bytes are the ClientHello, which the server does not answer.
  await once(socket, 'data');
  const closed = once(socket, 'close');
  stopping.abort(new Error('stopping'));

  await expect(answer).rejects.toThrow('stopping');
  await closed;
  await dispatcher.destroy();
  server.close();
  await once(server, 'close');
});

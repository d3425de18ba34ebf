import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { connectThroughSocks5 } from '../../src/net/socks5.ts';

interface Proxy extends AsyncDisposable {
  readonly address: { readonly host: string; readonly port: number };
  /** Returns all bytes that clients have sent, in hexadecimal. */
  received(): string;
}

/** Starts a proxy that sends the given answers when it receives the first bytes. Without answers, it closes the connection. */
async function startProxy(...answers: readonly (readonly number[])[]): Promise<Proxy> {
  const chunks: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const pieces = answers.map((bytes) => Buffer.from(bytes));
    socket
      .on('error', () => undefined)
      .on('data', (chunk) => {
        chunks.push(chunk);
        for (const piece of pieces.splice(0)) socket.write(piece);
        if (answers.length === 0) socket.end();
      });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    address: { host: '127.0.0.1', port: (server.address() as AddressInfo).port },
    received: () => Buffer.concat(chunks).toString('hex'),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

const chosen = [5, 0];
const granted = [5, 0, 0, 1, 0, 0, 0, 0, 0, 0];

describe('a connection through a SOCKS5 proxy (RFC 1928)', () => {
  test('requests a name, which the proxy resolves', async () => {
    await using proxy = await startProxy(chosen, granted);

    const socket = await connectThroughSocks5(proxy.address, 'mx.example', 25);
    socket.destroy();

    expect(proxy.received()).toBe(`050100050100030a${Buffer.from('mx.example').toString('hex')}0019`);
  });

  test('requests an IPv4 address as four bytes', async () => {
    await using proxy = await startProxy(chosen, granted);

    const socket = await connectThroughSocks5(proxy.address, '192.0.2.7', 587);
    socket.destroy();

    expect(proxy.received()).toBe('05010005010001c0000207024b');
  });

  test('keeps the bytes that the server sends directly after the reply', async () => {
    await using proxy = await startProxy([...chosen, ...granted, ...Buffer.from('220 hi')]);

    const socket = await connectThroughSocks5(proxy.address, 'mx.example', 25);
    const [greeting] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();

    expect(greeting.toString()).toBe('220 hi');
  });

  test.each([
    [3, 'ENETUNREACH'],
    [4, 'EHOSTUNREACH'],
    [5, 'ECONNREFUSED'],
    [6, 'ETIMEDOUT'],
    [1, 'ECONNRESET'],
  ])('translates reply %i to the code %s', async (status, code) => {
    await using proxy = await startProxy(chosen, [5, status, 0, 1, 0, 0, 0, 0, 0, 0]);

    await expect(connectThroughSocks5(proxy.address, 'mx.example', 25)).rejects.toMatchObject({ code });
  });

  test('rejects when the proxy demands a password', async () => {
    await using proxy = await startProxy([5, 255]);

    await expect(connectThroughSocks5(proxy.address, 'mx.example', 25)).rejects.toMatchObject({
      code: 'EACCES',
    });
  });

  test('rejects when the proxy closes the connection early', async () => {
    await using proxy = await startProxy();

    await expect(connectThroughSocks5(proxy.address, 'mx.example', 25)).rejects.toMatchObject({
      code: 'ECONNRESET',
    });
  });

  test('rejects with the reason of an aborted signal when the proxy is silent', async () => {
    await using proxy = await startProxy(chosen);
    const stop = new AbortController();
    const attempt = connectThroughSocks5(proxy.address, 'mx.example', 25, stop.signal);
    stop.abort(new Error('deadline'));

    await expect(attempt).rejects.toThrow('deadline');
  });

  test.each(['', 'a'.repeat(256)])('rejects a name that no host can have', async (host) => {
    await using proxy = await startProxy(chosen, granted);

    await expect(connectThroughSocks5(proxy.address, host, 25)).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });
});

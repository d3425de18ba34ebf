import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { FakeClock } from '@scrapekit/core/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMailPort } from '../../src/net/mail-port.ts';
import type { Net } from '../../src/net/net.ts';
import { openSocket } from '../../src/net/sockets.ts';

let server: Server;
let port: number;
let greeting = '220 mx.example ESMTP\r\n';
const received: string[] = [];

beforeAll(async () => {
  server = createServer((socket: Socket) => {
    socket.on('error', () => undefined).on('data', (bytes) => received.push(bytes.toString()));
    socket.end(greeting);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  port = (server.address() as AddressInfo).port;
});

afterAll(async () => {
  server.close();
  await once(server, 'close');
});

const failing = (code: string) => (): Promise<never> =>
  Promise.reject(Object.assign(new Error(code), { code }));

function netWith(parts: Partial<Net> = {}) {
  const attempts: string[] = [];
  const net: Net = {
    resolveMx: (domain) => Promise.resolve([{ exchange: `mx.${domain}`, priority: 10 }]),
    resolve4: failing('ENOTFOUND'),
    resolve6: failing('ENOTFOUND'),
    connect: async (_host, _port, signal) => await openSocket({ host: '127.0.0.1', port }, signal),
    ...parts,
  };
  const counted: Net = {
    ...net,
    connect: async (host, target, signal) => {
      attempts.push(`${host}:${target}`);
      return await net.connect(host, target, signal);
    },
  };
  return { net: counted, attempts };
}

describe('the check of port 25', () => {
  test('reports an open port when a mail server greets, and sends only QUIT', async () => {
    const { net, attempts } = netWith();
    const mailPort = createMailPort({ net, clock: new FakeClock() });

    expect(mailPort.state).toBeNull();
    expect(await mailPort.check()).toBe('open');
    expect(mailPort.state).toBe('open');
    expect(attempts).toEqual(['mx.gmail.com:25', 'mx.outlook.com:25', 'mx.yahoo.com:25']);
    expect(received.join('')).not.toMatch(/MAIL|RCPT|DATA/);
  });

  test.each(['ETIMEDOUT', 'ECONNREFUSED', 'EHOSTUNREACH'])(
    'reports a blocked port when every connection fails with %s',
    async (code) => {
      const { net } = netWith({ connect: failing(code) });

      expect(await createMailPort({ net, clock: new FakeClock() }).check()).toBe('blocked');
    },
  );

  test('reports a blocked port when the answer is no SMTP greeting', async () => {
    greeting = 'HTTP/1.1 400 Bad Request\r\n\r\n';
    const { net } = netWith();

    expect(await createMailPort({ net, clock: new FakeClock() }).check()).toBe('blocked');
    greeting = '220 mx.example ESMTP\r\n';
  });

  test('reports an open port when one of three providers greets', async () => {
    const { net } = netWith({
      connect: async (host, _port, signal) =>
        host === 'mx.outlook.com'
          ? await openSocket({ host: '127.0.0.1', port }, signal)
          : await failing('ETIMEDOUT')(),
    });

    expect(await createMailPort({ net, clock: new FakeClock() }).check()).toBe('open');
  });

  test('reports an unknown state and does not connect when no name server answers', async () => {
    const { net, attempts } = netWith({ resolveMx: failing('ETIMEOUT') });

    expect(await createMailPort({ net, clock: new FakeClock() }).check()).toBe('unknown');
    expect(attempts).toEqual([]);
  });

  test('checks once for simultaneous callers, and again after ten minutes', async () => {
    const { net, attempts } = netWith();
    const clock = new FakeClock();
    const mailPort = createMailPort({ net, clock });

    await Promise.all([mailPort.check(), mailPort.check()]);
    await mailPort.check();
    expect(attempts).toHaveLength(3);

    clock.advance(600_000);
    await mailPort.check();
    expect(attempts).toHaveLength(6);
  });

  test('rejects connections to port 25 at once while it is blocked, and connects again when it is open', async () => {
    let isBlocked = true;
    const { net, attempts } = netWith({
      connect: async (_host, _port, signal) =>
        isBlocked ? await failing('ETIMEDOUT')() : await openSocket({ host: '127.0.0.1', port }, signal),
    });
    const clock = new FakeClock();
    const mailPort = createMailPort({ net, clock });
    await mailPort.check();

    await expect(mailPort.net.connect('mx.example', 25)).rejects.toMatchObject({
      name: 'MailPortBlockedError',
    });
    expect(attempts).toHaveLength(3);

    isBlocked = false;
    clock.advance(600_000);
    (await mailPort.net.connect('mx.example', 25)).destroy();
    expect(mailPort.state).toBe('open');
  });

  test('connects to other ports', async () => {
    const { net, attempts } = netWith({ connect: failing('ETIMEDOUT') });
    const mailPort = createMailPort({ net, clock: new FakeClock() });
    await mailPort.check();

    await expect(mailPort.net.connect('website.example', 80)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    expect(attempts.at(-1)).toBe('website.example:80');
  });

  test('ends at once when its signal is aborted', async () => {
    const { net } = netWith({
      connect: (_host, _port, signal) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
          if (signal?.aborted === true) reject(signal.reason as Error);
        }),
    });
    const closing = new AbortController();
    const checking = createMailPort({ net, clock: new FakeClock(), signal: closing.signal }).check();

    closing.abort();

    expect(await checking).toBe('blocked');
  });
});

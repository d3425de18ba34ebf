import { once } from 'node:events';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import pino from 'pino';
import { describe, expect, test } from 'vitest';
import { createHttpServer } from '../../src/http/http-server.ts';

const MEGABYTE = 1_048_576;

describe('the limits of the HTTP server', () => {
  const log: string[] = [];
  const logger = pino({}, { write: (line: string) => void log.push(line) });

  /** Starts a server whose route `/wait` answers when it is released. */
  async function startServer(limits: { readonly requestMs: number; readonly bodyBytes: number }) {
    const { app } = createHttpServer({ logger, isDraining: () => false, limits });
    const waiting: (() => void)[] = [];
    app.post('/wait', { bodyLimit: MEGABYTE }, async ({ body }) => {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      waiting.push(() => resolve(undefined));
      await promise;
      return { length: (body as Buffer).length };
    });
    app.post('/now', { bodyLimit: MEGABYTE }, ({ body }) => ({ length: (body as Buffer).length }));
    const url = await app.listen({ port: 0 });
    return { app, url, waiting };
  }
  const post = async (url: string, bytes: number) =>
    await fetch(url, { method: 'POST', body: Buffer.alloc(bytes) });

  test('C029: large bodies that do not fit into the memory get 503 with Retry-After, and small ones are taken', async () => {
    const { app, url, waiting } = await startServer({ requestMs: 60_000, bodyBytes: 200_000 });
    const arrived = new Promise<void>((resolve) => {
      const push = waiting.push.bind(waiting);
      waiting.push = (release) => {
        resolve();
        return push(release);
      };
    });
    const first = post(`${url}/wait`, 200_000);
    await arrived;

    const refused = await post(`${url}/now`, 200_000);
    const small = await post(`${url}/now`, 60_000);
    waiting.forEach((release) => release());
    const taken = await first;
    const later = await post(`${url}/now`, 200_000);
    await app.close();

    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await refused.json()).toMatchObject({ error: { code: 'internal_error' } });
    expect([small.status, taken.status, later.status]).toEqual([200, 200, 200]);
  });

  test('a body whose connection breaks frees its memory, and is not logged as a failure', async () => {
    const { app, url } = await startServer({ requestMs: 60_000, bodyBytes: 200_000 });
    const { port } = new URL(url);
    const closed = once(app.server, 'connection').then(async ([socket]) => {
      await once(socket as NodeJS.EventEmitter, 'close');
    });
    const broken = connect(Number(port), '127.0.0.1');
    broken.write(
      `POST /now HTTP/1.1\r\nHost: a\r\nContent-Length: 250000\r\n\r\n${'x'.repeat(200_000)}`,
      () => broken.destroy(),
    );
    await closed;

    const { status } = await post(`${url}/now`, 250_000);
    await app.close();

    expect(status).toBe(200);
    expect(log.filter((line) => line.includes('request failed'))).toEqual([]);
  });

  test.each([
    ['body', 'POST /now HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n'],
    ['head', 'POST /now HTTP/1.1\r\nHost: a\r\nX: '],
  ])('a %s that arrives byte by byte is cut with 408', async (_, start) => {
    const { app, url } = await startServer({ requestMs: 400, bodyBytes: 200_000 });
    const socket = connect(Number(new URL(url).port), '127.0.0.1').setEncoding('utf8');
    socket.write(start);
    const drip = setInterval(() => socket.write('x'), 20);
    socket.on('error', () => undefined);
    let text = '';
    socket.on('data', (chunk: string) => (text += chunk));

    await once(socket, 'close');
    clearInterval(drip);
    await app.close();

    expect(text).toMatch(/^HTTP\/1\.1 408 /);
    expect(text).toContain('did not arrive completely in time');
  });

  test('an answer that the client does not read is broken off', async () => {
    const { app } = createHttpServer({
      logger,
      isDraining: () => false,
      limits: { requestMs: 400, bodyBytes: 200_000 },
    });
    const rows = Buffer.alloc(MEGABYTE, 'row ');
    let isClosed = false;
    app.get('/rows', async (_request, reply) => {
      reply.raw.once('close', () => (isClosed = true));
      return await reply.send(Readable.from(endlessly(rows)));
    });
    const url = await app.listen({ port: 0 });
    const closed = once(app.server, 'connection').then(async ([socket]) => {
      await once(socket as NodeJS.EventEmitter, 'close');
    });

    const idle = connect(Number(new URL(url).port), '127.0.0.1');
    idle.on('error', () => undefined);
    idle.pause();
    idle.write('GET /rows HTTP/1.1\r\nHost: a\r\n\r\n');
    await closed;
    idle.destroy();
    await app.close();

    expect(isClosed).toBe(true);
  });
});

async function* endlessly(bytes: Buffer): AsyncGenerator<Buffer> {
  for (;;) yield await Promise.resolve(bytes);
}

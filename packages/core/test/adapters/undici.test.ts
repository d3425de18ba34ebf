import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Agent, MockAgent, ProxyAgent } from 'undici';
import { describe, expect, onTestFinished, test } from 'vitest';
import { undiciTransport } from '../../src/adapters/undici.ts';
import { NetworkError } from '../../src/errors/network-error.ts';
import type { HttpRequest, Transport } from '../../src/http/transport.ts';
import { transportContract } from '../../src/testing/transport-contract.ts';

describe('the undici transport', () => {
  for (const { name, run } of transportContract(undiciTransport())) test(name, run);
});

/** Starts the server and returns the host and port. It is closed when the test has finished. */
async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const post = (url: string, facts: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'POST',
  url,
  headers: {},
  body: '{}',
  ...facts,
});

async function failureOf(transport: Transport, request: HttpRequest): Promise<NetworkError> {
  const error: unknown = await transport(request).catch((reason: unknown) => reason);
  if (!NetworkError.isInstance(error)) throw new Error('No NetworkError was thrown.', { cause: error });
  return error;
}

describe('C189: the undici transport says that nothing was sent', () => {
  test('when the certificate of the server is refused', async () => {
    const folder = new URL('../../../../test/fixtures/tls/', import.meta.url);
    const [key, cert] = await Promise.all(
      ['key.pem', 'cert.pem'].map((name) => readFile(new URL(name, folder))),
    );
    const requests: string[] = [];
    const host = await listen(createTlsServer({ key, cert }, (request) => requests.push(request.url ?? '')));

    const failure = await failureOf(undiciTransport(), post(`https://${host}/`));

    expect([failure.sent, requests]).toEqual([false, []]);
  });

  test('when a proxy refuses the tunnel with status 407', async () => {
    const proxy = createServer();
    proxy.on('connect', (_, socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'));
    const dispatcher = new ProxyAgent(`http://${await listen(proxy)}`);
    onTestFinished(() => dispatcher.close());

    const failure = await failureOf(undiciTransport({ dispatcher }), post('https://api.example.com/'));

    expect(failure.sent).toBe(false);
  });

  test('when the connection times out', async () => {
    const dispatcher = new Agent({
      connect: (_, callback) => callback(Object.assign(new Error('slow'), { code: 'ETIMEDOUT' }), null),
    });

    const failure = await failureOf(undiciTransport({ dispatcher }), post('https://api.example.com/'));

    expect(failure.sent).toBe(false);
  });

  test.each([
    ['a header has a line feed', post('http://127.0.0.1:9/', { headers: { authorization: 'a\nb' } })],
    ['the URL is malformed', post('http://')],
  ])('when %s', async (_, request) => {
    expect((await failureOf(undiciTransport(), request)).sent).toBe(false);
  });

  test('when the request was aborted before', async () => {
    const request = post('http://127.0.0.1:9/', { signal: AbortSignal.abort(new Error('enough')) });

    expect((await failureOf(undiciTransport(), request)).sent).toBe(false);
  });
});

describe('C189: the undici transport says that a request was sent', () => {
  test('when it is aborted before the answer', async () => {
    const controller = new AbortController();
    const host = await listen(createServer(() => controller.abort(new Error('enough'))));

    const failure = await failureOf(
      undiciTransport(),
      post(`http://${host}/`, { signal: controller.signal }),
    );

    expect(failure.sent).toBe(true);
  });

  test('when no answer comes in time', async () => {
    const host = await listen(createServer(() => {}));

    const failure = await failureOf(undiciTransport({ idleTimeoutMs: 50 }), post(`http://${host}/`));

    expect(failure.sent).toBe(true);
  });
});

test('the error of the undici transport names every address that failed', async () => {
  const dispatcher = new MockAgent();
  dispatcher.disableNetConnect();
  const addresses = ['::1:9', '127.0.0.1:9'].map((each) => new Error(`connect ECONNREFUSED ${each}`));
  dispatcher
    .get('https://x.test')
    .intercept({ path: '/', method: 'POST' })
    .replyWithError(new AggregateError(addresses));
  onTestFinished(() => dispatcher.close());

  const failure = await failureOf(undiciTransport({ dispatcher }), post('https://x.test/'));

  expect(failure.message).toBe('connect ECONNREFUSED ::1:9; connect ECONNREFUSED 127.0.0.1:9');
});

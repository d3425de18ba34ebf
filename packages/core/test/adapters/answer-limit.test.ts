import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { undiciTransport } from '../../src/adapters/undici.ts';
import { fetchTransport } from '../../src/node/index.ts';
import { bodyBytes, bodyText, type HttpRequest } from '../../src/http/transport.ts';

/** Starts a server that writes one byte in ten milliseconds and never ends its answer. Returns its URL. */
async function startDripping(begin: RequestListener): Promise<string> {
  const server = createServer((request, response) => {
    begin(request, response);
    const dripping = setInterval(() => {
      if (response.headersSent) response.write(' ');
      else response.writeProcessing();
    }, 10);
    response.on('close', () => clearInterval(dripping));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const answerTimeoutMs = 500;
const reason = 'the answer was not complete after 0.5 s';
const get = (url: string, facts: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url,
  headers: {},
  ...facts,
});

describe.each([
  ['undici', undiciTransport({ answerTimeoutMs })],
  ['fetch', fetchTransport(fetch, { answerTimeoutMs })],
])('the transport of %s', (_, transport) => {
  test('ends an answer that brings byte after byte, so that a wait for a job ends', async () => {
    const url = await startDripping((_, response) => response.writeHead(200));

    const text = transport(get(url)).then(({ body }) => bodyText(body));

    await expect(text).rejects.toThrow(reason);
  });

  test('ends a request that gets only interim answers', async () => {
    const url = await startDripping(() => {});

    await expect(transport(get(url, { stream: true }))).rejects.toThrow(reason);
  });

  test('ends the explanation of a refusal, even where a stream was requested', async () => {
    const url = await startDripping((_, response) => response.writeHead(409));

    const { status, body } = await transport(get(url, { stream: true }));

    expect(status).toBe(409);
    await expect(bodyText(body)).rejects.toThrow(reason);
  });

  test('streams results for longer than the limit', async () => {
    const url = await startDripping((_, response) => response.writeHead(200));
    const startedAt = performance.now();

    const { body } = await transport(get(url, { stream: true }));
    for await (const chunk of bodyBytes(body))
      if (chunk.length === 0 || performance.now() - startedAt > 2 * answerTimeoutMs) break;

    expect(performance.now() - startedAt).toBeGreaterThan(2 * answerTimeoutMs);
  });

  test('passes the reason of the caller on when the caller aborts first', async () => {
    const url = await startDripping((_, response) => response.writeHead(200));
    const controller = new AbortController();

    const { body } = await transport(get(url, { signal: controller.signal }));
    controller.abort(new Error('enough'));

    await expect(bodyText(body)).rejects.toThrow('enough');
  });
});

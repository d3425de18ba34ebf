import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AmbiguousCreateError, createClient, providers, type Transport } from '@scrapekit/core';
import { FakeClock, transportContract } from '@scrapekit/core/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { zapierTransport } from '../src/transport.ts';
import { createAppTester } from 'zapier-platform-core';
import scrapekitApp from '../brands/scrapekit/index.ts';

const runStep = createAppTester(scrapekitApp);

/** Runs each request in a separate step, because `z` exists only within a step. */
const transport =
  (budgetMs: number): Transport =>
  (request) =>
    runStep((z) => zapierTransport(z, budgetMs)(request));

describe('the transport of Zapier', () => {
  // Zapier's client does not notice when an answer breaks off, so the time limit ends such a request.
  for (const { name, run } of transportContract(transport(3_000))) test(name, run);
});

describe('when the step runs out of time', () => {
  test('a request fails with a message that names the time limit', async () => {
    const request = { method: 'GET', url: await silentServer(), headers: {} } as const;

    await expect(transport(50)(request)).rejects.toThrow('no answer came within 0.05 s');
  });

  test('C189: a create fails as one with an unknown outcome', async () => {
    const baseUrl = await silentServer();
    const client = createClient(providers.scrapekit, {
      transport: transport(50),
      clock: new FakeClock(),
      baseUrl,
    });

    const creating = client.create('scrape', { query: 'dentists', location: 'Austin, Texas', max_leads: 1 });

    await expect(creating).rejects.toBeInstanceOf(AmbiguousCreateError);
  });
});

test('a reader that stops early ends the request', async () => {
  const { promise: ended, resolve } = Promise.withResolvers<unknown>();
  const url = await serve((response) => {
    response.on('close', resolve);
    const writeMore = () => {
      if (response.destroyed) return;
      response.write('x'.repeat(1000), () => setImmediate(writeMore));
    };
    writeMore();
  });

  await runStep(async (z) => {
    const { body } = await zapierTransport(z, 10_000)({ method: 'GET', url, headers: {}, stream: true });
    for await (const chunk of body as AsyncIterable<Uint8Array>) if (chunk.length > 0) break;
    return {};
  });

  await ended;
});

/** Starts a server that never answers. */
const silentServer = (): Promise<string> => serve(() => {});

/** Starts a server, which is closed when the test has finished. */
async function serve(answer: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((_, response) => answer(response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

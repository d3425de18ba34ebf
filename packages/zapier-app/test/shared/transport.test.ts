import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AmbiguousCreateError, createClient, providers, type Transport } from '@scrapekit/core';
import { FakeClock, transportContract } from '@scrapekit/core/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { zapierTransport } from '../../src/shared/transport.ts';
import { runStep } from '../run-step.ts';

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

/** Starts a server that never answers. It is closed when the test has finished. */
async function silentServer(): Promise<string> {
  const server = createServer(() => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

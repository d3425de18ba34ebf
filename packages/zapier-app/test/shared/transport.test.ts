import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Transport } from '@scrapekit/core';
import { transportContract } from '@scrapekit/core/testing';
import { describe, expect, test } from 'vitest';
import { zapierTransport } from '../../src/shared/transport.ts';
import { runStep } from '../run-step.ts';

/** Runs each request in a step of its own, as `z` exists only there. */
const transport =
  (budgetMs: number): Transport =>
  (request) =>
    runStep((z) => zapierTransport(z, budgetMs)(request));

describe('the Zapier transport', () => {
  for (const { name, run } of transportContract(transport(10_000))) test(name, run);
});

test('gives up when the step runs out of time, and says so', async () => {
  const silent = createServer(() => {});
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;

  await expect(transport(50)({ method: 'GET', url, headers: {} })).rejects.toThrow(
    'no answer came within 0.05 s',
  );

  silent.closeAllConnections();
  silent.close();
});

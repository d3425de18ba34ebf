import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient, providers } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { undiciTransport } from '@scrapekit/core/undici';
import { Agent } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { createOnce, type CreateOnceOptions } from '../../src/proxy/create-once.ts';
import type { Storage } from '../../src/storage/tables.ts';
import { openTestStorage } from '../support/open-test-storage.ts';
import { scrapekitSource } from '../support/test-relay.ts';

test('a create that meets the same one starts no second job, also when that is answered at this moment', async () => {
  const storage = await openTestStorage();
  const answers: (() => void)[] = [];
  const arrived = Promise.withResolvers<undefined>();
  const api = createServer((_request, response) => {
    const body = JSON.stringify({ job_id: `sk_job_${answers.length}`, status: 'queued' });
    answers.push(() => {
      if (!response.headersSent) response.writeHead(202).end(body);
    });
    if (answers.length === 1) arrived.resolve(undefined);
    else answers.at(-1)?.();
  }).listen(0, '127.0.0.1');
  await once(api, 'listening');
  const dispatcher = new Agent();
  onTestFinished(async () => {
    await dispatcher.destroy();
    api.close();
  });
  const baseUrl = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
  const source = scrapekitSource({ baseUrl, apiKey: 'sk_live_x', targets: [] });
  const client = createClient(providers.scrapekit, {
    ...{ transport: undiciTransport({ dispatcher }), clock: systemClock, baseUrl },
  });
  const options: CreateOnceOptions = {
    ...{ storage, clock: systemClock, dispatcher, clientOf: () => client },
    ...{ webhookUrlOf: () => 'https://relay.example.com/in/leads/x', onStored: () => {} },
  };
  const create = {
    ...{ source, route: { key: 'scrape', operation: providers.scrapekit.operations.scrape } },
    request: { method: 'POST', path: '/api/v1/scrape/jobs', headers: {}, body: Buffer.from('{"query":"a"}') },
    signal: new AbortController().signal,
  };
  const first = createOnce(options, create);
  await arrived.promise;
  const transaction: Storage['transaction'] = async (work) => {
    const result = await storage.transaction(work);
    answers[0]?.();
    await first;
    return result;
  };

  const second = await createOnce({ ...options, storage: { ...storage, transaction } }, create);

  expect(second.body).toBe((await first).body);
  expect(answers).toHaveLength(1);
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { providers } from '@scrapekit/core';
import { expect, onTestFinished, test } from 'vitest';
import { insertCreation } from '../../src/proxy/creation-store.ts';
import { prepareCreate } from '../../src/proxy/prepare-create.ts';
import { openRelayStorage } from '../support/open-test-storage.ts';
import { sendJson, startProvider } from '../support/start-provider.ts';
import { scrapekitSource, startTestRelay } from '../support/test-relay.ts';

const KEY = 'sk_live_x';
const path = '/api/v1/scrape/jobs';

test('a create that was cut by the end of the relay gets its job as soon as the relay runs again', async () => {
  const api = await startProvider();
  const source = scrapekitSource({ baseUrl: api.url, apiKey: KEY, targets: [], webhookSecrets: ['secret'] });
  const body = JSON.stringify({ query: 'dentists', location: 'Austin', client_request_id: 'run-1' });
  const dataDir = await mkdtemp(join(tmpdir(), 'scrapekit-relay-'));
  const storage = await openRelayStorage(dataDir);
  const { creation } = prepareCreate({
    ...{ source, route: { key: 'scrape', operation: providers.scrapekit.operations.scrape } },
    request: { method: 'POST', path, headers: {}, body: Buffer.from(body) },
    ...{ webhookUrl: 'https://relay.example.com/in/leads/x', now: Date.now() },
  });
  await storage.transaction(async (trx) => await insertCreation(trx, creation));
  await storage.close();
  const job = { job_id: 'sk_job_1', status: 'queued', client_request_id: 'run-1' };
  api.answer = (_request, response) => sendJson(response, 200, { jobs: [job], next_cursor: null });
  const config = {
    publicUrl: 'https://relay.example.com',
    allowPrivate: true,
    targets: [],
    sources: [source],
  };
  const relay = await startTestRelay(config, { dataDir });
  onTestFinished(async () => {
    await relay.close();
    await api.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const response = await fetch(`${relay.running.url}/proxy/leads${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body,
  });

  expect(response.status).toBe(202);
  expect(await response.json()).toMatchObject({ job_id: 'sk_job_1' });
  expect(api.sent('POST', path)).toEqual([]);
});

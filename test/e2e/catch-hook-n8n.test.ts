import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8n, type Outcome } from '@scrapekit/workflow-runner';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProviderApi, type Routes } from '../examples/provider-api.ts';
import {
  genuineAt,
  refusedAt,
  rowIds,
  scrapekit,
  withForeignUrlsAt,
  type Delivery,
} from '../examples/scrapekit-deliveries.ts';
import { readPlainWorkflow } from './plain-workflow.ts';

let n8n: N8n;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'e2e-catch-hook-'));
  n8n = await N8n.start({ nodePackages: [], folder });
});
afterAll(async () => {
  await n8n[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const NOW = Math.floor(Date.now() / 1_000);
const credentials = {
  crypto: { hmacSecret: scrapekit.secret },
  httpBearerAuth: { token: 'the-api-key' },
};

let workflows = 0;

/** Sends webhooks to the workflow, each after the execution of the one before has ended. */
async function receive(
  deliveries: readonly Delivery[],
  routes: Routes = scrapekit.routes.completed(scrapekit.rows),
) {
  await using api = await startProviderApi(scrapekit.host, routes);
  const outcomes: Outcome[] = [];
  // A workflow of its own has its own memory of rows.
  const workflow = { ...(await readPlainWorkflow('n8n-webhook', api.loopback)), id: `hook-${++workflows}` };
  await using active = await n8n.activate(workflow, {
    credentials,
    onOutcome: (outcome) => outcomes.push(outcome),
  });
  for (const delivery of deliveries) {
    await post(active.webhookUrl ?? '', delivery);
    await active.idle();
  }
  const rows = outcomes.map(({ outputs }) => (outputs['New Leads Only']?.[0] ?? []).map(({ json }) => json));
  return { rows, statuses: outcomes.map(({ status }) => status), keys: api.headers };
}

async function post(url: string, { body, timestamp, signature }: Delivery): Promise<void> {
  const sending = request(url, {
    method: 'POST',
    rejectUnauthorized: false,
    headers: {
      'content-type': 'application/json',
      'x-scrapekit-timestamp': timestamp,
      'x-scrapekit-signature': signature,
    },
  });
  sending.end(body);
  const [response] = (await once(sending, 'response')) as [NodeJS.ReadableStream];
  response.resume();
  await once(response, 'end');
}

test('C170: a genuine webhook becomes the leads of its job', async () => {
  const { rows, statuses, keys } = await receive([genuineAt(NOW)]);

  expect(statuses).toEqual(['success']);
  expect(rows[0]).toMatchObject(scrapekit.rows);
  expect(rows[0]).toMatchObject(rowIds);
  expect(keys.map(({ authorization }) => authorization)).toEqual([
    'Bearer the-api-key',
    'Bearer the-api-key',
  ]);
});

test('C170: forged and stale webhooks, and those that name no job, cause no request and no row', async () => {
  const deliveries = Object.values(refusedAt(NOW));
  const { rows, statuses, keys } = await receive(deliveries);

  expect(statuses).toEqual(deliveries.map(() => 'success'));
  expect(rows.flat()).toEqual([]);
  expect(keys).toEqual([]);
});

test('a webhook that comes twice gives its rows once', async () => {
  const { rows } = await receive([genuineAt(NOW), genuineAt(NOW - 1), genuineAt(NOW)]);

  expect(rows.map(({ length }) => length)).toEqual([scrapekit.rows.length, 0, 0]);
});

test('a URL in a genuine webhook is never requested', async () => {
  const { rows, keys } = await receive([withForeignUrlsAt(NOW)]);

  expect(rows[0]).toMatchObject(rowIds);
  expect(keys).toHaveLength(2);
});

test('a job that failed gives no row', async () => {
  const { rows, statuses } = await receive([genuineAt(NOW)], scrapekit.routes.failed);
  expect({ rows: rows.flat(), statuses }).toEqual({ rows: [], statuses: ['success'] });
});

import { expect, test } from 'vitest';
import { loadStep, runStep } from './pipedream-step.ts';
import { startProviderApi, type Routes } from './provider-api.ts';
import {
  genuineAt,
  refusedAt,
  rowIds,
  scrapekit,
  withForeignUrlsAt,
  type Delivery,
} from './scrapekit-deliveries.ts';

const NOW = Math.floor(Date.now() / 1_000);
const props = { webhook_secret: scrapekit.secret, api_key: 'the-api-key' };

async function receive(delivery: Delivery, routes: Routes = scrapekit.routes.completed(scrapekit.rows)) {
  await using api = await startProviderApi(scrapekit.host, routes);
  const { body, timestamp, signature } = delivery;
  const headers = { 'x-scrapekit-timestamp': timestamp, 'x-scrapekit-signature': signature };
  const event = { headers, bodyRaw: body, body: JSON.parse(body) as unknown };
  const end = await runStep('pipedream-webhook', { props, event, fetch: api.fetch });
  return { end, urls: api.urls, headers: api.headers };
}

test('C170: a genuine webhook becomes the leads of its job', async () => {
  const { end, urls, headers } = await receive(genuineAt(NOW));

  expect(end).toMatchObject({ kind: 'returned', value: scrapekit.rows });
  expect(end).toMatchObject({ value: rowIds });
  expect(urls).toEqual(scrapekit.paths.map((path) => scrapekit.host + path));
  expect(headers[0]?.authorization).toBe('Bearer the-api-key');
});

test.each(Object.entries(refusedAt(NOW)))('C170: a webhook %s ends the workflow', async (_, delivery) => {
  const { end, urls } = await receive(delivery);
  expect({ kind: end.kind, urls }).toEqual({ kind: 'exited', urls: [] });
});

test('a URL in a genuine webhook is never requested', async () => {
  const { end, urls } = await receive(withForeignUrlsAt(NOW));

  expect(end).toMatchObject({ kind: 'returned', value: rowIds });
  expect(urls).toEqual(scrapekit.paths.map((path) => scrapekit.host + path));
});

test('a webhook that comes twice gives the same rows with the same IDs', async () => {
  expect((await receive(genuineAt(NOW))).end).toEqual((await receive(genuineAt(NOW))).end);
});

test('a job that failed ends the workflow, and an error of the API can be replayed', async () => {
  expect((await receive(genuineAt(NOW), scrapekit.routes.failed)).end.kind).toBe('exited');
  await expect(receive(genuineAt(NOW), {})).rejects.toThrow('Replay this event later.');
});

test('a trigger without the raw body and a missing secret are reported', async () => {
  const event = { headers: {}, body: {} };
  await expect(runStep('pipedream-webhook', { props, event, fetch })).rejects.toThrow('no raw body');
  const withoutSecret = { ...props, webhook_secret: '' };
  await expect(
    runStep('pipedream-webhook', { props: withoutSecret, event: { ...event, bodyRaw: '{}' }, fetch }),
  ).rejects.toThrow('Enter the webhook secret.');
});

test('secrets are hidden properties of the steps', async () => {
  for (const file of ['pipedream-webhook', 'pipedream-job']) {
    const { props: asked } = await loadStep(file);
    for (const name of ['api_key', 'webhook_secret'])
      if (asked[name] !== undefined) expect(asked[name].secret).toBe(true);
  }
});

test('a job that is not ended yet is read again later, and one that failed is an error', async () => {
  const input = { api_key: 'the-api-key', query: 'dentists', location: 'Austin', max_leads: 5 };
  const job = { runs: 2, context: { job_id: scrapekit.jobId } };
  const read = async (routes: Routes) => {
    await using api = await startProviderApi(scrapekit.host, routes);
    return await runStep('pipedream-job', { props: input, run: job, fetch: api.fetch });
  };

  expect(await read(scrapekit.routes.running)).toEqual({
    kind: 'rerun',
    delayMs: 120_000,
    context: { job_id: scrapekit.jobId },
  });
  await expect(read(scrapekit.routes.failed)).rejects.toThrow(scrapekit.failure);
});

test('an answer that was lost at the start of a job is not tried again', async () => {
  await using api = await startProviderApi(scrapekit.host, {
    '/api/v1/scrape/jobs': { status: 503, json: {} },
  });
  const input = { api_key: 'the-api-key', query: 'dentists', location: 'Austin', max_leads: 5 };

  await expect(runStep('pipedream-job', { props: input, fetch: api.fetch })).rejects.toThrow(
    'Look in the dashboard',
  );
  expect(api.urls).toHaveLength(1);
});

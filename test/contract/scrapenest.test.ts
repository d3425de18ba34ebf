import { providers } from '@scrapekit/core';
import { expect, test } from 'vitest';
import { lines, scriptedClient } from './client.ts';
import { fixture } from './fixture.ts';

const { scrapenest } = providers;
const noHeader = () => undefined;

test('N01: an endpoint is registered by API, and its secret handed over once', async () => {
  const { client, requests } = scriptedClient(scrapenest, [
    { json: { id: 'ep_1', secret: 'whsec_c2VjcmV0' } },
  ]);

  const endpoint = await client.registerEndpoint({ url: 'https://api.yoursite.com/webhooks' });

  expect(endpoint).toEqual({ id: 'ep_1', secret: 'whsec_c2VjcmV0' });
  expect(lines(requests)).toEqual(['POST https://api.scrapenest.com/api/v1/webhook-endpoints']);
  expect(requests[0]?.headers['x-api-key']).toBe('the-key');
  expect(JSON.parse(requests[0]!.body!)).toEqual({
    url: 'https://api.yoursite.com/webhooks',
    enabled_events: ['job.completed', 'artifact.ready'],
  });
});

test('the other providers say that they register no endpoint', async () => {
  const { client } = scriptedClient(providers.scrupp, []);

  await expect(client.registerEndpoint({ url: 'https://x.test' })).rejects.toThrow(
    'Scrupp registers no webhook endpoint',
  );
});

test('N09: a job is polled, and its artifacts are its results', async () => {
  const { client, requests } = scriptedClient(scrapenest, [
    { status: 201, json: { id: 'job_01', status: 'queued' } },
    { json: { id: 'job_01', status: 'succeeded' } },
    { json: { artifacts: [{ id: 'art_1' }, { id: 'art_2' }] } },
  ]);

  const job = await client.create('scrape', { url: 'https://example.com' });
  await expect(client.wait(job)).resolves.toMatchObject({ status: 'completed' });
  expect(await Array.fromAsync(client.results(job))).toEqual([{ id: 'art_1' }, { id: 'art_2' }]);

  expect(lines(requests)).toEqual([
    'POST https://api.scrapenest.com/api/v1/jobs',
    'GET https://api.scrapenest.com/api/v1/jobs/job_01',
    'GET https://api.scrapenest.com/api/v1/jobs/job_01/artifacts',
  ]);
});

test('N07: an event is known by its event_id', () => {
  expect(scrapenest.webhook.readEvent(fixture('scrapenest/webhook-completed.json'), noHeader)).toEqual({
    type: 'job.completed',
    jobId: 'job_01',
    operation: 'scrape',
    status: 'completed',
    identity: ['evt_01KRA0000000000000000000000'],
  });
});

test('N08: failure is a job.completed whose status says failed', () => {
  expect(scrapenest.webhook.readEvent(fixture('scrapenest/webhook-failed.json'), noHeader)).toMatchObject({
    type: 'job.completed',
    status: 'failed',
  });
});

test('N10: a late job.created ends nothing', () => {
  const late = { event_id: 'evt_1', event_type: 'job.created', data: { job_id: 'job_01', status: 'queued' } };

  expect(scrapenest.webhook.readEvent(late, noHeader)).not.toHaveProperty('status');
});

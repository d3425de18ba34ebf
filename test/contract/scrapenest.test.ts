import { createHmac } from 'node:crypto';
import { providers } from '@scrapekit/core';
import { expect, test } from 'vitest';
import { requestLines, scriptedClient } from './client.ts';
import { fixture, fixtureBytes } from './fixture.ts';
import { recordingReceiver } from './receiver.ts';

const { scrapenest } = providers;
const noHeader = () => undefined;

test('N01: an endpoint is registered through the API, which returns its secret', async () => {
  const { client, requests } = scriptedClient(scrapenest, [
    { json: { id: 'ep_1', secret: 'whsec_c2VjcmV0' } },
  ]);

  const endpoint = await client.registerEndpoint({ url: 'https://api.yoursite.com/webhooks' });

  expect(endpoint).toEqual({ id: 'ep_1', secret: 'whsec_c2VjcmV0' });
  expect(requestLines(requests)).toEqual(['POST https://api.scrapenest.com/api/v1/webhook-endpoints']);
  expect(requests[0]?.headers['x-api-key']).toBe('the-key');
  expect(JSON.parse(requests[0]!.body!)).toEqual({
    url: 'https://api.yoursite.com/webhooks',
    enabled_events: ['job.completed', 'artifact.ready'],
  });
});

test('registering an endpoint fails for a provider without that call', async () => {
  const { client } = scriptedClient(providers.scrupp, []);

  await expect(client.registerEndpoint({ url: 'https://x.test' })).rejects.toThrow(
    'Scrupp registers no webhook endpoint',
  );
});

test('N09: a job is polled, and its results are its artifacts', async () => {
  const { client, requests } = scriptedClient(scrapenest, [
    { status: 201, json: { id: 'job_01', status: 'queued' } },
    { json: { id: 'job_01', status: 'succeeded' } },
    { json: { artifacts: [{ id: 'art_1' }, { id: 'art_2' }] } },
  ]);

  const job = await client.create('scrape', { url: 'https://example.com' });
  await expect(client.wait(job)).resolves.toMatchObject({ status: 'completed' });
  expect(await Array.fromAsync(client.results(job))).toEqual([{ id: 'art_1' }, { id: 'art_2' }]);

  expect(requestLines(requests)).toEqual([
    'POST https://api.scrapenest.com/api/v1/jobs',
    'GET https://api.scrapenest.com/api/v1/jobs/job_01',
    'GET https://api.scrapenest.com/api/v1/jobs/job_01/artifacts',
  ]);
});

test('N07: an event is identified by its event_id', () => {
  expect(scrapenest.webhook.parseEvent(fixture('scrapenest/webhook-completed.json'), noHeader)).toEqual({
    type: 'job.completed',
    jobId: 'job_01',
    operation: 'scrape',
    status: 'completed',
    identity: ['evt_01KRA0000000000000000000000'],
  });
});

test('N08: a failed job is reported as job.completed with the status failed', () => {
  expect(scrapenest.webhook.parseEvent(fixture('scrapenest/webhook-failed.json'), noHeader)).toMatchObject({
    type: 'job.completed',
    status: 'failed',
  });
});

test('N10: a late job.created does not end the job', () => {
  const late = { event_id: 'evt_1', event_type: 'job.created', data: { job_id: 'job_01', status: 'queued' } };

  expect(scrapenest.webhook.parseEvent(late, noHeader).status).toBeUndefined();
});

test('N02, N03, N05, N11: a delivery signed with the decoded secret is answered with 200 and dispatched once', async () => {
  const key = Buffer.from('a key with _ and - in its base64 ???>>>');
  const body = fixtureBytes('scrapenest/webhook-completed.json');
  const now = new Date('2026-04-21T10:41:10Z');
  const timestamp = String(now.getTime() / 1000);
  const deliver = (id: string) => ({
    'svix-id': id,
    'svix-timestamp': timestamp,
    'svix-signature': `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`,
  });
  const { receive, dispatched } = recordingReceiver(scrapenest, {
    secrets: [`whsec_${key.toString('base64')}`],
    now,
  });

  const answers = [
    await receive(body, deliver('msg_1')),
    await receive(body, deliver('msg_1')),
    await receive(body, deliver('msg_2')),
  ];

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(dispatched).toMatchObject([{ jobId: 'job_01', status: 'completed' }]);
});

test('N06: a delivery without a signature is refused from any IP address', async () => {
  const { receive } = recordingReceiver(scrapenest, { secrets: ['whsec_c2VjcmV0'] });

  await expect(
    receive(fixtureBytes('scrapenest/webhook-completed.json'), { 'X-Forwarded-For': '203.0.113.7' }),
  ).resolves.toMatchObject({
    status: 401,
  });
});

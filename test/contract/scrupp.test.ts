import { createHmac } from 'node:crypto';
import { providers } from '@scrapekit/core';
import { describe, expect, test } from 'vitest';
import { requestLines, scriptedClient } from './client.ts';
import { fixture, fixtureBytes } from './fixture.ts';
import { recordingReceiver } from './receiver.ts';

const { scrupp } = providers;
const noHeader = () => undefined;
const reference = { id: '6666', operation: 'companies' };

test('S01, S07: a create sends the webhook URL, and the key in the Authorization header', async () => {
  const { client, requests } = scriptedClient(scrupp, [{ json: { process_id: 6666, status: 'queued' } }]);

  const job = await client.create(
    'companies',
    { items: ['ibm', 'microsoft'], max: 100 },
    { webhookUrl: 'https://x.test/hook' },
  );

  expect(job).toMatchObject({ ...reference, status: 'queued' });
  expect(requestLines(requests)).toEqual(['POST https://api.scrupp.com/api/v1/company/linkedin']);
  expect(requests[0]?.headers.authorization).toBe('Bearer the-key');
  expect(JSON.parse(requests[0]!.body!)).toEqual({
    items: ['ibm', 'microsoft'],
    max: 100,
    webhook_url: 'https://x.test/hook',
  });
});

test('S01, S09: the status and the data of a task are fetched from separate routes', async () => {
  const { client, requests } = scriptedClient(scrupp, [
    { json: { process_id: 6666, status: 'completed' } },
    { json: { total: 1, items: [{ name: 'IBM' }] } },
  ]);

  const job = await client.get(reference);
  expect(job).toMatchObject({ status: 'completed' });
  expect(await Array.fromAsync(client.results(job))).toEqual([{ name: 'IBM' }]);
  expect(requestLines(requests)).toEqual([
    'GET https://api.scrupp.com/api/v1/task/6666/status',
    'GET https://api.scrupp.com/api/v1/task/6666/data',
  ]);
});

test('S11: the Jobs API has other routes and status words', async () => {
  const { client, requests } = scriptedClient(scrupp, [
    { json: { id: 'job_1', status: 'queued' } },
    { json: { id: 'job_1', status: 'succeeded' } },
    { json: { data: { items: [{ name: 'IBM' }] } } },
  ]);

  const job = await client.create('job', { type: 'company', input: { name: 'ibm' } });
  await expect(client.get(job)).resolves.toMatchObject({ status: 'completed' });
  expect(await Array.fromAsync(client.results(job))).toEqual([{ name: 'IBM' }]);

  expect(requestLines(requests)).toEqual([
    'POST https://api.scrupp.com/api/v1/jobs',
    'GET https://api.scrupp.com/api/v1/jobs/job_1',
    'GET https://api.scrupp.com/api/v1/jobs/job_1/result',
  ]);
});

test('S11: a job id may be a number, and an error may be an object', async () => {
  const { client } = scriptedClient(scrupp, [
    { json: { job_id: 6667, status: 'queued' } },
    { status: 404, json: { error: { message: 'No such job' }, error_code: 'NOT_FOUND' } },
  ]);

  const job = await client.create('job', { type: 'company.name', input: { items: ['ibm'] } });

  expect(job.id).toBe('6667');
  await expect(client.get(job)).rejects.toMatchObject({
    code: 'NOT_FOUND',
    message: expect.stringContaining('No such job') as string,
  });
});

test('S11: the answer 409 to a request for results means that the job has not ended', async () => {
  const { client } = scriptedClient(scrupp, [
    { status: 409, json: { message: 'Not ready', error_code: 'NOT_READY' } },
    { json: { id: 'job_1', status: 'running' } },
  ]);

  const reading = Array.fromAsync(client.results({ id: 'job_1', operation: 'job' }));

  await expect(reading).rejects.toMatchObject({ name: 'JobNotCompletedError', retryable: true });
});

test.each([
  ['queued', 'queued'],
  ['running', 'running'],
  ['completed', 'completed'],
  ['succeeded', 'completed'],
  ['failed', 'failed'],
  ['toString', 'running'],
])('S09, S11: the status "%s" means %s', (word, status) => {
  expect(scrupp.operations.companies.parseJob({ process_id: 1, status: word })).toMatchObject({ status });
});

test.each([401, 403])('S10: the answer %d means a bad key', async (status) => {
  const { client } = scriptedClient(scrupp, [{ status, json: { error: 'Forbidden' } }]);

  await expect(client.get(reference)).rejects.toThrow('Check the API key');
});

test('S10: after the answer 429 the client waits as long as Retry-After says', async () => {
  const { client, clock } = scriptedClient(scrupp, [
    { status: 429, headers: { 'retry-after': '9' }, json: { error: 'Slow down' } },
    { json: { process_id: 6666, status: 'running' } },
  ]);

  await client.get(reference);

  expect(clock.slept[0]).toBeGreaterThanOrEqual(9_000);
});

test.each([
  ['webhook-completed', 'completed', 'companies'],
  ['webhook-failed', 'failed', undefined],
])(
  'S02, S03, S04: %s is parsed without its result_url, and of its meta only the operation',
  (name, status, operation) => {
    expect(scrupp.webhook.parseEvent(fixture(`scrupp/${name}.json`), noHeader)).toEqual({
      type: 'task.completed',
      jobId: '6666',
      operation,
      status,
      identity: ['6666'],
    });
  },
);

describe('deliveries', () => {
  const sent = 1_735_471_800;
  const body = fixtureBytes('scrupp/webhook-completed.json');
  const digest = createHmac('sha256', 'the-first-key').update(`${sent}.`).update(body).digest('hex');
  const signed = { 'X-Scrupp-Signature': `sha256=${digest}`, 'X-Scrupp-Timestamp': String(sent) };
  const at = (seconds: number) =>
    recordingReceiver(scrupp, { secrets: ['the-first-key'], now: new Date((sent + seconds) * 1000) });

  test.each([
    [0, 1],
    [300, 1],
    [-300, 1],
    [301, 0],
    [-301, 0],
  ])(
    'S06, S07, S08: %d s after its timestamp, a delivery signed with the first API key is dispatched %d times',
    async (seconds, times) => {
      const { receive, dispatched } = at(seconds);

      await receive(body, signed);

      expect(dispatched).toHaveLength(times);
    },
  );

  test('S05: a genuine but stale delivery ends the pause of a client that waits for its task', async () => {
    const { receive, inbox, dispatched } = at(3_600);
    const woken = inbox.nudge('6666', new AbortController().signal);

    await receive(body, signed);

    await expect(woken).resolves.toBeUndefined();
    expect(dispatched).toEqual([]);
  });

  test('S12: a delivery without a signature is rejected when a secret is configured', async () => {
    await expect(at(0).receive(body)).resolves.toMatchObject({ status: 401 });
  });
});

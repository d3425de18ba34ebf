import { providers, verifyWebhook, WebhookVerificationError } from '@scrapekit/core';
import { expect, test } from 'vitest';
import { requestLines, scriptedClient } from './client.ts';
import { fixture, fixtureBytes } from './fixture.ts';
import { recordingReceiver } from './receiver.ts';

const { matchkraft } = providers;
const jobId = '20f70187-b941-4bb0-b10f-599b025fc425';
const created = { json: fixture('matchkraft/created.json') };
const reference = { id: jobId, operation: 'emailValidation' };

test.each([
  ['domainScan', 'domain-scan', ['https://example.com', 'https://example2.com']],
  ['emailValidation', 'email-validation', ['john@gmail.com', 'test@domain.com']],
  ['emailFinder', 'email-finder', [{ firstName: 'Ada', lastName: 'Byron', website: 'https://example.com' }]],
])('M01, M02: %s sends its records with the key in the header apikey', async (operation, type, records) => {
  const { client, requests } = scriptedClient(matchkraft, [created]);

  const job = await client.create(operation, { jobName: 'Mine', records });

  expect(job).toMatchObject({ id: jobId, operation, status: 'queued' });
  expect(requestLines(requests)).toEqual([`POST https://app.matchkraft.com/api/v2/${type}`]);
  expect(requests[0]?.headers).toMatchObject({ apikey: 'the-key' });
  expect(JSON.parse(requests[0]!.body!)).toEqual({ jobName: 'Mine', records });
});

test('M13: the echoed job name is not used', async () => {
  const { client } = scriptedClient(matchkraft, [created]);

  await expect(client.create('domainScan', { records: ['example.com'] })).resolves.not.toHaveProperty(
    'jobName',
  );
});

test('duplicate and invalid records are left out and reported', async () => {
  const { client, requests } = scriptedClient(matchkraft, [created]);

  const { receipt } = await client.create('emailValidation', { records: ['a@x.test', 'A@x.test', 'nobody'] });

  expect(JSON.parse(requests[0]!.body!)).toMatchObject({ records: ['a@x.test'] });
  expect(receipt.dropped).toEqual([
    { value: 'A@x.test', reason: 'duplicate' },
    { value: 'nobody', reason: 'invalid' },
  ]);
});

test('M03: the results route also returns the status', async () => {
  const { client, requests } = scriptedClient(matchkraft, [
    { json: { status: 'COMPLETED', results: [{ email: 'a@x.test' }] } },
  ]);

  await expect(client.get(reference)).resolves.toMatchObject({ id: jobId, status: 'completed' });
  expect(await Array.fromAsync(client.results(reference))).toEqual([{ email: 'a@x.test' }]);
  expect(new Set(requestLines(requests))).toEqual(
    new Set([`GET https://app.matchkraft.com/api/v2/email-validation/results/${jobId}`]),
  );
});

test.each([
  ['COMPLETED', 'completed'],
  ['Completed', 'completed'],
  ['failed', 'failed'],
  ['PENDING', 'queued'],
  ['PROCESSING', 'running'],
  ['anything else', 'running'],
])('M11, M12: the status "%s" means %s', (word, status) => {
  expect(matchkraft.operations.domainScan.parseJob({ status: word })).toEqual({ status });
});

test('M11: a 404 after the create is retried for 60 s', async () => {
  const { client, clock } = scriptedClient(matchkraft, [{ status: 404, json: {} }]);

  await expect(client.wait(reference)).rejects.toMatchObject({ status: 404 });
  expect(clock.now()).toBe(60_000);
});

test('M11: only the status of an error answer is used', async () => {
  const { client } = scriptedClient(matchkraft, [{ status: 400, json: ['?'] }]);

  await expect(client.create('domainScan', { records: ['example.com'] })).rejects.toMatchObject({
    status: 400,
    retryable: false,
  });
});

test('M04: a create with a webhook URL fails with a message that names the dashboard', async () => {
  const { client, requests } = scriptedClient(matchkraft, [created]);

  await expect(
    client.create('domainScan', { records: ['example.com'] }, { webhookUrl: 'https://x.test' }),
  ).rejects.toThrow('dashboard');
  expect(requests).toEqual([]);
});

test('M05, M09: a delivery without a signature is a hint about a job', () => {
  const delivery = { headers: {}, body: fixtureBytes('matchkraft/webhook.json') };

  expect(verifyWebhook('matchkraft', delivery, { secrets: [], now: new Date() })).toMatchObject({
    trust: 'hint',
    jobId,
    operation: 'emailValidation',
    status: 'completed',
  });
});

test.each([
  { jobId: '../../account' },
  { jobId: 7 },
  { jobType: 'domain-scan/../x' },
  { jobType: 'constructor' },
  { status: 'DONE' },
  { event: 'job.started' },
])('M09: a delivery with %j is rejected', (change) => {
  const body = Buffer.from(JSON.stringify({ ...(fixture('matchkraft/webhook.json') as object), ...change }));

  expect(() => verifyWebhook('matchkraft', { headers: {}, body }, { secrets: [], now: new Date() })).toThrow(
    WebhookVerificationError,
  );
});

test('M06, M07: a repeated delivery is answered with 200 and dispatched once', async () => {
  const { receive, dispatched } = recordingReceiver(matchkraft);

  const answers = [
    await receive(fixtureBytes('matchkraft/webhook.json')),
    await receive(fixtureBytes('matchkraft/webhook.json')),
  ];

  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(dispatched.map((event) => event.jobId)).toEqual([jobId]);
});

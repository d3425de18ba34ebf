import { expect, test } from 'vitest';
import { ApiError } from '../../src/errors/api-error.ts';
import { InputError } from '../../src/errors/input-error.ts';
import { JobNotCompletedError } from '../../src/errors/job-not-completed-error.ts';
import { NetworkError } from '../../src/errors/network-error.ts';
import { UnexpectedAnswerError } from '../../src/errors/unexpected-answer-error.ts';
import { socketError, type ScriptedAnswer } from '../scripted-transport.ts';
import { apiKey, refused, scriptedClient } from './client.ts';

const reference = { id: 'sk_job_4f7a9b1c', operation: 'scrape' };
const status = (overrides: object): ScriptedAnswer => ({
  json: {
    job_id: reference.id,
    status: 'running',
    progress: { scraped: 214, verified: 198, target: 500 },
    credits_used: 3.21,
    error: null,
    ...overrides,
  },
});

test('C090: a job has status, progress and credits in thousandths', async () => {
  const { client, requests } = scriptedClient(status({}));

  const job = await client.get(reference);

  expect(job).toMatchObject({
    ...reference,
    status: 'running',
    progress: { done: 214, total: 500 },
    creditsUsed: 3210,
  });
  expect(requests[0]?.url).toBe('https://scrapekit.ai/api/v1/scrape/jobs/sk_job_4f7a9b1c');
});

test.each([
  ['partial', 'completed'],
  ['discovering', 'running'],
])('A18, C193: the status "%s" becomes %s', async (word, expected) => {
  const { client } = scriptedClient(status({ status: word }));

  await expect(client.get(reference)).resolves.toMatchObject({ status: expected });
});

test('C193: unknown and missing fields cause no error', async () => {
  const { client } = scriptedClient({ json: { job_id: 'x', status: 'queued', surprise: { deep: true } } });

  await expect(client.get({ ...reference, id: 'x' })).resolves.toMatchObject({ id: 'x', status: 'queued' });
});

test.each([
  socketError('ECONNRESET'),
  refused(500, 'internal_error'),
  refused(429, 'rate_limited'),
  { status: 502, text: '<html>' },
])('C188: a read is repeated after %j', async (failure) => {
  const { client, requests } = scriptedClient(failure, status({}));

  await client.get(reference);

  expect(requests).toHaveLength(2);
});

test('C188: after five tries with pauses of at most 30 s the network error is thrown', async () => {
  const { client, requests, clock } = scriptedClient(socketError('ECONNRESET'));

  await expect(client.get(reference)).rejects.toBeInstanceOf(NetworkError);

  expect(requests).toHaveLength(5);
  expect(clock.slept).toEqual([500, 1_000, 2_000, 4_000]);
});

test('C188, C193: other refusals are not repeated, and a page that is not JSON is judged by its status', async () => {
  const { client, requests } = scriptedClient({ status: 404, text: '<html>not here</html>' });

  const error: unknown = await client.get(reference).catch((reason: unknown) => reason);

  expect(ApiError.isInstance(error) && error.message).toContain('404');
  expect(requests).toHaveLength(1);
});

test('an answer that is not JSON is an UnexpectedAnswerError', async () => {
  const { client } = scriptedClient({ text: 'OK' });

  await expect(client.get(reference)).rejects.toBeInstanceOf(UnexpectedAnswerError);
});

test('C099: an id cannot change the path', async () => {
  const { client, requests } = scriptedClient(status({}));

  await client.get({ ...reference, id: '../account?x=' });

  expect(requests[0]?.url).toBe('https://scrapekit.ai/api/v1/scrape/jobs/..%2Faccount%3Fx%3D');
  await expect(client.get({ ...reference, id: '..' })).rejects.toThrow(InputError);
});

test('C194: rows have the normal form, or the form as sent on request', async () => {
  const lead = { place_id: 'p', rating: '', reviews_count: '', emails_found: 'a@x.test;b@x.test' };
  const { client } = scriptedClient({
    json: { results: [lead, { place_id: 'q', rating: 4.8, reviews_count: 3 }] },
  });

  expect(await Array.fromAsync(client.results(reference))).toEqual([
    { place_id: 'p', rating: null, reviews_count: null, emails_found: ['a@x.test', 'b@x.test'] },
    { place_id: 'q', rating: 4.8, reviews_count: 3, emails_found: [] },
  ]);
  expect(await Array.fromAsync(client.results(reference, { raw: true }))).toMatchObject([
    lead,
    { place_id: 'q' },
  ]);
});

test('C112: a CSV file is returned without a changed byte', async () => {
  const { client, requests } = scriptedClient({ text: 'place_id,name\r\np,"Smile, Austin"\r\n' });

  const chunks = await Array.fromAsync(client.resultsFile(reference, 'csv'));

  expect(Buffer.concat(chunks).toString()).toBe('place_id,name\r\np,"Smile, Austin"\r\n');
  expect(requests[0]?.url).toBe('https://scrapekit.ai/api/v1/scrape/jobs/sk_job_4f7a9b1c/results?format=csv');
});

test.each([
  ['running', true],
  ['completed', true],
  ['failed', false],
  ['cancelled', false],
])('C187: the error "not ready" for a job that is %s is retryable: %s', async (word, retryable) => {
  const { client } = scriptedClient(refused(409, 'job_not_ready'), status({ status: word }));

  const error: unknown = await Array.fromAsync(client.results(reference)).catch((reason: unknown) => reason);

  expect(JobNotCompletedError.isInstance(error) && error.retryable).toBe(retryable);
});

test('C153: a cancel returns the state after it, and is not repeated when its answer is lost', async () => {
  const { client, requests } = scriptedClient(
    { json: { status: 'cancelled' } },
    status({ status: 'cancelled' }),
  );

  await expect(client.cancel(reference)).resolves.toMatchObject({ status: 'cancelled' });
  expect(requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
    'POST /api/v1/jobs/sk_job_4f7a9b1c/cancel',
    'GET /api/v1/scrape/jobs/sk_job_4f7a9b1c',
  ]);
});

test('C191: the key is sent to the configured origin only', async () => {
  const { client, requests } = scriptedClient(status({}));

  await client.get(reference);

  expect(requests[0]?.headers.authorization).toBe(`Bearer ${apiKey}`);
});

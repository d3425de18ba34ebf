import { describe, expect, test } from 'vitest';
import type { ProviderId } from '@scrapekit/core';
import { apiKey, failure, stepRunner } from './run-step.ts';
import { refused, scriptedApi } from './scripted-api.ts';

const unknownJob = 'GET /api/v1/scrape/jobs/sk_job_00000000000000000000000000000000';
const connectTo = (url: string, brand: ProviderId = 'scrapekit') =>
  stepRunner({ brand }).run('authentication.test', { url });

test('X03: a good key connects with the e-mail address of its account as the label', async () => {
  const api = await scriptedApi({
    'GET /api/v1/account': { json: { account_id: 'acc_1', email: 'jane@example.com', balance: 12.5 } },
  });

  await expect(connectTo(api.url)).resolves.toEqual({ account: 'jane@example.com' });

  expect(api.requests[0]?.headers.authorization).toBe(`Bearer ${apiKey}`);
  expect(api.requests[0]?.body).toBe('');
});

test('X03: without the account call, a 404 for an unknown job shows that the key is good', async () => {
  const api = await scriptedApi({ [unknownJob]: refused(404, 'job_not_found') });

  await expect(connectTo(api.url)).resolves.toEqual({ account: new URL(api.url).host });

  expect(api.requests.map(({ path }) => path)).toEqual([
    '/api/v1/account',
    '/api/v1/scrape/jobs/sk_job_00000000000000000000000000000000',
  ]);
});

test.each([
  ['at the account call', { 'GET /api/v1/account': refused(401, 'invalid_api_key') }],
  ['at the unknown job', { [unknownJob]: refused(401, 'invalid_api_key') }],
])('C003: a bad key is reported as an AuthenticationError (%s)', async (_, routes) => {
  const api = await scriptedApi(routes);

  const { name, message } = await failure(connectTo(api.url));

  expect(name).toBe('AppError');
  expect(JSON.parse(message)).toMatchObject({ code: 'AuthenticationError', status: 401 });
});

test('C013: the error for a suspended account gives the reason', async () => {
  const api = await scriptedApi({ 'GET /api/v1/account': refused(403, 'account_suspended') });

  const { name, message } = await failure(connectTo(api.url));

  expect(name).toBe('AppError');
  expect(message).toContain('It is account_suspended.');
});

test('C191: the key is not sent to another machine over http', async () => {
  const { name, message } = await failure(connectTo('http://scrapekit.example'));

  expect(name).toBe('HaltedError');
  expect(message).toContain('https://');
});

test('C192: an error message does not contain the key', async () => {
  const api = await scriptedApi({
    'GET /api/v1/account': { status: 400, json: { error: { code: 'odd', message: `Bad ${apiKey}` } } },
  });

  const { message } = await failure(connectTo(api.url));

  expect(message).not.toContain(apiKey);
});

test.each<readonly [ProviderId, number, string]>([
  ['scrapekit', 404, 'text/html'],
  ['matchkraft', 404, 'text/html'],
  ['scrupp', 404, 'text/html'],
  ['scrapfly', 404, 'text/html'],
  ['scrapenest', 404, 'text/html'],
  ['scrapekit', 200, 'text/html'],
  ['matchkraft', 200, 'text/html'],
  ['scrupp', 200, 'text/html'],
  ['scrapfly', 200, 'text/html'],
  ['scrapenest', 200, 'text/html'],
])('C191: a website proves no key of %s by answering %d', async (brand, status, type) => {
  const api = await scriptedApi({});
  api.answerWith(() => ({ status, headers: { 'content-type': type }, text: '<html>Hello</html>' }));

  await expect(connectTo(api.url, brand)).rejects.toThrow();
});

describe('MatchKraft, whose API documents no free request', () => {
  const answer = (good: number, wrong: number) => async () => {
    const api = await scriptedApi({});
    api.answerWith(({ headers }) => (headers.apikey === apiKey ? refused(good, 'no') : refused(wrong, 'no')));
    return await connectTo(api.url, 'matchkraft');
  };

  test('a key connects that the API tells from a wrong one', async () => {
    await expect(answer(404, 401)()).resolves.toEqual({ account: expect.stringContaining('127.0.0.1') });
  });

  test('a key that the API refuses does not connect', async () => {
    await expect(answer(401, 401)()).rejects.toThrow('AuthenticationError');
  });

  test('a server that takes every key proves nothing', async () => {
    await expect(answer(404, 404)()).rejects.toThrow('checks keys');
  });
});

import { expect, test } from 'vitest';
import { authentication } from '../../src/providers/scrapekit/authentication.ts';
import { account, apiKey, failure, runStep } from '../run-step.ts';
import { refused, scriptedApi } from '../scripted-api.ts';

const unknownJob = 'GET /api/v1/scrape/jobs/sk_job_00000000000000000000000000000000';
const checkKey = authentication.test as (...args: never[]) => unknown;
const connectTo = (url: string) => runStep(checkKey as never, { authData: account(url) });

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

  expect(name).toBe('HaltedError');
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

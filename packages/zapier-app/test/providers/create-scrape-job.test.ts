import { describe, expect, test } from 'vitest';
import { perform } from '../../src/providers/scrapekit/create-scrape-job.ts';
import { createSample } from '../../src/providers/scrapekit/scrape-fields.ts';
import { account, apiKey, failure, runStep, throttled } from '../run-step.ts';
import { refused, scriptedApi, type Answer } from '../scripted-api.ts';

const route = 'POST /api/v1/scrape/jobs';
const created: Answer = {
  status: 202,
  headers: { 'x-request-id': 'req_0000000001' },
  json: {
    job_id: 'sk_job_4f7a9b1c',
    status: 'queued',
    query: 'dentists',
    location: 'Austin, Texas',
    max_leads: 500,
    verify_emails: true,
    estimated_credits: 7.5,
    created_at: '2026-04-21T10:32:14Z',
  },
};
const inputData = { query: 'dentists', location: 'Austin, Texas', max_leads: 500, verify_emails: true };
const create = (url: string, input: Readonly<Record<string, unknown>> = inputData) =>
  runStep(perform, { authData: account(url), inputData: input });

test('C068, C069, C071, C073, C077: starts the job with the key and returns it with the keys of the sample', async () => {
  const api = await scriptedApi({ [route]: created });

  const job = await create(api.url);

  expect(job).toEqual(createSample);
  expect(api.requests).toHaveLength(1);
  expect(api.requests[0]?.headers).toMatchObject({
    authorization: `Bearer ${apiKey}`,
    'content-type': 'application/json',
  });
  expect(JSON.parse(api.requests[0]!.body)).toEqual(inputData);
});

test('C074: sends the webhook URL', async () => {
  const api = await scriptedApi({ [route]: created });

  await create(api.url, { ...inputData, webhook_url: 'https://hooks.example.com/x' });

  expect(JSON.parse(api.requests[0]!.body)).toMatchObject({ webhook_url: 'https://hooks.example.com/x' });
});

test('C075: does not send optional inputs that are empty', async () => {
  const api = await scriptedApi({ [route]: created });

  await create(api.url, { ...inputData, verify_emails: null, webhook_url: '' });

  expect(JSON.parse(api.requests[0]!.body)).toEqual({
    query: 'dentists',
    location: 'Austin, Texas',
    max_leads: 500,
  });
});

test.each([undefined, null, '', 0])(
  'C072: a limit of %j does not mean the whole balance: it halts the run, and nothing is sent',
  async (max_leads) => {
    const api = await scriptedApi({ [route]: created });

    const { name, message } = await failure(create(api.url, { ...inputData, max_leads }));

    expect(name).toBe('HaltedError');
    expect(message).toContain('max_leads: Give the largest number of leads, from 1 to 500000');
    expect(api.requests).toEqual([]);
  },
);

test('C070: sends text that looks like a Zapier placeholder unchanged', async () => {
  const api = await scriptedApi({ [route]: created });
  const query = 'bars {{bundle.inputData.location}} {{{x}}}';

  await create(api.url, { ...inputData, query });

  expect(JSON.parse(api.requests[0]!.body)).toMatchObject({ query });
});

test.each([
  [{ query: '' }, 'query'],
  [{ location: undefined }, 'location'],
  [{ max_leads: -1 }, 'max_leads'],
  [{ webhook_url: 'http://hooks.example.com/x' }, 'webhook_url'],
])(
  'C068, C069, C071, C074: input %j halts the run with a message that names the field, and nothing is sent',
  async (wrong, field) => {
    const api = await scriptedApi({ [route]: created });

    const { name, message } = await failure(create(api.url, { ...inputData, ...wrong }));

    expect(name).toBe('HaltedError');
    expect(message).toContain(`${field}: `);
    expect(api.requests).toEqual([]);
  },
);

describe('C189: a create with an unknown outcome halts the run, so that no second job is started', () => {
  test.each([
    ['the connection breaks', { hangUp: true }],
    ['the server fails', refused(500, 'job_create_failed')],
    ['a gateway answers', { status: 502, text: '<html>Bad gateway</html>' }],
    ['the answer names no job', { status: 202, json: { ok: true } }],
  ])('%s', async (_, answer) => {
    const api = await scriptedApi({ [route]: answer });

    const { name, message } = await failure(create(api.url));

    expect(name).toBe('HaltedError');
    expect(message).toContain('may or may not have created the job');
    expect(api.requests).toHaveLength(1);
  });

  test('the message names the request id', async () => {
    const api = await scriptedApi({ [route]: refused(500, 'job_create_failed') });

    const { message } = await failure(create(api.url));

    expect(message).toContain('req_7f2a9c4e1b');
  });
});

describe('when nothing was created', () => {
  test('C003: a key that is no longer valid asks the user to reconnect the account', async () => {
    const api = await scriptedApi({ [route]: refused(401, 'invalid_api_key') });

    expect(await failure(create(api.url))).toMatchObject({ name: 'ExpiredAuthError' });
  });

  test.each([
    [402, 'insufficient_credits'],
    [403, 'account_suspended'],
    [400, 'invalid_query'],
  ])('%d %s halts the run with the message and the request id of the server', async (status, code) => {
    const api = await scriptedApi({ [route]: refused(status, code) });

    const { name, message } = await failure(create(api.url));

    expect(name).toBe('HaltedError');
    expect(message).toContain(`It is ${code}.`);
    expect(message).toContain('req_7f2a9c4e1b');
  });

  test.each(['rate_limited', 'too_many_active_jobs'])(
    'C042, C086: %s with a long Retry-After makes Zapier run the step again after that time',
    async (code) => {
      const api = await scriptedApi({ [route]: refused(429, code, { 'retry-after': '45' }) });

      const error = await failure(create(api.url));

      expect(error.name).toBe('ThrottledError');
      expect(throttled(error).message).toContain(`It is ${code}.`);
      expect(throttled(error).delay).toBeGreaterThanOrEqual(45);
      expect(throttled(error).delay).toBeLessThanOrEqual(57);
      expect(api.requests).toHaveLength(1);
    },
  );

  test('C188: the step waits for a short Retry-After and sends the request again', async () => {
    const api = await scriptedApi({
      [route]: [refused(429, 'rate_limited', { 'retry-after': '0' }), created],
    });

    await expect(create(api.url)).resolves.toMatchObject({ id: 'sk_job_4f7a9b1c' });
  });
});

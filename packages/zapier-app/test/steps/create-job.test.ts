import { FakeClock } from '@scrapekit/core/testing';
import { describe, expect, test } from 'vitest';
import { apiKey, failure, stepRunner, throttled } from '../run-step.ts';
import { refused, scriptedApi, type Answer } from '../scripted-api.ts';

const route = 'POST /api/v1/scrape/jobs';
const accountRoute = 'GET /api/v1/account';
const create = 'creates.create_scrape_job.operation.perform';
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
const account: Answer = { json: { account_id: 'acc_1', email: 'ann@example.com', balance: 92.5 } };
const inputData = { query: 'dentists', location: 'Austin, Texas', max_leads: 500, verify_emails: true };

const sent = (api: { readonly requests: readonly { readonly path: string; readonly body: string }[] }) =>
  api.requests
    .filter(({ path, body }) => path === '/api/v1/scrape/jobs' && body !== '')
    .map(({ body }) => JSON.parse(body) as Record<string, unknown>);

test('C068, C069, C071, C073, C077: starts the job with the key and returns it with its cost', async () => {
  const api = await scriptedApi({ [route]: created, [accountRoute]: account });

  const job = await stepRunner().run(create, { url: api.url, inputData });

  expect(job).toEqual({
    id: 'sk_job_4f7a9b1c',
    status: 'queued',
    query: 'dentists',
    location: 'Austin, Texas',
    max_leads: 500,
    verify_emails: true,
    estimated_credits: 7.5,
    created_at: '2026-04-21T10:32:14Z',
    requested: null,
    balance_after: 92.5,
    error: null,
    link: 'https://scrapekit.ai/dashboard',
    note: null,
  });
  expect(api.requests[0]?.headers).toMatchObject({
    authorization: `Bearer ${apiKey}`,
    'content-type': 'application/json',
  });
  expect(sent(api)).toEqual([{ ...inputData, client_request_id: expect.stringMatching(/^zapier-\S{40,}$/) }]);
});

test('C049, C050: shows that the balance lowered the number of leads', async () => {
  const api = await scriptedApi({ [route]: created, [accountRoute]: account });

  const job = await stepRunner().run(create, { url: api.url, inputData: { ...inputData, max_leads: 900 } });

  expect(job).toMatchObject({
    max_leads: 500,
    requested: 900,
    note: 'The balance pays for 500 of the 900 requested, so the job is limited to them.',
  });
});

test.each([
  ['an error', refused(500, 'internal_error')],
  ['a page', { text: '<html>' }],
  ['a bad key', refused(401, 'invalid_api_key')],
])('the job is returned without a balance when the account answers with %s', async (_, answer) => {
  const api = await scriptedApi({ [route]: created, [accountRoute]: answer });

  const job = await stepRunner({ clock: new FakeClock() }).run(create, { url: api.url, inputData });

  expect(job).toMatchObject({ id: 'sk_job_4f7a9b1c', balance_after: null });
});

describe('fields', () => {
  const input = async (changes: Readonly<Record<string, unknown>>) => {
    const api = await scriptedApi({ [route]: created, [accountRoute]: account });
    await stepRunner().run(create, { url: api.url, inputData: { ...inputData, ...changes } });
    return sent(api)[0];
  };

  test('C074: sends the webhook URL', async () => {
    expect(await input({ webhook_url: 'https://hooks.example.com/x' })).toMatchObject({
      webhook_url: 'https://hooks.example.com/x',
    });
  });

  test('C075: leaves out optional fields that are empty, and keys that Zapier adds', async () => {
    const entered = { verify_emails: null, webhook_url: '  ', _zap_search_success_on_miss: 'x' };

    expect(Object.keys((await input(entered)) ?? {}).toSorted()).toEqual([
      'client_request_id',
      'location',
      'max_leads',
      'query',
    ]);
  });

  test.each([
    ['"50"', { max_leads: '50' }, { max_leads: 50 }],
    ['" 50 "', { max_leads: ' 50 ' }, { max_leads: 50 }],
    ['"true"', { verify_emails: 'true' }, { verify_emails: true }],
    ['"No"', { verify_emails: 'No' }, { verify_emails: false }],
    ['a ZIP code as a number', { location: 78701 }, { location: '78701' }],
  ])('C073: a mapped %s is converted to the type of its field', async (_, entered, expected) => {
    expect(await input(entered)).toMatchObject(expected);
  });

  test('C070: sends text that looks like a Zapier placeholder unchanged', async () => {
    const query = 'bars {{bundle.inputData.location}} {{{x}}}';

    expect(await input({ query })).toMatchObject({ query });
  });

  test.each([undefined, null, '', 0, -1, 1.5, 'abc', '1e3', '1,000', 500_001, {}, [5]])(
    'C072: a limit of %j never means the whole balance: it halts the run, and nothing is sent',
    async (max_leads) => {
      const api = await scriptedApi({ [route]: created });
      const run = stepRunner().run(create, { url: api.url, inputData: { ...inputData, max_leads } });

      const { name, message } = await failure(run);

      expect(name).toBe('HaltedError');
      expect(message).toContain('Max Leads: Enter a whole number from 1 to 500000');
      expect(message).toContain('Nothing was sent.');
      expect(api.requests).toEqual([]);
    },
  );

  test.each([
    [{ query: '' }, 'Query: Enter a text of 1 to 120 characters. This field is required'],
    [{ location: 'x'.repeat(121) }, 'Location: Enter a text of 1 to 120 characters'],
    [{ verify_emails: 'perhaps' }, 'Verify Emails: Choose yes or no'],
    [{ webhook_url: 'hooks.example.com' }, 'Webhook URL: Enter a web address that begins with https://'],
    [
      { webhook_url: 'http://hooks.example.com' },
      'Webhook URL: Enter a web address that begins with https://',
    ],
  ])('C068: %j is refused with the label of the field', async (entered, text) => {
    const api = await scriptedApi({ [route]: created });
    const run = stepRunner().run(create, { url: api.url, inputData: { ...inputData, ...entered } });

    const { name, message } = await failure(run);

    expect({ name, message: message.includes(text) }).toEqual({ name: 'HaltedError', message: true });
    expect(api.requests).toEqual([]);
  });
});

describe('a refused create', () => {
  const refuse = async (answer: Answer) => {
    const api = await scriptedApi({ [route]: answer });
    return await failure(stepRunner({ clock: new FakeClock() }).run(create, { url: api.url, inputData }));
  };

  test.each([
    { statements: 'C003', status: 401, expected: 'ExpiredAuthError' },
    { statements: 'C051', status: 402, expected: 'AppError' },
    { statements: 'C005', status: 403, expected: 'AppError' },
    { statements: 'C020', status: 400, expected: 'HaltedError' },
    { statements: 'C020', status: 404, expected: 'HaltedError' },
    { statements: 'C020', status: 422, expected: 'HaltedError' },
  ])('$statements: $status ends the step with a $expected', async ({ status, expected }) => {
    const { name, message } = await refuse(refused(status, 'some_code'));

    expect(name).toBe(expected);
    expect(message).toContain('It is some_code.');
    expect(message).toContain('req_7f2a9c4e1b');
  });

  test('C042: 429 is tried again after the requested time', async () => {
    const error = await refuse(refused(429, 'rate_limited', { 'retry-after': '120' }));

    expect(error.name).toBe('ThrottledError');
    expect(throttled(error).delay).toBeGreaterThanOrEqual(120);
    expect(throttled(error).delay).toBeLessThanOrEqual(150);
  });

  test.each(['3600', String(40 * 86_400)])(
    'C042: a Retry-After of %s s is shortened to an hour',
    async (seconds) => {
      const error = await refuse(refused(429, 'rate_limited', { 'retry-after': seconds }));

      expect(throttled(error).delay).toBeLessThanOrEqual(4500);
    },
  );
});

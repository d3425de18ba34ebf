import { describe, expect, test } from 'vitest';
import { createClient } from '../../src/client.ts';
import { AmbiguousCreateError } from '../../src/errors/ambiguous-create-error.ts';
import { ApiError } from '../../src/errors/api-error.ts';
import { InputError } from '../../src/errors/input-error.ts';
import { scrapekit } from '../../src/providers/scrapekit/definition.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { scriptedTransport, socketError } from '../scripted-transport.ts';
import { created, refused, scriptedClient } from './client.ts';

const input = { query: 'dentists', location: 'Austin, Texas', max_leads: 500 };

test('C068, C069, C071, C074, C079: a create sends the documented body with the key and returns the job', async () => {
  const { client, requests } = scriptedClient(created);

  const job = await client.create('scrape', input, { webhookUrl: 'https://hooks.example.com/x' });

  expect(job).toMatchObject({ id: 'sk_job_4f7a9b1c', operation: 'scrape', status: 'queued' });
  expect(requests).toHaveLength(1);
  expect(requests[0]).toMatchObject({ method: 'POST', url: 'https://scrapekit.ai/api/v1/scrape/jobs' });
  expect(JSON.parse(requests[0]!.body!)).toEqual({ ...input, webhook_url: 'https://hooks.example.com/x' });
});

test.each([200, 201, 202])('C082, A01: an answer with status %d and a job_id is a job', async (status) => {
  const { client } = scriptedClient({ ...created, status });

  await expect(client.create('scrape', input)).resolves.toMatchObject({ id: 'sk_job_4f7a9b1c' });
});

describe('C189: which creates are repeated', () => {
  test.each(['ENOTFOUND', 'ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED'])(
    'a create that was not sent (%s) is repeated',
    async (code) => {
      const { client, requests } = scriptedClient(socketError(code), created);

      await client.create('scrape', input);

      expect(requests).toHaveLength(2);
    },
  );

  test.each(['ECONNRESET', 'EPIPE', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_SOCKET', 'ETIMEDOUT'])(
    'A03: a create that may have arrived (%s) is not repeated, and its outcome is unknown',
    async (code) => {
      const { client, requests } = scriptedClient(socketError(code), created);

      await expect(client.create('scrape', input)).rejects.toBeInstanceOf(AmbiguousCreateError);

      expect(requests).toHaveLength(1);
    },
  );

  test.each([500, 502, 503, 504])(
    'A04: after status %d the outcome is unknown and the create is not repeated',
    async (status) => {
      const { client, requests } = scriptedClient(refused(status, 'job_create_failed'), created);

      const error: unknown = await client.create('scrape', input).catch((reason: unknown) => reason);

      expect(AmbiguousCreateError.isInstance(error) && error.requestId).toBe('req_7f2a9c4e1b');
      expect(requests).toHaveLength(1);
    },
  );

  test('status 501 is a refusal with the code of the server', async () => {
    const { client } = scriptedClient(refused(501, 'not_implemented'));

    const error: unknown = await client.create('scrape', input).catch((reason: unknown) => reason);

    expect(ApiError.isInstance(error) && [error.code, error.retryable]).toEqual(['not_implemented', false]);
  });

  test('after an answer without a job_id the outcome is unknown', async () => {
    const { client } = scriptedClient({
      status: 202,
      json: { ok: true },
      headers: { 'x-request-id': 'req_0000000002' },
    });

    const error: unknown = await client.create('scrape', input).catch((reason: unknown) => reason);

    expect(AmbiguousCreateError.isInstance(error) && error.requestId).toBe('req_0000000002');
  });

  test('C042: a create is repeated after 429, and not before Retry-After', async () => {
    const { client, requests, clock } = scriptedClient(
      refused(429, 'rate_limited', { 'retry-after': '7' }),
      created,
    );

    await client.create('scrape', input);

    expect(requests).toHaveLength(2);
    expect(clock.slept[0]).toBeGreaterThanOrEqual(7_000);
  });

  test('after five answers with 429 the error is thrown', async () => {
    const { client, requests } = scriptedClient(refused(429, 'rate_limited', { 'retry-after': '1' }));

    const error: unknown = await client.create('scrape', input).catch((reason: unknown) => reason);

    expect(ApiError.isInstance(error) && [error.status, error.code, error.retryable]).toEqual([
      429,
      'rate_limited',
      true,
    ]);
    expect(requests).toHaveLength(5);
  });

  test.each([400, 401, 402, 403, 404])('A02: a create is not repeated after status %d', async (status) => {
    const { client, requests } = scriptedClient(refused(status, 'whatever'));

    const error: unknown = await client.create('scrape', input).catch((reason: unknown) => reason);

    expect(ApiError.isInstance(error) && [error.status, error.retryable]).toEqual([status, false]);
    expect(requests).toHaveLength(1);
  });
});

test.each([
  [{ ...input, query: '' }, 'query'],
  [{ ...input, query: 'x'.repeat(121) }, 'query'],
  [{ ...input, location: '  ' }, 'location'],
  [{ ...input, max_leads: 1.5 }, 'max_leads'],
  [{ ...input, max_leads: 500_001 }, 'max_leads'],
  [{ ...input, max_leads: -1 }, 'max_leads'],
  [{ ...input, max_leads: '10' }, 'max_leads'],
  [{ ...input, webhook_url: 'http://example.com' }, 'webhook_url'],
  [{}, 'query'],
])('C068, C069, C071, C074: %j is refused before anything is sent', async (bad, field) => {
  const { client, requests } = scriptedClient(created);

  const error: unknown = await client.create('scrape', bad).catch((reason: unknown) => reason);

  expect(InputError.isInstance(error) && error.issues.map((issue) => issue.field)).toContain(field);
  expect(requests).toHaveLength(0);
});

test('C070: 120 emoji count as 120 characters', async () => {
  const { client, requests } = scriptedClient(created);

  await client.create('scrape', { ...input, query: '😀'.repeat(120) });

  expect(requests).toHaveLength(1);
});

test('C075: fields without a value are not sent', async () => {
  const { client, requests } = scriptedClient(created);

  await client.create('scrape', { ...input, verify_emails: undefined, webhook_url: null });

  expect(JSON.parse(requests[0]!.body!)).toEqual(input);
});

describe('C072: a scrape without a limit may use the whole balance, so a create asks for one', () => {
  const search = { query: 'dentists', location: 'Austin, Texas' };
  const reason =
    "max_leads: Give the largest number of leads, from 1 to 500000, or 'all' for as many as the balance pays for.";

  test.each([undefined, null, 0, '', 'ALL'])(
    'max_leads %j is refused, and nothing is sent',
    async (max_leads) => {
      const { client, requests } = scriptedClient(created);

      const error: unknown = await client
        .create('scrape', { ...search, max_leads })
        .catch((cause: unknown) => cause);

      expect(InputError.isInstance(error) && error.message).toBe(`scrape: ${reason} Nothing was sent.`);
      expect(requests).toHaveLength(0);
    },
  );

  test('all is sent as the field left out', async () => {
    const { client, requests } = scriptedClient(created);

    await client.create('scrape', { ...search, max_leads: 'all' });

    expect(JSON.parse(requests[0]!.body!)).toEqual(search);
  });

  test('the compiler asks for the limit where the provider is known', async () => {
    const { transport, requests } = scriptedTransport(created);
    const client = createClient(scrapekit, { transport, clock: new FakeClock(0) });

    // @ts-expect-error The field max_leads is missing.
    await expect(client.create('scrape', search)).rejects.toBeInstanceOf(InputError);
    await client.create('scrape', { ...search, max_leads: 'all' });

    expect(requests).toHaveLength(1);
  });
});

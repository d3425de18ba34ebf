import { describe, expect, test } from 'vitest';
import { AmbiguousCreateError } from '../../src/errors/ambiguous-create-error.ts';
import { ApiError } from '../../src/errors/api-error.ts';
import { InputError } from '../../src/errors/input-error.ts';
import { socketError } from '../scripted-transport.ts';
import { created, refused, scriptedClient } from './client.ts';

const input = { query: 'dentists', location: 'Austin, Texas', max_leads: 500 };

test('C068, C069, C071, C074, C079: sends the documented body with the key, and answers with the job', async () => {
  const { client, requests } = scriptedClient(created);

  const job = await client.create('scrape', input, { webhookUrl: 'https://hooks.example.com/x' });

  expect(job).toMatchObject({ id: 'sk_job_4f7a9b1c', operation: 'scrape', status: 'queued' });
  expect(requests).toHaveLength(1);
  expect(requests[0]).toMatchObject({ method: 'POST', url: 'https://scrapekit.ai/api/v1/scrape/jobs' });
  expect(JSON.parse(requests[0]!.body!)).toEqual({ ...input, webhook_url: 'https://hooks.example.com/x' });
});

test.each([200, 201, 202])('C082, A01: takes status %d with a job_id', async (status) => {
  const { client } = scriptedClient({ ...created, status });

  await expect(client.create('scrape', input)).resolves.toMatchObject({ id: 'sk_job_4f7a9b1c' });
});

describe('C189: what is sent again', () => {
  test.each(['ENOTFOUND', 'ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED'])(
    'a request that never left (%s) is sent again',
    async (code) => {
      const { client, requests } = scriptedClient(socketError(code), created);

      await client.create('scrape', input);

      expect(requests).toHaveLength(2);
    },
  );

  test.each(['ECONNRESET', 'EPIPE', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_SOCKET', 'ETIMEDOUT'])(
    'A03: a request that may have arrived (%s) is not, and the outcome is called unknown',
    async (code) => {
      const { client, requests } = scriptedClient(socketError(code), created);

      await expect(client.create('scrape', input)).rejects.toBeInstanceOf(AmbiguousCreateError);

      expect(requests).toHaveLength(1);
    },
  );

  test.each([500, 502, 503, 504])(
    'A04: status %d leaves the outcome unknown and is not sent again',
    async (status) => {
      const { client, requests } = scriptedClient(refused(status, 'job_create_failed'), created);

      const error: unknown = await client.create('scrape', input).catch((reason: unknown) => reason);

      expect(AmbiguousCreateError.isInstance(error) && error.requestId).toBe('req_7f2a9c4e1b');
      expect(requests).toHaveLength(1);
    },
  );

  test('501 is a plain refusal in the words of the server', async () => {
    const { client } = scriptedClient(refused(501, 'not_implemented'));

    const error: unknown = await client.create('scrape', input).catch((reason: unknown) => reason);

    expect(ApiError.isInstance(error) && [error.code, error.retryable]).toEqual(['not_implemented', false]);
  });

  test('an answer without a job_id leaves the outcome unknown', async () => {
    const { client } = scriptedClient({
      status: 202,
      json: { ok: true },
      headers: { 'x-request-id': 'req_0000000002' },
    });

    const error: unknown = await client.create('scrape', input).catch((reason: unknown) => reason);

    expect(AmbiguousCreateError.isInstance(error) && error.requestId).toBe('req_0000000002');
  });

  test('C042: 429 is sent again, not sooner than Retry-After asks', async () => {
    const { client, requests, clock } = scriptedClient(
      refused(429, 'rate_limited', { 'retry-after': '7' }),
      created,
    );

    await client.create('scrape', input);

    expect(requests).toHaveLength(2);
    expect(clock.slept[0]).toBeGreaterThanOrEqual(7_000);
  });

  test('429 without end gives up after five tries', async () => {
    const { client, requests } = scriptedClient(refused(429, 'rate_limited', { 'retry-after': '1' }));

    const error: unknown = await client.create('scrape', input).catch((reason: unknown) => reason);

    expect(ApiError.isInstance(error) && [error.status, error.code, error.retryable]).toEqual([
      429,
      'rate_limited',
      true,
    ]);
    expect(requests).toHaveLength(5);
  });

  test.each([400, 401, 402, 403, 404])('A02: status %d is final', async (status) => {
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
  [{ ...input, webhook_url: 'http://example.com' }, 'webhook_url'],
  [{}, 'query'],
])('C068, C069, C071, C074: %j is refused before anything is sent', async (bad, field) => {
  const { client, requests } = scriptedClient(created);

  const error: unknown = await client.create('scrape', bad).catch((reason: unknown) => reason);

  expect(InputError.isInstance(error) && error.issues.map((issue) => issue.field)).toContain(field);
  expect(requests).toHaveLength(0);
});

test('C070: 120 emoji are 120 characters', async () => {
  const { client, requests } = scriptedClient(created);

  await client.create('scrape', { ...input, query: '😀'.repeat(120) });

  expect(requests).toHaveLength(1);
});

test('C075: fields left empty by a host are not sent', async () => {
  const { client, requests } = scriptedClient(created);

  await client.create('scrape', { ...input, max_leads: undefined, webhook_url: null });

  expect(JSON.parse(requests[0]!.body!)).toEqual({ query: 'dentists', location: 'Austin, Texas' });
});

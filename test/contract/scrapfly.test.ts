import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { ConfigurationError, jobLink, providers, type WebhookEvent } from '@scrapekit/core';
import { describe, expect, test } from 'vitest';
import { requestLines, scriptedClient } from './client.ts';
import { fixture, fixtureBytes } from './fixture.ts';
import { recordingReceiver } from './receiver.ts';

const { scrapfly } = providers;
const jobId = '6b2b9a1e-4f0b-4df5-9a0c-2f2f0f5d8c11';
const queued = { status: 201, json: fixture('scrapfly/queued.json') };
const reference = { id: jobId, operation: 'scrape' };
const delivered = fixture('scrapfly/webhook-scrape.json') as { result: Record<string, unknown> };

function deliveriesOf(payload?: unknown) {
  const event: WebhookEvent = {
    provider: 'scrapfly',
    trust: 'signed',
    readable: true,
    deduplicationKey: 'x',
    payload,
  };
  return {
    find: () => Promise.resolve(payload === undefined ? undefined : event),
    nudge: () => Promise.resolve(),
  };
}

test('F01, F23, F25: a create with webhook_name queues a scrape, and the answer 201 has the job id', async () => {
  const { client, requests } = scriptedClient(scrapfly, [queued]);

  const job = await client.create('scrape', {
    url: 'https://httpbin.org/anything?a=b',
    webhook_name: 'example',
    render_js: true,
  });

  expect(job).toMatchObject({ ...reference, status: 'queued' });
  const url = new URL(requests[0]!.url);
  expect(url.origin + url.pathname).toBe('https://api.scrapfly.io/scrape');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    url: 'https://httpbin.org/anything?a=b',
    webhook_name: 'example',
    render_js: 'true',
    key: 'the-key',
  });
});

test('F25: the account is read with the key in the query, and its balance is what remains of the plan', async () => {
  const { client, requests } = scriptedClient(scrapfly, [{ json: fixture('scrapfly/account.json') }]);

  await expect(client.account()).resolves.toEqual({
    id: '3f0c6d8e-52a1-4f6e-9d0b-7a1c2e9b4d55',
    balance: 693_000,
  });
  expect(requestLines(requests)).toEqual(['GET https://api.scrapfly.io/account?key=the-key']);
});

test('F03: a create with a webhook URL fails with a message that asks for the webhook name', async () => {
  const { client } = scriptedClient(scrapfly, [queued]);

  const creating = client.create(
    'scrape',
    { url: 'https://x.test', webhook_name: 'w' },
    { webhookUrl: 'https://x.test' },
  );

  await expect(creating).rejects.toThrow('pass its name');
});

test('a call without webhook_name returns the page', async () => {
  const { client } = scriptedClient(scrapfly, [{ json: delivered }]);

  await expect(client.call('scrapeNow', { url: 'https://httpbin.org/anything' })).resolves.toMatchObject({
    result: { status_code: 200 },
  });
});

test('F20, F24: a call for a page that cannot be fetched fails with the code and message of the scrape', async () => {
  const error = { code: 'ERR::SCRAPE::DNS_NAME_NOT_RESOLVED', message: 'No such host', retryable: false };
  const json = { result: { success: false, error } };
  const { client } = scriptedClient(scrapfly, [{ status: 422, json }]);

  const calling = client.call('scrapeNow', { url: 'https://nowhere.test/' });

  await expect(calling).rejects.toMatchObject({
    code: error.code,
    retryable: false,
    message: expect.stringContaining('No such host') as string,
  });
});

test('F01: the result is in the delivery, which the client takes from the inbox', async () => {
  const { client, requests } = scriptedClient(scrapfly, [], { deliveries: deliveriesOf(delivered) });

  await expect(client.wait(reference)).resolves.toMatchObject({ ...reference, status: 'completed' });
  expect(await Array.fromAsync(client.results(reference))).toEqual([
    { ...delivered.result, request_headers: {} },
  ]);
  expect(requests).toEqual([]);
});

test('a job without a delivery counts as running, and a client without an inbox fails', async () => {
  await expect(
    scriptedClient(scrapfly, [], { deliveries: deliveriesOf() }).client.get(reference),
  ).resolves.toMatchObject({ status: 'running' });
  await expect(scriptedClient(scrapfly, []).client.get(reference)).rejects.toBeInstanceOf(ConfigurationError);
});

test('F20: a delivery about a page that could not be fetched is a failed job with the reason', () => {
  const error = { code: 'ERR::SCRAPE::DNS_NAME_NOT_RESOLVED', message: 'The host does not resolve.' };
  const body = { ...delivered, result: { ...delivered.result, success: false, error } };

  expect(scrapfly.operations.scrape.parseJob(body)).toEqual({
    id: jobId,
    status: 'failed',
    error: 'The host does not resolve.',
  });
});

test.each([
  ['ERR::WEBHOOK::MAX_RETRY', 429, false, 1],
  ['ERR::WEBHOOK::QUEUE_FULL', 429, true, 5],
  ['ERR::WEBHOOK::ENDPOINT_UNREACHABLE', 422, true, 5],
  ['ERR::WEBHOOK::NOT_FOUND', 400, false, 1],
  ['ERR::WEBHOOK::DISABLED', 400, false, 1],
])('F24: %s (%d) is retried when its flag retryable is true: %s', async (code, status, retryable, tries) => {
  const { client, requests } = scriptedClient(scrapfly, [
    { status, json: { code, message: 'No.', retryable } },
  ]);

  const creating = client.create('scrape', { url: 'https://x.test', webhook_name: 'w' });

  await expect(creating).rejects.toMatchObject({ code, retryable });
  expect(requests).toHaveLength(tries);
});

describe.each([
  ['https://api.scrapfly.io/blob/1', true],
  ['https://files.scrapfly.io/blob/1', true],
  ['http://api.scrapfly.io/blob/1', false],
  ['https://scrapfly.io.evil.example/blob/1', false],
  ['https://evil.example/scrapfly.io', false],
  ['https://key@scrapfly.io/blob/1', false],
])('F21: large content at %s is fetched with the key only from the provider over https: %s', (...link) => {
  const [content, fetched] = link;
  const linked = { ...delivered, result: { ...delivered.result, format: 'blob', content } };

  test('after a delivery', async () => {
    const { client, requests } = scriptedClient(scrapfly, [{ json: 'the content' }], {
      deliveries: deliveriesOf(linked),
    });

    const rows = await Array.fromAsync(client.results(reference));

    expect(rows).toMatchObject([{ content: fetched ? '"the content"' : content }]);
    expect(requestLines(requests)).toEqual(fetched ? [`GET ${content}?key=the-key`] : []);
  });

  test('after a call', async () => {
    const { client, requests } = scriptedClient(scrapfly, [{ json: linked }, { json: 'the content' }]);

    const answer = await client.call('scrapeNow', { url: 'https://x.test' });

    expect(answer).toMatchObject({ result: { content: fetched ? '"the content"' : content } });
    expect(requestLines(requests).slice(1)).toEqual(fetched ? [`GET ${content}?key=the-key`] : []);
  });
});

test('F21: a paid answer keeps the link when its content cannot be fetched', async () => {
  const content = 'https://api.scrapfly.io/blob/1';
  const linked = { ...delivered, result: { ...delivered.result, format: 'clob', content } };
  const { client } = scriptedClient(scrapfly, [{ json: linked }, { status: 404, json: {} }]);

  const answer = await client.call('scrapeNow', { url: 'https://x.test' });

  expect(answer).toEqual(linked);
});

test('F25: an error message does not contain the key in the query', async () => {
  const { client } = scriptedClient(scrapfly, [
    { status: 401, json: { message: 'Bad URL https://api.scrapfly.io/scrape?key=the-key' } },
  ]);

  const error: unknown = await client
    .call('scrapeNow', { url: 'https://x.test' })
    .catch((reason: unknown) => reason);

  expect(String(error)).not.toContain('the-key');
});

test('F20: a delivery names the page of the log, and a job without one is shown on the dashboard', () => {
  const job = { ...reference, status: 'completed' } as const;
  const log = 'https://scrapfly.io/dashboard/monitoring/log/01KR';
  const withLog = { ...delivered, result: { ...delivered.result, log_url: log } };
  const unsafe = { ...delivered, result: { ...delivered.result, log_url: 'javascript:alert(1)' } };

  expect(jobLink(scrapfly, { ...job, raw: withLog })).toBe(log);
  expect(jobLink(scrapfly, { ...job, raw: delivered })).toBe(scrapfly.dashboard);
  expect(jobLink(scrapfly, { ...job, raw: unsafe })).toBe(scrapfly.dashboard);
});

test('F22: an empty list in place of a map becomes an empty map', () => {
  const row = { request_headers: [], response_headers: { a: 'b' }, cookies: [] };

  expect(scrapfly.operations.scrape.normalize(row)).toEqual({
    request_headers: {},
    response_headers: { a: 'b' },
    cookies: [],
  });
});

describe('deliveries', () => {
  const secret = '1a8c1001-5bc9-4b23-a830-31ac864cd18c';
  const body = fixtureBytes('scrapfly/webhook-scrape.json');
  // The headers of a captured delivery (F08, F18): the signature in two spellings, the id of the webhook, no secret.
  const headersFor = (signed: Uint8Array) => {
    const digest = createHmac('sha256', secret).update(signed).digest('hex');
    return {
      'User-Agent': 'Scrapfly/Webhook',
      'X-Scrapfly-Webhook-Env': 'LIVE',
      'X-Scrapfly-Webhook-Id': 'ac5fecce-0000-0000-0000-000000000000',
      'X-Scrapfly-Webhook-Resource-Type': 'scrape',
      'X-Scrapfly-Webhook-Signature': digest.toUpperCase(),
      'X-Scrapfly-Webhook-Signature-Lowercase': digest,
    };
  };

  test('F08, F09, F11, F18: a signed delivery of any age is dispatched once', async () => {
    const { receive, dispatched } = recordingReceiver(scrapfly, {
      secrets: [secret],
      now: new Date('2036-01-01'),
    });

    await receive(body, headersFor(body));
    await receive(body, headersFor(body));

    expect(dispatched).toMatchObject([{ jobId, status: 'completed', trust: 'signed' }]);
  });

  test('F12: deliveries about two jobs are two events, although their headers have the same id', async () => {
    const other = Buffer.from(
      Buffer.from(body).toString().replaceAll(jobId, '00000000-4f0b-4df5-9a0c-2f2f0f5d8c11'),
    );
    const { receive, dispatched } = recordingReceiver(scrapfly, { secrets: [secret] });

    await receive(body, headersFor(body));
    await receive(other, headersFor(other));

    expect(dispatched).toHaveLength(2);
  });

  test('F02, F10: a compressed body is accepted with a signature over it before or after compression', async () => {
    for (const signed of [body, gzipSync(body)]) {
      const { receive, dispatched } = recordingReceiver(scrapfly, { secrets: [secret] });

      await receive(gzipSync(body), { ...headersFor(signed), 'Content-Encoding': 'gzip' });

      expect(dispatched).toMatchObject([{ jobId }]);
    }
  });

  test('F07, F19: the dispatched event does not contain the secret', async () => {
    const { receive, dispatched } = recordingReceiver(scrapfly, { secrets: [secret] });

    await receive(body, headersFor(body));

    expect(JSON.stringify(dispatched)).not.toContain(secret);
  });

  test('F05, F26: a wrong or missing signature is answered with 401 and a reason for the log', async () => {
    const { receive } = recordingReceiver(scrapfly, { secrets: ['another'] });
    const { 'X-Scrapfly-Webhook-Signature': upper } = headersFor(body);

    await expect(receive(body, headersFor(body))).resolves.toMatchObject({
      status: 401,
      rejection: 'signature_mismatch',
    });
    await expect(receive(body)).resolves.toMatchObject({ status: 401, rejection: 'missing_header' });
    await expect(receive(body, { 'X-Scrapfly-Webhook-Signature': `${upper}zz` })).resolves.toMatchObject({
      status: 401,
    });
  });
});

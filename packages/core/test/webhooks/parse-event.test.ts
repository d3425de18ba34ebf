import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { EventReading } from '../../src/webhook-event.ts';
import { fromScrapekit, fromScrapfly, type Genuine } from './genuine.ts';
import { accept, hmac, withHeaders } from './judge.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Returns the event of a body with a valid ScrapeKit signature. */
function delivering(text: string | Uint8Array, genuine: Genuine = fromScrapekit) {
  const body = Buffer.from(text);
  const headers = withHeaders(genuine, {
    'X-ScrapeKit-Signature': hmac(genuine.secret, ['1795176000.', body]),
  });
  return accept(genuine, { headers, body });
}

const reading = (
  parseEvent: (body: unknown, header: (name: string) => string | undefined) => EventReading,
): Genuine => ({
  ...fromScrapekit,
  source: { ...fromScrapekit.source, webhook: { ...fromScrapekit.source.webhook, parseEvent } },
});

describe('a signed body of an unknown form becomes an event with readable: false', () => {
  test.each([
    ['empty', ''],
    ['text', 'hello'],
    ['an image', Buffer.from([0x89, 0x50, 0x4e, 0x47])],
    ['msgpack', Buffer.from([0x81, 0xa5, 0x65, 0x76, 0x65, 0x6e, 0x74, 0xa1, 0x78])],
    ['incomplete JSON', '{"event":"scrape.job.completed"'],
    ['JSON of an unknown form', '{"hello":1}'],
    ['a list', '[]'],
    ['null', 'null'],
    ['not UTF-8', Buffer.concat([fromScrapekit.body.subarray(0, -1), Buffer.from(',"x":"\xff"}', 'latin1')])],
    ['a number for an id', '{"event":"scrape.job.completed","data":{"job_id":7}}'],
  ])('%s', (_, body) => {
    expect(delivering(body)).toEqual({
      provider: 'scrapekit',
      trust: 'signed',
      readable: false,
      deduplicationKey: `scrapekit:${sha256(Buffer.from(body))}`,
      payload: undefined,
    });
  });
});

test('a file is recognised by its headers under any scheme', () => {
  const { source } = fromScrapekit;
  const recogniseFile = () => ({ type: 'image', identity: ['a'] });
  const image = Buffer.from([0x89, 0x50]);

  const event = delivering(image, {
    ...fromScrapekit,
    source: { ...source, webhook: { ...source.webhook, recogniseFile } },
  });

  expect(event).toMatchObject({
    readable: false,
    type: 'image',
    bytes: image,
    deduplicationKey: 'scrapekit:a',
  });
});

test('a byte order mark does not hide a signed event', () => {
  const event = delivering(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), fromScrapekit.body]));

  expect(event).toMatchObject({ readable: true, jobId: 'sk_job_4f7a9b1c' });
});

describe('the depth of a body', () => {
  /** Returns a body that nests objects and lists this deep: 62 lists in two objects are 64 levels. */
  const nested = (depth: number, open = '[', close = ']') =>
    `{"event":"scrape.job.completed","data":{"job_id":"a","x":${open.repeat(depth - 2)}1${close.repeat(depth - 2)}}}`;

  test('64 levels are read', () => {
    expect(delivering(nested(64))).toMatchObject({ readable: true, jobId: 'a' });
    expect(delivering(nested(64, '{"y":', '}'))).toMatchObject({ readable: true, jobId: 'a' });
    expect(delivering(nested(64, '[1,', ']'))).toMatchObject({ readable: true, jobId: 'a' });
  });

  test.each([65, 1000, 100_000])('%d levels are unreadable', (depth) => {
    const unreadable = { readable: false, jobId: undefined, payload: undefined };

    expect(delivering(nested(depth))).toMatchObject(unreadable);
    expect(delivering(nested(depth, '{"y":', '}'))).toMatchObject(unreadable);
    expect(delivering(nested(depth, '[{},', ']'))).toMatchObject(unreadable);
  });

  test('many objects and lists side by side are read', () => {
    const wide = JSON.stringify({
      event: 'scrape.job.completed',
      data: { job_id: 'a', rows: Array.from({ length: 1000 }, () => [{ tags: [] }]) },
    });

    expect(delivering(wide)).toMatchObject({ readable: true, jobId: 'a' });
  });

  test('brackets in a text do not count', () => {
    const text = `{"event":"scrape.job.completed","data":{"job_id":"a","x":"${'[{'.repeat(500)}"}}`;

    expect(delivering(text)).toMatchObject({ readable: true, jobId: 'a' });
  });
});

test('the definition receives the body, and headers that arrived once', () => {
  const seen: unknown[] = [];
  const curious = reading((body, header) => {
    seen.push(body, header('x-scrapekit-event'), header('X-Missing'));
    return { identity: ['a'] };
  });

  delivering('{"a":1}', curious);

  expect(seen).toEqual([{ a: 1 }, 'scrape.job.completed', undefined]);
});

describe('the deduplication key', () => {
  test('parts with a colon stay distinct', () => {
    const one = delivering(
      '{}',
      reading(() => ({ identity: ['a:b', 'c'] })),
    );
    const other = delivering(
      '{}',
      reading(() => ({ identity: ['a', 'b:c'] })),
    );
    const escaped = delivering(
      '{}',
      reading(() => ({ identity: ['a%3Ab', 'c'] })),
    );

    expect(one.deduplicationKey).toBe('scrapekit:a%3Ab:c');
    expect(other.deduplicationKey).toBe('scrapekit:a:b%3Ac');
    expect(escaped.deduplicationKey).toBe('scrapekit:a%253Ab:c');
  });

  test('the key of an event without an identity is the hash of its bytes', () => {
    const event = delivering(
      '{"a":1}',
      reading(() => ({ type: 'x', identity: [] })),
    );

    expect(event).toMatchObject({
      readable: true,
      type: 'x',
      deduplicationKey: `scrapekit:${sha256(Buffer.from('{"a":1}'))}`,
    });
  });

  test('the event does not contain the identity', () => {
    expect(accept(fromScrapekit)).not.toHaveProperty('identity');
  });
});

describe('F07: signing secrets in a payload', () => {
  const { secret } = fromScrapekit;
  const anything = reading(() => ({ identity: ['a'] }));
  const payloadOf = (payload: unknown) => delivering(JSON.stringify(payload), anything).payload;

  test('a text that equals the secret is removed at any depth', () => {
    expect(payloadOf({ a: [{ b: secret }, secret, 1, null, true], c: 'kept' })).toEqual({
      a: [{ b: '[redacted]' }, '[redacted]', 1, null, true],
      c: 'kept',
    });
  });

  test('S07: the secret is removed wherever a longer text contains it', () => {
    const url = `https://api.scrupp.com/data?api_key=${secret}&again=${secret}`;

    expect(payloadOf({ url })).toEqual({
      url: 'https://api.scrupp.com/data?api_key=[redacted]&again=[redacted]',
    });
  });

  test('an escaped secret is removed as well', () => {
    const escaped = `{"a":"\\u0077${secret.slice(1)}"}`;

    expect(delivering(escaped, anything).payload).toEqual({ a: '[redacted]' });
  });

  test.each([
    ['x'.repeat(15), 'see xxxxxxxxxxxxxxx'],
    ['x'.repeat(16), 'see [redacted]'],
  ])('a secret of %s is removed from a longer text only if it is long enough', (short, expected) => {
    const genuine = { ...anything, secret: short };

    expect(delivering(JSON.stringify({ a: `see ${short}`, b: short }), genuine).payload).toEqual({
      a: expected,
      b: '[redacted]',
    });
  });

  test('every configured secret is removed', () => {
    const body = Buffer.from(JSON.stringify({ a: 'whsec_the_previous_one', b: secret }));
    const headers = withHeaders(fromScrapekit, {
      'X-ScrapeKit-Signature': hmac(secret, ['1795176000.', body]),
    });

    const { payload } = accept(anything, { body, headers, secrets: ['whsec_the_previous_one', secret] });

    expect(payload).toEqual({ a: '[redacted]', b: '[redacted]' });
  });

  test('only the contained one of several secrets is removed', () => {
    const body = Buffer.from(JSON.stringify({ a: secret, b: 'kept' }));
    const headers = withHeaders(fromScrapekit, {
      'X-ScrapeKit-Signature': hmac(secret, ['1795176000.', body]),
    });

    const { payload } = accept(anything, { body, headers, secrets: ['whsec_the_previous_one', secret] });

    expect(payload).toEqual({ a: '[redacted]', b: 'kept' });
  });

  test('a secret under a key named __proto__ is removed', () => {
    const { payload } = delivering(`{"__proto__":"${secret}","x":{"__proto__":{"y":"${secret}"}}}`, anything);

    expect(JSON.stringify(payload)).not.toContain(secret);
    expect(({} as { y?: unknown }).y).toBeUndefined();
  });

  test('a secret in the name of a key is removed at any depth, and the other keys keep their order', () => {
    const url = `https://api.scrupp.com/?api_key=${secret}`;
    const payload = payloadOf({ a: 1, [secret]: { b: [{ [url]: secret }] }, c: 2 });

    expect(JSON.stringify(payload)).toBe(
      '{"a":1,"[redacted]":{"b":[{"https://api.scrupp.com/?api_key=[redacted]":"[redacted]"}]},"c":2}',
    );
  });

  test('a short secret changes no index of a list', () => {
    const genuine = { ...anything, secret: '0' };

    expect(delivering('{"a":["x","0"],"0":1}', genuine).payload).toEqual({
      a: ['x', '[redacted]'],
      '[redacted]': 1,
    });
  });

  test('the documented field is removed, whatever its value is', () => {
    const body = Buffer.from(fromScrapfly.body.toString().replace(fromScrapfly.secret, 'another-secret'));
    const headers = { 'X-Scrapfly-Webhook-Signature': hmac(fromScrapfly.secret, [body]) };

    const { payload } = accept(fromScrapfly, { body, headers });

    expect(payload).toMatchObject({ context: { webhook: { name: 'example' } } });
    expect(payload).not.toHaveProperty('context.webhook.secret');
  });

  test.each([
    '{"context":{"job":{"uuid":"u"}}}',
    '{"context":{"job":{"uuid":"u"},"webhook":null}}',
    '{"context":{"job":{"uuid":"u"},"webhook":"text"}}',
    '{"context":{"job":{"uuid":"u"},"webhook":[]}}',
  ])('a body without the documented field is accepted: %s', (text) => {
    const body = Buffer.from(text);
    const headers = { 'X-Scrapfly-Webhook-Signature': hmac(fromScrapfly.secret, [body]) };

    expect(accept(fromScrapfly, { body, headers }).payload).toEqual(JSON.parse(text));
  });
});

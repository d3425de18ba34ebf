import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { fromScrapfly, now, SENT, type Genuine } from './genuine.ts';
import { accept, hmac, judge, withHeaders, type Change } from './judge.ts';

const { body, secret } = fromScrapfly;
const UPPER = 'X-Scrapfly-Webhook-Signature';
const LOWER = 'X-Scrapfly-Webhook-Signature-Lowercase';
const SECRET = 'X-Scrapfly-Webhook-Secret';
const TIMESTAMP = 'X-Scrapfly-Webhook-Timestamp';
const TYPE = 'X-Scrapfly-Webhook-Resource-Type';
const good = hmac(secret, [body]);

const { webhook } = fromScrapfly.source;
/** A scheme with a signature over the body and without the other headers. */
const plain: Genuine = {
  ...fromScrapfly,
  source: {
    id: 'plain',
    webhook: {
      ...webhook,
      scheme: { kind: 'body-hmac', signatureHeaders: [{ name: UPPER, letters: 'upper' }] },
    },
  },
};

/** Creates a delivery of some bytes with a signature over other bytes. */
const sending = (
  bytes: Uint8Array,
  signedBytes: readonly (string | Uint8Array)[],
  headers: Readonly<Record<string, string>> = {},
): Change => ({ body: bytes, headers: { [UPPER]: hmac(secret, signedBytes).toUpperCase(), ...headers } });

test('F08: a captured delivery is accepted', () => {
  expect(accept(fromScrapfly)).toMatchObject({
    provider: 'scrapfly',
    trust: 'signed',
    readable: true,
    jobId: fromScrapfly.jobId,
    deduplicationKey: `scrapfly:${fromScrapfly.jobId}`,
  });
});

test('F07: the secret that the body repeats is removed', () => {
  const { payload } = accept(fromScrapfly);

  expect(JSON.stringify(payload)).not.toContain(secret);
  expect(payload).toMatchObject({ context: { webhook: { name: 'example', consecutive_failed_count: 0 } } });
});

describe('F08: the two signature headers', () => {
  test.each([
    ['capital digits', { [UPPER]: good.toUpperCase() }],
    ['small digits', { [UPPER]: good }],
    ['mixed digits', { [UPPER]: good.slice(0, 32).toUpperCase() + good.slice(32) }],
    ['the lower-case header', { [LOWER]: good }],
    ['the lower-case header in capitals', { [LOWER]: good.toUpperCase() }],
  ])('%s alone are accepted', (_, headers) => {
    expect(judge(fromScrapfly, { headers })).toBe('accepted');
  });

  test('the first of them is used', () => {
    expect(judge(fromScrapfly, { headers: { [UPPER]: hmac('other', [body]), [LOWER]: good } })).toBe(
      'signature_mismatch',
    );
    expect(judge(fromScrapfly, { headers: { [UPPER]: good, [LOWER]: 'junk' } })).toBe('accepted');
  });

  test('an empty list of values counts as a missing header', () => {
    expect(judge(fromScrapfly, { headers: { [UPPER]: [], [LOWER]: good } })).toBe('accepted');
  });

  test.each([
    '',
    'zz',
    `${good}zz`,
    `${good}0`,
    good.slice(1),
    `sha256=${good}`,
    `${good}\n`,
    `g${good.slice(1)}`,
    `${good.slice(1)}é`,
    Buffer.from(good, 'hex').toString('base64'),
  ])('%j is malformed', (text) => {
    expect(judge(fromScrapfly, { headers: { [UPPER]: text } })).toBe('malformed_signature');
  });
});

describe('F06: the older edition sends the secret itself', () => {
  test('it is accepted without a signature header', () => {
    expect(judge(fromScrapfly, { headers: { [SECRET]: secret } })).toBe('accepted');
  });

  test('one of several configured secrets is sufficient', () => {
    expect(judge(fromScrapfly, { headers: { [SECRET]: secret }, secrets: ['other', secret] })).toBe(
      'accepted',
    );
  });

  test.each(['', 'other', secret.slice(1), `${secret} `, secret.toUpperCase(), `${secret}, ${secret}`])(
    'the value %j is rejected',
    (text) => {
      expect(judge(fromScrapfly, { headers: { [SECRET]: text } })).toBe('signature_mismatch');
    },
  );

  test('it does not replace a wrong signature', () => {
    expect(judge(fromScrapfly, { headers: { [SECRET]: secret, [UPPER]: hmac('other', [body]) } })).toBe(
      'signature_mismatch',
    );
    expect(judge(fromScrapfly, { headers: { [SECRET]: secret, [UPPER]: '' } })).toBe('malformed_signature');
    expect(judge(fromScrapfly, { headers: { [SECRET]: secret, [LOWER]: '' } })).toBe('malformed_signature');
  });

  test('a duplicate of it is rejected', () => {
    expect(
      judge(fromScrapfly, {
        headers: [
          [SECRET, secret],
          [SECRET, secret],
        ],
      }),
    ).toBe('duplicate_header');
  });

  test('a scheme without it requires a signature', () => {
    expect(judge(plain, { headers: { [SECRET]: secret } })).toBe('missing_header');
  });

  test('without it and a signature the header is missing', () => {
    expect(judge(fromScrapfly, { headers: {} })).toBe('missing_header');
  });

  test('a compressed body is inflated', () => {
    const headers = { [SECRET]: secret, 'content-encoding': 'gzip' };

    expect(accept(fromScrapfly, { headers, body: gzipSync(body) })).toMatchObject({
      readable: true,
      jobId: fromScrapfly.jobId,
    });
  });
});

const codecs: readonly (readonly [string, (bytes: Uint8Array) => Buffer])[] = [
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', brotliCompressSync],
  ['GZIP', gzipSync],
];

describe.each(codecs)('F10: Content-Encoding %s', (encoding, compress) => {
  const compressed = compress(body);
  const header = { 'Content-Encoding': encoding };

  test('the signature may cover the compressed bytes', () => {
    const event = accept(fromScrapfly, sending(compressed, [compressed], header));

    expect(event).toMatchObject({ readable: true, jobId: fromScrapfly.jobId });
  });

  test('the signature may cover the inflated bytes', () => {
    const event = accept(fromScrapfly, sending(compressed, [body], header));

    expect(event).toMatchObject({ readable: true, jobId: fromScrapfly.jobId });
  });

  test('a body that the host inflated is accepted with the header', () => {
    expect(accept(fromScrapfly, sending(body, [body], header))).toMatchObject({ readable: true });
  });

  test('a truncated body does not match', () => {
    expect(judge(fromScrapfly, sending(compressed.subarray(0, -12), [body], header))).toBe(
      'signature_mismatch',
    );
  });

  test('a body over the limit does not match', () => {
    const change = sending(compressed, [body], header);

    expect(judge(fromScrapfly, { ...change, maxInflatedBytes: body.length - 1 })).toBe('signature_mismatch');
    expect(judge(fromScrapfly, { ...change, maxInflatedBytes: body.length })).toBe('accepted');
  });

  test('without the header nothing is inflated', () => {
    expect(judge(fromScrapfly, sending(compressed, [body]))).toBe('signature_mismatch');
  });
});

describe('F10: other encodings', () => {
  test.each(['', 'identity', 'zip', 'gzip, gzip', '__proto__', 'toString', ' gzip'])(
    '%j is not inflated',
    (encoding) => {
      expect(judge(fromScrapfly, sending(gzipSync(body), [body], { 'Content-Encoding': encoding }))).toBe(
        'signature_mismatch',
      );
    },
  );

  test('a body of 64 MiB is inflated, and one with one byte more is not', () => {
    const bomb = Buffer.alloc(64 * 1024 * 1024 + 1);
    const large = bomb.subarray(1);
    const header = { 'Content-Encoding': 'gzip' };

    expect(judge(fromScrapfly, sending(gzipSync(large, { level: 1 }), [large], header))).toBe('accepted');
    expect(judge(fromScrapfly, sending(gzipSync(bomb, { level: 1 }), [bomb], header))).toBe(
      'signature_mismatch',
    );
  });

  test('a duplicate header is ignored', () => {
    const compressed = gzipSync(body);
    const headers = [
      [UPPER, good],
      ['content-encoding', 'gzip'],
      ['content-encoding', 'gzip'],
    ] as const;

    expect(judge(fromScrapfly, { body: compressed, headers })).toBe('signature_mismatch');
  });

  test('two bodies that are equal when inflated are one event', () => {
    const header = { 'Content-Encoding': 'gzip', [TYPE]: 'extraction' };
    const fast = accept(fromScrapfly, sending(gzipSync(body, { level: 1 }), [body], header));
    const small = accept(fromScrapfly, sending(gzipSync(body, { level: 9 }), [body], header));

    expect(fast.deduplicationKey).toBe(small.deduplicationKey);
  });
});

describe('F17: the signature of an alert covers its timestamp', () => {
  const alert = Buffer.from('{"type":"alert"}');
  const signedAt = (timestamp: string, bytes: Uint8Array = alert) =>
    sending(bytes, [timestamp, '.', alert], { [TYPE]: 'alert', [TIMESTAMP]: timestamp });

  test('a signature that Python computed is accepted', () => {
    const headers = {
      [TYPE]: 'alert',
      [TIMESTAMP]: '1795176000',
      [UPPER]: 'DEE2622015FFCBB20F644502D07C46E2B73B0745D948F186E4F4DCA348E0C3B5',
    };

    expect(accept(fromScrapfly, { headers, body: alert })).toMatchObject({ type: 'alert', trust: 'signed' });
  });

  test.each([
    [300, 'accepted'],
    [301, 'stale_timestamp'],
    [-301, 'stale_timestamp'],
  ])('%s s later it is %s', (seconds, expected) => {
    const change = { ...signedAt(String(SENT)), now: new Date(now.getTime() + seconds * 1000) };

    expect(judge(fromScrapfly, change)).toBe(expected);
  });

  test('a compressed alert is accepted', () => {
    const headers = { [TIMESTAMP]: String(SENT), 'Content-Encoding': 'gzip' };

    expect(judge(fromScrapfly, sending(gzipSync(alert), [`${SENT}.`, alert], headers))).toBe('accepted');
  });

  test.each(['1795176000.0', '', '+1795176000', 'x'])(
    'a timestamp of %j is not part of the signed text',
    (timestamp) => {
      expect(judge(fromScrapfly, signedAt(timestamp))).toBe('signature_mismatch');
    },
  );

  test('duplicate timestamps are not part of the signed text', () => {
    const signature = hmac(secret, ['1795176000.', alert]);
    const headers = [
      [UPPER, signature],
      [TIMESTAMP, '1795176000'],
      [TIMESTAMP, '1795176000'],
    ] as const;

    expect(judge(fromScrapfly, { headers, body: alert })).toBe('signature_mismatch');
  });

  test('a scheme without the header rejects such a signature', () => {
    expect(judge(plain, signedAt(String(SENT)))).toBe('signature_mismatch');
  });

  test('a timestamp does not make a wrong signature valid', () => {
    const headers = {
      [TYPE]: 'alert',
      [TIMESTAMP]: String(SENT),
      [UPPER]: hmac('other', [`${SENT}.`, alert]),
    };

    expect(judge(fromScrapfly, { headers, body: alert })).toBe('signature_mismatch');
  });

  test('a missing timestamp is not part of the signed text', () => {
    expect(judge(fromScrapfly, sending(alert, ['undefined.', alert]))).toBe('signature_mismatch');
    expect(judge(fromScrapfly, sending(alert, ['.', alert]))).toBe('signature_mismatch');
  });

  test('a timestamp that is not signed does not make a delivery stale', () => {
    const headers = withHeaders(fromScrapfly, { [TIMESTAMP]: '1' });

    expect(judge(fromScrapfly, { headers })).toBe('accepted');
  });

  test('an alert without its timestamp does not match', () => {
    const change = sending(alert, [`${SENT}.`, alert], { [TYPE]: 'alert' });

    expect(judge(fromScrapfly, change)).toBe('signature_mismatch');
  });

  test('an alert is not accepted as an event without a timestamp', () => {
    const joined = Buffer.concat([Buffer.from('1795176000.'), alert]);

    expect(accept(fromScrapfly, sending(joined, [joined]))).toMatchObject({ readable: false });
  });
});

describe('F09: the key is the literal secret', () => {
  test.each([
    ['decoded from hex', Buffer.from(secret.replaceAll('-', ''), 'hex')],
    ['empty', ''],
    ['in capitals', secret.toUpperCase()],
  ])('a key %s is rejected', (_, key) => {
    expect(judge(fromScrapfly, { headers: { [UPPER]: hmac(key, [body]) } })).toBe('signature_mismatch');
  });
});

test('F15: an image is accepted, recognised by the resource type, and returned as bytes', () => {
  const image = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00]);
  const headers = {
    [TYPE]: 'screenshot',
    'X-Scrapfly-Webhook-Job-Id': 'job-7',
    'Content-Type': 'application/json',
  };

  const event = accept(fromScrapfly, sending(image, [image], headers));

  expect(event).toMatchObject({
    type: 'screenshot',
    unsignedJobId: 'job-7',
    readable: false,
    payload: undefined,
  });
  expect(event.bytes).toEqual(image);
  expect(event.jobId).toBeUndefined();
});

test('F15: a compressed image is returned inflated', () => {
  const image = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00]);
  const compressed = gzipSync(image);
  const headers = { [TYPE]: 'screenshot', 'X-Scrapfly-Webhook-Job-Id': 'job-7', 'Content-Encoding': 'gzip' };

  expect(accept(fromScrapfly, sending(compressed, [compressed], headers)).bytes).toEqual(image);
  expect(accept(fromScrapfly, sending(compressed, [image], headers)).bytes).toEqual(image);
  expect(accept(fromScrapfly, sending(image, [image], headers)).bytes).toEqual(image);
});

test('F14: JSON is not treated as an image, whatever its header is', () => {
  const odd = Buffer.from('{"context":null}');
  const headers = { [TYPE]: 'screenshot', 'X-Scrapfly-Webhook-Job-Id': 'job-7' };

  expect(accept(fromScrapfly, sending(odd, [odd], headers))).toMatchObject({
    readable: false,
    unsignedJobId: undefined,
    bytes: undefined,
  });
});

test('F13: an extraction is matched by its unsigned header, and deduplicated by its bytes', () => {
  const extraction = Buffer.from('{"data":{}}');
  const headers = { [TYPE]: 'extraction', 'X-Scrapfly-Webhook-Job-Id': 'job-7' };

  const event = accept(fromScrapfly, sending(extraction, [extraction], headers));
  const relabelled = accept(
    fromScrapfly,
    sending(extraction, [extraction], { ...headers, 'X-Scrapfly-Webhook-Job-Id': 'job-8' }),
  );

  expect(event).toMatchObject({ unsignedJobId: 'job-7', readable: true });
  expect(event.jobId).toBeUndefined();
  expect(relabelled.deduplicationKey).toBe(event.deduplicationKey);
});

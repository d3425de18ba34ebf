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
/** A scheme that knows a signature over the body and nothing else. */
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

/** A delivery of these bytes with the signature over those. */
const sending = (
  bytes: Uint8Array,
  signedBytes: readonly (string | Uint8Array)[],
  headers: Readonly<Record<string, string>> = {},
): Change => ({ body: bytes, headers: { [UPPER]: hmac(secret, signedBytes).toUpperCase(), ...headers } });

test('F08: the delivery as it is captured today is accepted', () => {
  expect(accept(fromScrapfly)).toMatchObject({
    provider: 'scrapfly',
    trust: 'signed',
    readable: true,
    jobId: fromScrapfly.jobId,
    deduplicationKey: `scrapfly:${fromScrapfly.jobId}`,
  });
});

test('F07: the secret that the body repeats is taken out', () => {
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

  test('the first of them decides', () => {
    expect(judge(fromScrapfly, { headers: { [UPPER]: hmac('other', [body]), [LOWER]: good } })).toBe(
      'signature_mismatch',
    );
    expect(judge(fromScrapfly, { headers: { [UPPER]: good, [LOWER]: 'junk' } })).toBe('accepted');
  });

  test('one that is an empty list did not come', () => {
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
  test('it is accepted where no signature header came', () => {
    expect(judge(fromScrapfly, { headers: { [SECRET]: secret } })).toBe('accepted');
  });

  test('one of several secrets is enough', () => {
    expect(judge(fromScrapfly, { headers: { [SECRET]: secret }, secrets: ['other', secret] })).toBe(
      'accepted',
    );
  });

  test.each(['', 'other', secret.slice(1), `${secret} `, secret.toUpperCase(), `${secret}, ${secret}`])(
    '%j is no secret',
    (text) => {
      expect(judge(fromScrapfly, { headers: { [SECRET]: text } })).toBe('signature_mismatch');
    },
  );

  test('it is no way round a signature', () => {
    expect(judge(fromScrapfly, { headers: { [SECRET]: secret, [UPPER]: hmac('other', [body]) } })).toBe(
      'signature_mismatch',
    );
    expect(judge(fromScrapfly, { headers: { [SECRET]: secret, [UPPER]: '' } })).toBe('malformed_signature');
    expect(judge(fromScrapfly, { headers: { [SECRET]: secret, [LOWER]: '' } })).toBe('malformed_signature');
  });

  test('it is sent once', () => {
    expect(
      judge(fromScrapfly, {
        headers: [
          [SECRET, secret],
          [SECRET, secret],
        ],
      }),
    ).toBe('duplicate_header');
  });

  test('a scheme without it wants a signature', () => {
    expect(judge(plain, { headers: { [SECRET]: secret } })).toBe('missing_header');
  });

  test('without either the header is missing', () => {
    expect(judge(fromScrapfly, { headers: {} })).toBe('missing_header');
  });

  test('a compressed body is read without its compression', () => {
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

  test('a host may have inflated the body and left the header in place', () => {
    expect(accept(fromScrapfly, sending(body, [body], header))).toMatchObject({ readable: true });
  });

  test('a truncated body is a mismatch', () => {
    expect(judge(fromScrapfly, sending(compressed.subarray(0, -12), [body], header))).toBe(
      'signature_mismatch',
    );
  });

  test('a body past the limit is a mismatch', () => {
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

  test('a body of 64 MiB is read, and a bomb of one byte more is not', () => {
    const bomb = Buffer.alloc(64 * 1024 * 1024 + 1);
    const large = bomb.subarray(1);
    const header = { 'Content-Encoding': 'gzip' };

    expect(judge(fromScrapfly, sending(gzipSync(large, { level: 1 }), [large], header))).toBe('accepted');
    expect(judge(fromScrapfly, sending(gzipSync(bomb, { level: 1 }), [bomb], header))).toBe(
      'signature_mismatch',
    );
  });

  test('the header twice is as good as none', () => {
    const compressed = gzipSync(body);
    const headers = [
      [UPPER, good],
      ['content-encoding', 'gzip'],
      ['content-encoding', 'gzip'],
    ] as const;

    expect(judge(fromScrapfly, { body: compressed, headers })).toBe('signature_mismatch');
  });

  test('two bodies that inflate alike count as one event', () => {
    const header = { 'Content-Encoding': 'gzip', [TYPE]: 'extraction' };
    const fast = accept(fromScrapfly, sending(gzipSync(body, { level: 1 }), [body], header));
    const small = accept(fromScrapfly, sending(gzipSync(body, { level: 9 }), [body], header));

    expect(fast.deduplicationKey).toBe(small.deduplicationKey);
  });
});

describe('F17: an alert signs its timestamp as well', () => {
  const alert = Buffer.from('{"type":"alert"}');
  const signedAt = (timestamp: string, bytes: Uint8Array = alert) =>
    sending(bytes, [timestamp, '.', alert], { [TYPE]: 'alert', [TIMESTAMP]: timestamp });

  test('it is accepted as Python signs it', () => {
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

  test('it may be compressed', () => {
    const headers = { [TIMESTAMP]: String(SENT), 'Content-Encoding': 'gzip' };

    expect(judge(fromScrapfly, sending(gzipSync(alert), [`${SENT}.`, alert], headers))).toBe('accepted');
  });

  test.each(['1795176000.0', '', '+1795176000', 'x'])('a timestamp of %j is part of nothing', (timestamp) => {
    expect(judge(fromScrapfly, signedAt(timestamp))).toBe('signature_mismatch');
  });

  test('two timestamps are part of nothing', () => {
    const signature = hmac(secret, ['1795176000.', alert]);
    const headers = [
      [UPPER, signature],
      [TIMESTAMP, '1795176000'],
      [TIMESTAMP, '1795176000'],
    ] as const;

    expect(judge(fromScrapfly, { headers, body: alert })).toBe('signature_mismatch');
  });

  test('a scheme without the header knows no such signature', () => {
    expect(judge(plain, signedAt(String(SENT)))).toBe('signature_mismatch');
  });

  test('a timestamp makes no signature good', () => {
    const headers = {
      [TYPE]: 'alert',
      [TIMESTAMP]: String(SENT),
      [UPPER]: hmac('other', [`${SENT}.`, alert]),
    };

    expect(judge(fromScrapfly, { headers, body: alert })).toBe('signature_mismatch');
  });

  test('a timestamp that did not come is part of nothing', () => {
    expect(judge(fromScrapfly, sending(alert, ['undefined.', alert]))).toBe('signature_mismatch');
    expect(judge(fromScrapfly, sending(alert, ['.', alert]))).toBe('signature_mismatch');
  });

  test('a stray timestamp ages nothing that was signed without it', () => {
    const headers = withHeaders(fromScrapfly, { [TIMESTAMP]: '1' });

    expect(judge(fromScrapfly, { headers })).toBe('accepted');
  });

  test('without its header it is a mismatch', () => {
    const change = sending(alert, [`${SENT}.`, alert], { [TYPE]: 'alert' });

    expect(judge(fromScrapfly, change)).toBe('signature_mismatch');
  });

  test('the bytes of an alert do not pass for those of a plain event', () => {
    const joined = Buffer.concat([Buffer.from('1795176000.'), alert]);

    expect(accept(fromScrapfly, sending(joined, [joined]))).toMatchObject({ readable: false });
  });
});

describe('F09: the key is the literal secret', () => {
  test.each([
    ['decoded from hex', Buffer.from(secret.replaceAll('-', ''), 'hex')],
    ['empty', ''],
    ['in capitals', secret.toUpperCase()],
  ])('a key %s signs nothing here', (_, key) => {
    expect(judge(fromScrapfly, { headers: { [UPPER]: hmac(key, [body]) } })).toBe('signature_mismatch');
  });
});

test('F15: an image is authentic, is known by the resource type, and comes as its bytes', () => {
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

test('F15: an image that was compressed on the way comes without its compression', () => {
  const image = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00]);
  const compressed = gzipSync(image);
  const headers = { [TYPE]: 'screenshot', 'X-Scrapfly-Webhook-Job-Id': 'job-7', 'Content-Encoding': 'gzip' };

  expect(accept(fromScrapfly, sending(compressed, [compressed], headers)).bytes).toEqual(image);
  expect(accept(fromScrapfly, sending(compressed, [image], headers)).bytes).toEqual(image);
  expect(accept(fromScrapfly, sending(image, [image], headers)).bytes).toEqual(image);
});

test('F14: JSON is no image, whatever its header says', () => {
  const odd = Buffer.from('{"context":null}');
  const headers = { [TYPE]: 'screenshot', 'X-Scrapfly-Webhook-Job-Id': 'job-7' };

  expect(accept(fromScrapfly, sending(odd, [odd], headers))).toMatchObject({
    readable: false,
    unsignedJobId: undefined,
    bytes: undefined,
  });
});

test('F13: an extraction is matched by its unsigned header alone, and told apart by its bytes', () => {
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

import { describe, expect, test } from 'vitest';
import { fromScrapekit, fromScrupp, now, SENT, type Genuine } from './genuine.ts';
import { accept, hmac, judge, withHeaders } from './judge.ts';

const { body, secret } = fromScrapekit;
const signature = fromScrapekit.headers['X-ScrapeKit-Signature'] ?? '';

/** Creates a delivery with a valid signature and any text as its timestamp. */
const signedAt = (timestamp: string, genuine: Genuine = fromScrapekit) =>
  withHeaders(genuine, {
    'X-ScrapeKit-Timestamp': timestamp,
    'X-ScrapeKit-Signature': hmac(genuine.secret, [timestamp, '.', genuine.body]),
  });

test('C170: the documented ScrapeKit delivery is accepted', () => {
  expect(accept(fromScrapekit)).toMatchObject({
    provider: 'scrapekit',
    trust: 'signed',
    readable: true,
    type: 'scrape.job.completed',
    jobId: 'sk_job_4f7a9b1c',
    operation: 'scrape',
    status: 'completed',
    deduplicationKey: 'scrapekit:scrape.job.completed:sk_job_4f7a9b1c',
    payload: JSON.parse(body.toString()) as unknown,
  });
});

test('S06: the documented Scrupp delivery is accepted', () => {
  expect(accept(fromScrupp)).toMatchObject({ provider: 'scrupp', jobId: '6666', trust: 'signed' });
});

test('S06: capital digits of Scrupp are accepted', () => {
  const capital = `sha256=${fromScrupp.headers['X-Scrupp-Signature']?.slice(7).toUpperCase()}`;

  expect(judge(fromScrupp, { headers: withHeaders(fromScrupp, { 'X-Scrupp-Signature': capital }) })).toBe(
    'accepted',
  );
});

test.each(['299', '300', '-299', '-300'])('A25: a delivery %s s away is accepted', (seconds) => {
  expect(judge(fromScrapekit, { now: new Date((SENT + Number(seconds)) * 1000) })).toBe('accepted');
});

test.each(['301', '-301', '86400', '-86400'])('A25: a delivery %s s away is stale', (seconds) => {
  expect(judge(fromScrapekit, { now: new Date((SENT + Number(seconds)) * 1000) })).toBe('stale_timestamp');
});

test('A25: whole seconds are compared, because the header has no fractions', () => {
  expect(judge(fromScrapekit, { now: new Date((SENT + 300) * 1000 + 999) })).toBe('accepted');
  expect(judge(fromScrapekit, { now: new Date((SENT - 300) * 1000 - 1) })).toBe('stale_timestamp');
});

test('an invalid clock makes every delivery stale', () => {
  expect(judge(fromScrapekit, { now: new Date(NaN) })).toBe('stale_timestamp');
});

test('S05: a stale but genuine delivery has the job id, so that the job can be polled at once', () => {
  const late = new Date((SENT + 3600) * 1000);

  expect(() => accept(fromScrupp, { now: late })).toThrow(
    expect.objectContaining({
      reason: 'stale_timestamp',
      event: expect.objectContaining({ jobId: '6666' }) as unknown,
    }),
  );
});

test('S05: a stale and forged delivery has no job id', () => {
  const late = new Date((SENT + 3600) * 1000);

  expect(() => accept(fromScrupp, { now: late, body: Buffer.from('{"process_id":7}') })).toThrow(
    expect.objectContaining({ reason: 'signature_mismatch', event: undefined }),
  );
});

describe('rule 4: only seconds in ASCII digits are a timestamp, even with a valid signature', () => {
  test.each([
    '',
    'NaN',
    'Infinity',
    '-1795176000',
    '+1795176000',
    '1795176000.0',
    '1795176000.123',
    '1.795176e9',
    '0x6b002a40',
    '01795176000',
    '00',
    ' 1795176000',
    '1795176000 ',
    '1795176000\n',
    '\n1795176000',
    '1795176000\0',
    '1_795_176_000',
    '١٧٩٥١٧٦٠٠٠',
    '１７９５１７６０００',
    '2026-11-20T12:00:00Z',
    '1795176000, 1795176000',
    '1795176000,1795176000',
    '1795176000 1795176000',
    '1795176000abc',
    'abc1795176000',
    '1'.repeat(13),
    '9'.repeat(400),
    'null',
    'true',
  ])('%j is malformed', (timestamp) => {
    expect(judge(fromScrapekit, { headers: signedAt(timestamp) })).toBe('malformed_timestamp');
  });

  test.each(['0', '1', '1795176000000', '999999999999'])('%s is well formed and stale', (timestamp) => {
    const expected = timestamp.length > 12 ? 'malformed_timestamp' : 'stale_timestamp';

    expect(judge(fromScrapekit, { headers: signedAt(timestamp) })).toBe(expected);
  });

  test('the first seconds of 1970 are a timestamp', () => {
    expect(judge(fromScrapekit, { headers: signedAt('0'), now: new Date(0) })).toBe('accepted');
  });
});

describe('rule 5: a signature must have the documented form before it is compared', () => {
  test.each([
    '',
    'zz',
    signature.toUpperCase(),
    signature.replace('b', 'B'),
    `${signature}zz`,
    `${signature}0`,
    `${signature}\n`,
    ` ${signature}`,
    signature.slice(0, -1),
    `sha256=${signature}`,
    `${signature.slice(0, -1)}é`,
    `${signature.slice(0, -1)}g`,
    `${signature}, ${signature}`,
    Buffer.from(signature, 'hex').toString('base64'),
    '0x' + signature.slice(2),
  ])('ScrapeKit: %j is malformed', (text) => {
    const headers = withHeaders(fromScrapekit, { 'X-ScrapeKit-Signature': text });

    expect(judge(fromScrapekit, { headers })).toBe('malformed_signature');
  });

  const digest = fromScrupp.headers['X-Scrupp-Signature']?.slice(7) ?? '';

  test.each([
    digest,
    `sha256:${digest}`,
    `SHA256=${digest}`,
    `sha256= ${digest}`,
    `sha1=${digest}`,
    `sha256=sha256=${digest}`,
    `sha256=${digest}zz`,
    `sha256=x${digest}`,
    `xsha256=${digest}`,
    `v1=${digest}`,
    'sha256=',
  ])('Scrupp: %j is malformed', (text) => {
    const headers = withHeaders(fromScrupp, { 'X-Scrupp-Signature': text });

    expect(judge(fromScrupp, { headers })).toBe('malformed_signature');
  });

  test('a digest of another key does not match', () => {
    const headers = withHeaders(fromScrapekit, {
      'X-ScrapeKit-Signature': hmac('other', ['1795176000.', body]),
    });

    expect(judge(fromScrapekit, { headers })).toBe('signature_mismatch');
  });
});

describe('rule 6: the signature covers the timestamp as sent and the body as received', () => {
  test.each([
    ['a flipped bit', Buffer.from(body.map((byte, index) => (index === 5 ? byte ^ 1 : byte)))],
    ['one byte less', body.subarray(0, -1)],
    ['one byte more', Buffer.concat([body, Buffer.from('\n')])],
    ['a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body])],
    ['other white space', Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 1))],
    ['another number form', Buffer.from(body.toString().replace('7.305', '7.3050'))],
    ['nothing', Buffer.alloc(0)],
  ])('%s in the body is a mismatch', (_, changed) => {
    expect(judge(fromScrapekit, { body: changed })).toBe('signature_mismatch');
  });

  test.each([
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
    ['the replacement character', Buffer.from('{\ufffd\ufffd}')],
  ])('a signature over %s is valid for those bytes only', (_, signedBody) => {
    const headers = withHeaders(fromScrapekit, {
      'X-ScrapeKit-Signature': hmac(secret, ['1795176000.', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])]),
    });
    const expected = signedBody.includes(0xff) ? 'accepted' : 'signature_mismatch';

    expect(judge(fromScrapekit, { headers, body: signedBody })).toBe(expected);
  });

  test('A26: bytes moved between timestamp and body do not match', () => {
    const signedText = Buffer.from('1795176000.5.rest');
    const headers = withHeaders(fromScrapekit, {
      'X-ScrapeKit-Timestamp': '1795176000.5',
      'X-ScrapeKit-Signature': hmac(secret, [signedText]),
    });

    expect(judge(fromScrapekit, { headers, body: Buffer.from('rest') })).toBe('malformed_timestamp');
  });

  test('another timestamp with the old signature does not match', () => {
    const headers = withHeaders(fromScrapekit, { 'X-ScrapeKit-Timestamp': '1795176001' });

    expect(judge(fromScrapekit, { headers })).toBe('signature_mismatch');
  });

  test('a signature over the body alone does not match', () => {
    const headers = withHeaders(fromScrapekit, { 'X-ScrapeKit-Signature': hmac(secret, [body]) });

    expect(judge(fromScrapekit, { headers })).toBe('signature_mismatch');
  });
});

describe('the key is the literal secret', () => {
  test.each([
    ['without its prefix', secret.slice(6)],
    ['decoded', Buffer.from(secret.slice(6), 'base64url')],
    ['empty', ''],
    ["the word 'undefined'", 'undefined'],
    ['of another account', 'whsec_another'],
    ['with white space', `${secret}\n`],
  ])('C170: a key %s is rejected', (_, key) => {
    const headers = withHeaders(fromScrapekit, { 'X-ScrapeKit-Signature': hmac(key, ['1795176000.', body]) });

    expect(judge(fromScrapekit, { headers })).toBe('signature_mismatch');
  });

  test('a key outside ASCII is used as UTF-8', () => {
    const headers = withHeaders(fromScrapekit, {
      'X-ScrapeKit-Signature': hmac('schlüssel', ['1795176000.', body]),
    });

    expect(judge(fromScrapekit, { headers, secrets: ['schlüssel'] })).toBe('accepted');
  });
});

test('two providers with one scheme reject each other’s deliveries', () => {
  expect(judge(fromScrapekit, { headers: fromScrupp.headers, body: fromScrupp.body })).toBe('missing_header');
  expect(judge(fromScrupp, { headers: fromScrapekit.headers, body, now })).toBe('missing_header');
});

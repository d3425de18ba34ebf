import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { fromScrapfly } from './genuine.ts';
import { accept, hmac, judge } from './judge.ts';
import { LOWER, SECRET, UPPER, plain } from './scrapfly-delivery.ts';

const { body, secret } = fromScrapfly;
const good = hmac(secret, [body]);

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

describe('F09: the key is the literal secret', () => {
  test.each([
    ['decoded from hex', Buffer.from(secret.replaceAll('-', ''), 'hex')],
    ['empty', ''],
    ['in capitals', secret.toUpperCase()],
  ])('a key %s is rejected', (_, key) => {
    expect(judge(fromScrapfly, { headers: { [UPPER]: hmac(key, [body]) } })).toBe('signature_mismatch');
  });
});

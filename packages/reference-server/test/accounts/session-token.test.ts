import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseSessionToken, signSessionToken } from '../../src/accounts/sessions.ts';

const key = 'a key of 32 bytes or more, for tests';
const now = new Date('2026-11-21T12:00:00Z');
const seconds = now.getTime() / 1000;
const session = { sub: 'acct_1', jti: 'ses_1', iat: seconds, nbf: seconds, exp: seconds + 60 };

const sign = (header: object, claims: object) => {
  const content = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${content}.${createHmac('sha256', key).update(content).digest('base64url')}`;
};
const header = { alg: 'HS256', typ: 'JWT' };
const claims = { ...session, aud: 'scrapekit-dashboard' };

describe('session tokens', () => {
  test('C180: a session token is a JWT with the HS256 signature of RFC 7515', async () => {
    expect(await signSessionToken(session, key)).toBe(sign(header, claims));
    expect(await parseSessionToken(sign(header, claims), { key, now })).toEqual(session);
  });

  test.each<[string, object, object]>([
    ['for another audience', header, { ...claims, aud: 'scrapekit-api' }],
    ['without an audience', header, session],
    ['that has expired', header, { ...claims, exp: seconds }],
    ['that is not valid yet', header, { ...claims, nbf: seconds + 6 }],
    ['that never expires', header, { ...claims, exp: undefined }],
    ['with another algorithm', { ...header, alg: 'none' }, claims],
    ['that names a key in its header', { ...header, jwk: {} }, claims],
  ])('C180: a token %s is refused although its signature is right', async (_, head, body) => {
    expect(await parseSessionToken(sign(head, body), { key, now })).toBeUndefined();
  });

  test('C180: a token that was signed with another key is refused', async () => {
    const token = sign(header, claims);

    expect(await parseSessionToken(token, { key: 'another key', now })).toBeUndefined();
  });
});

import { describe, expect, test } from 'vitest';
import { fromScrapenest } from './genuine.ts';
import { judge } from './judge.ts';
import { id, signatureOf, signedAs, timestamp } from './scrapenest-delivery.ts';

const { body, secret } = fromScrapenest;

describe('the secret', () => {
  test.each([
    'whsec_',
    'whpk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwA',
    'undefined',
    '=',
    '==',
    'abc==',
    'ab=',
    'abcd=',
    'WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    ' whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n',
    'whsec_MfKQ9r8GKYqr!TwjUPD8ILPZIo2LaLaSw',
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa_w',
    'whsec_A',
    'whsec_=',
    'whsec_????',
    'whsec_undefined!',
  ])('%j is not a secret of this scheme', (text) => {
    expect(judge(fromScrapenest, { secrets: [text] })).toBe('unusable_secret');
  });

  test('an unusable secret next to a valid one is ignored', () => {
    expect(judge(fromScrapenest, { secrets: ['whpk_x', secret] })).toBe('accepted');
  });

  test('N05: a key without the prefix is accepted', () => {
    expect(judge(fromScrapenest, { secrets: [secret.slice('whsec_'.length)] })).toBe('accepted');
  });

  test.each(['a key of 18 bytes', 'a key of some bytes', 'a key of 20 bytes!!!'])(
    'N05: %j in base64 is accepted with and without padding',
    (plainKey) => {
      const padded = `whsec_${Buffer.from(plainKey).toString('base64')}`;
      const headersByIt = {
        ...signedAs({}),
        'svix-signature': signatureOf([id, '.', timestamp, '.', body], plainKey),
      };

      expect(padded).toMatch(/=$/);
      for (const text of [padded, padded.replace(/=+$/, ''), padded.slice(6)]) {
        expect(judge(fromScrapenest, { headers: headersByIt, secrets: [text] })).toBe('accepted');
      }
    },
  );

  test.each([
    ['the whole text', secret],
    ['the text after the prefix', secret.slice(6)],
    ['nothing', ''],
  ])('a signature with %s as the key does not match', (_, by) => {
    const forged = { ...signedAs({}), 'svix-signature': signatureOf([id, '.', timestamp, '.', body], by) };

    expect(judge(fromScrapenest, { headers: forged })).toBe('signature_mismatch');
  });
});

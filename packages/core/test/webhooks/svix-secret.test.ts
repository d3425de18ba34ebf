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
    'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    ' whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n',
    'whsec_MfKQ9r8GKYqr!TwjUPD8ILPZIo2LaLaSw',
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS',
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

  test('a padded key is accepted', () => {
    const padded = `whsec_${Buffer.from('a key of some bytes').toString('base64')}`;
    const headersByIt = {
      ...signedAs({}),
      'svix-signature': signatureOf([id, '.', timestamp, '.', body], 'a key of some bytes'),
    };

    expect(padded).toMatch(/=$/);
    expect(judge(fromScrapenest, { headers: headersByIt, secrets: [padded] })).toBe('accepted');
  });

  test.each([
    ['the whole text', secret],
    ['the text after the prefix', secret.slice(6)],
    ['nothing', ''],
  ])('a signature with %s as the key does not match', (_, by) => {
    const forged = { ...signedAs({}), 'svix-signature': signatureOf([id, '.', timestamp, '.', body], by) };

    expect(judge(fromScrapenest, { headers: forged })).toBe('signature_mismatch');
  });
});

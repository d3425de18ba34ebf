import { describe, expect, test } from 'vitest';
import { sealText, unsealText } from '../../src/accounts/sealed-api-key.ts';

const seal = { secret: 'the server secret', owner: 'key_1' };

describe('sealText', () => {
  test('a sealed text does not contain the text, and the same secret and owner unseal it', () => {
    const sealed = sealText('sk_live_secret', seal);

    expect(Buffer.from(sealed, 'base64url').includes('sk_live')).toBe(false);
    expect(unsealText(sealed, seal)).toBe('sk_live_secret');
  });

  test('sealing the same text twice gives different results', () => {
    expect(sealText('same', seal)).not.toBe(sealText('same', seal));
  });

  test.each([
    ['another secret', { ...seal, secret: 'guessed' }],
    ['another owner', { ...seal, owner: 'key_2' }],
  ])('a sealed text cannot be unsealed with %s', (_, other) => {
    const sealed = sealText('sk_live_secret', seal);

    expect(() => unsealText(sealed, other)).toThrow();
  });

  test('a sealed text cannot be unsealed when any byte has changed', () => {
    const bytes = Buffer.from(sealText('sk_live_secret', seal), 'base64url');

    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => unsealText(changed.toString('base64url'), seal)).toThrow();
    }
  });
});

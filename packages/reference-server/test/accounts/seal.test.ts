import { describe, expect, test } from 'vitest';
import { sealText, unsealText } from '../../src/accounts/sealed-api-key.ts';

const seal = { secret: 'the server secret', owner: 'key_1' };

describe('sealText', () => {
  test('hides a text, and shows it again to whoever has secret and owner', () => {
    const sealed = sealText('sk_live_secret', seal);

    expect(Buffer.from(sealed, 'base64url').includes('sk_live')).toBe(false);
    expect(unsealText(sealed, seal)).toBe('sk_live_secret');
  });

  test('looks different each time', () => {
    expect(sealText('same', seal)).not.toBe(sealText('same', seal));
  });

  test.each([
    ['another secret', { ...seal, secret: 'guessed' }],
    ['another owner', { ...seal, owner: 'key_2' }],
  ])('stays shut for %s', (_, other) => {
    const sealed = sealText('sk_live_secret', seal);

    expect(() => unsealText(sealed, other)).toThrow();
  });

  test('stays shut once any byte has changed', () => {
    const bytes = Buffer.from(sealText('sk_live_secret', seal), 'base64url');

    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => unsealText(changed.toString('base64url'), seal)).toThrow();
    }
  });
});

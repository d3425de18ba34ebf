import { describe, expect, test } from 'vitest';
import { parseEmail } from '../../src/verification/parse-email.ts';

describe('an address', () => {
  test('is parsed in lower case with an ASCII domain', () => {
    expect(parseEmail('Anna.Berg+News@Bücher.DE')).toEqual({
      email: 'anna.berg+news@xn--bcher-kva.de',
      local: 'anna.berg+news',
      domain: 'xn--bcher-kva.de',
    });
  });

  test.each([
    'a@b.co',
    "o'brien@example.com",
    "!#$%&'*+-/=?^_`{|}~@example.com",
    'a.b.c@sub.sub.example.co.uk',
    '1@2.com',
    'x@a-b.example',
    'x@1.example.museum',
    'ñoñó@example.com',
    '葉士豪@臺網中心.tw',
    'जीमेल@उदाहरण.भारत',
    'x@xn--90a3ac.xn--p1ai',
    `${'a'.repeat(64)}@example.com`,
    `x@${'a'.repeat(63)}.com`,
  ])('may be %s', (text) => {
    expect(parseEmail(text)).not.toBeNull();
  });

  test.each([
    '',
    'a',
    '@',
    'a@',
    '@b.com',
    'a@b',
    'a@localhost',
    'a..b@example.com',
    '.a@example.com',
    'a.@example.com',
    'a@@example.com',
    'a@b@example.com',
    'a b@example.com',
    'a@exa mple.com',
    ' a@example.com',
    'a@example.com ',
    'a@example.com\n',
    'a\u0000@example.com',
    'a\u200b@example.com',
    'a@.example.com',
    'a@example..com',
    'a@example.com.',
    'a@．example.com',
    'a@example.com．',
    'a@-example.com',
    'a@example-.com',
    'a@ex_ample.com',
    'a@example.c',
    'a@example.123',
    'a@192.0.2.1',
    'a@[192.0.2.1]',
    'a@0x7f.1',
    'a@xn--0.com',
    'a@ab--cd.com',
    'a@ex%61mple.com',
    'a@example.com:25',
    'a@example.com/b',
    'a,b@example.com',
    'a(b)@example.com',
    'a<b@example.com',
    'a"b@example.com',
    '"a b"@example.com',
    '"a"@example.com',
    'Anna <anna@example.com>',
    '\u{1f600}@example.com',
    'anna\u2764@example.com',
    'anna\u2764\ufe0f@example.com',
    '1\ufe0f\u20e3@example.com',
    'a\u00a9b@example.com',
    'mailto:a@example.com',
    '\u0301a@example.com',
    `${'a'.repeat(65)}@example.com`,
    `${'ñ'.repeat(33)}@example.com`,
    `x@${'a'.repeat(64)}.com`,
    `x@${'a.'.repeat(125)}com`,
    `${'a'.repeat(64)}@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(60)}.com`,
  ])('C121: is not %j', (text) => {
    expect(parseEmail(text)).toBeNull();
  });
});

import { expect, test } from 'vitest';
import { protectFormula } from '../../src/results/protect-formula.ts';

// The list of https://owasp.org/www-community/attacks/CSV_Injection, with spaces and wide forms.
test.each([
  ...[
    '=1+1',
    '@SUM(A1)',
    '+cmd|x',
    '-2+3=1',
    '\t=1',
    ' =1',
    '\u00a0=1',
    '＝1',
    '＋1',
    '－1',
    '＠1',
    '\t1',
    '\r1',
    '\n1',
  ],
])('C115: a text that a spreadsheet would run gets an apostrophe: %j', (text) => {
  expect(protectFormula(text)).toBe(`'${text}`);
});

test.each([
  ['Foo;=1+1;x', "Foo;'=1+1;x"],
  ['Foo; \uff0b49;-1+cmd|x', "Foo;' \uff0b49;'-1+cmd|x"],
  ['Foo\n=1\r\n\t@x', "Foo\n'=1\r\n'\t@x"],
  ['=1;=2', "'=1;'=2"],
  ['\r=1', "'\r'=1"],
])('C115: %j is protected where a semicolon or a line break ends a cell', (text, safe) => {
  expect(protectFormula(text)).toBe(safe);
});

test.each([
  ...[
    '+1 512 555 0142',
    '-97.74',
    '(512) 555',
    '+1 512 555 0142;+49 30 1234',
    "'=1",
    'a=1',
    'a@b.example',
    '1',
    '',
    '"=1"',
  ],
])('C115: a phone number and a text that is no formula stay as they are: %j', (text) => {
  expect(protectFormula(text)).toBe(text);
});

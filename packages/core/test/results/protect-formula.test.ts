import { expect, test } from 'vitest';
import { protectFormula } from '../../src/results/protect-formula.ts';

test('C115: a text that a spreadsheet would run gets an apostrophe, and phone numbers stay as they are', () => {
  for (const text of ['=1+1', '@SUM(A1)', '+cmd|x', '-2+3=1', '\t=1'])
    expect(protectFormula(text)).toBe(`'${text}`);
  for (const text of ['+1 512 555 0142', '-97.74', '(512) 555', "'=1", 'a=b'])
    expect(protectFormula(text)).toBe(text);
});

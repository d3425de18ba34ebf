import { describe, expect, test } from 'vitest';
import { readTitles } from './read-titles.ts';

const textsIn = (source: string): readonly string[] => readTitles(source).map(({ text }) => text);

describe('reading titles', () => {
  test('finds those of groups and of tests, with their lines', () => {
    const source = "describe('C001: a group', () => {\n  it.only('a test', () => {});\n});";

    expect(readTitles(source)).toEqual([
      { text: 'C001: a group', line: 1 },
      { text: 'a test', line: 2 },
    ]);
  });

  test('keeps the literal parts of a template', () => {
    expect(textsIn('test(`C001: ${name} (C002)`, run)')).toEqual(['C001: ${} (C002)']);
  });

  test('adds the texts of a table, as they may become part of the title', () => {
    expect(textsIn("test.each([['C003: late', 1]])('%s, it waits', run)")).toEqual([
      '%s, it waits | C003: late',
    ]);
  });

  test('puts the citations of each row in the place of $statements', () => {
    const source = "const rows = [{ statements: 'C001' }, { statements: 'C002, C003' }];";

    expect(textsIn(`${source}\ntest.each(rows)('$statements: it ends', run)`)).toEqual([
      'C001: it ends',
      'C002, C003: it ends',
    ]);
  });

  test('returns an expression as it is written', () => {
    expect(textsIn("test(late ? 'C001: late' : 'early', run)")).toEqual(["late ? 'C001: late' : 'early'"]);
  });

  test('takes no other call for a test', () => {
    expect(textsIn("/C001/.test('C001'); isTest('C002'); test.runIf('C003');")).toEqual([]);
  });
});

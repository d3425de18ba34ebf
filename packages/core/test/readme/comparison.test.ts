import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../../..');
const document = readFileSync(join(root, 'docs/library-comparison.md'), 'utf8');
const own = '@scrapekit/core/node';

/** The pieces of code by task and library. */
const tasks = document
  .split(/^## /m)
  .slice(1)
  .map((section) => ({
    title: section.slice(0, section.indexOf('\n')),
    code: new Map(
      [...section.matchAll(/^### (\S+)\n.*?```ts\n(.*?)```/gms)].map(([, library = '', code = '']) => [
        library,
        code,
      ]),
    ),
  }))
  .filter(({ code }) => code.size > 0);

/** Counts the characters of code without imports, blanks and comments. */
const sizeOf = (code: string): number =>
  code
    .replace(/^import .*$/gm, '')
    .replace(/\/\/ .*$/gm, '')
    .replace(/\s/g, '').length;

test('three tasks are compared with three other libraries', () => {
  expect(tasks.map(({ code }) => [...code.keys()])).toEqual(
    Array.from({ length: 3 }, () => [own, 'apify-client', 'stripe', 'resend']),
  );
});

test.each(tasks)('the code for "$title" is the shortest', ({ code }) => {
  const [size = 0, ...others] = [...code.values()].map(sizeOf);

  expect(Math.min(...others)).toBeGreaterThan(size);
});

test.each(tasks)('the table has the sizes for "$title"', ({ title, code }) => {
  const row = document.split('\n').find((line) => line.startsWith(`| ${title} `)) ?? '';

  expect(row.match(/\d+/g)?.map(Number)).toEqual([...code.values()].map(sizeOf));
});

test.each([
  [0, 'leads'],
  [1, 'verify'],
])('the own code of task %i is the example %s, which other tests run', (task, name) => {
  const example = readFileSync(join(root, `packages/core/examples/${name}.ts`), 'utf8');

  expect(tasks[task]?.code.get(own)).toBe(example);
});

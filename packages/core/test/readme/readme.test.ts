import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const printed = new Map(
  [...readme.matchAll(/<!-- (examples\/[\w-]+\.ts) -->\s+```ts\n(.*?)```/gs)].map(([, path, code]) => [
    path,
    code,
  ]),
);

test('the README contains every example', () => {
  expect([...printed.keys()].toSorted()).toEqual(
    readdirSync(join(root, 'examples'))
      .map((name) => `examples/${name}`)
      .toSorted(),
  );
});

test.each([...printed])('the README contains %s as the tests run it', (path, code) => {
  expect(code).toBe(readFileSync(join(root, path!), 'utf8'));
});

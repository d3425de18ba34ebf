import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const documents = globSync(['*.md', '{docs,packages,test,bench,examples}/**/*.md'], {
  cwd: root,
  exclude: ['**/node_modules/**', '**/dist/**', '**/.cache/**'],
}).map((path) => ({ path, text: read(path) }));

const namedIn = (pattern: RegExp): readonly { readonly path: string; readonly name: string }[] =>
  documents.flatMap(({ path, text }) =>
    Array.from(text.matchAll(pattern), ([, name = '']) => ({ path, name })),
  );

const scriptsOf = (path: string): readonly string[] =>
  Object.keys((JSON.parse(read(path)) as { scripts?: Record<string, string> }).scripts ?? {});

test('every npm script that a document names exists', () => {
  const scripts = [
    ...scriptsOf('package.json'),
    ...globSync('packages/*/package.json', { cwd: root }).flatMap(scriptsOf),
  ];
  const named = namedIn(/npm run ([a-z][\w:-]*)/g);

  expect(named.length).toBeGreaterThan(0);
  expect(named.filter(({ name }) => !scripts.includes(name))).toEqual([]);
});

test('every relative link of a document leads to a file or a folder', () => {
  const links = namedIn(/\]\((?!https?:|mailto:|#)([^)\s#]+)[^)]*\)/g);

  expect(links.length).toBeGreaterThan(0);
  expect(links.filter(({ path, name }) => !existsSync(join(root, dirname(path), name)))).toEqual([]);
});

test('every path of the repository that a document names exists', () => {
  // A path with a placeholder or a pattern in it is skipped.
  const paths = namedIn(/`((?:\.ci|packages|test|docs|bench|examples)\/[\w./-]+)`/g);

  expect(paths.length).toBeGreaterThan(0);
  expect(paths.filter(({ name }) => !existsSync(join(root, name)))).toEqual([]);
});

import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { providers } from '@scrapekit/core';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The paths in the guide that contain `<id>` or `<Name>`, each once. */
const guidePaths = [
  ...new Set(
    Array.from(
      read('docs/adding-a-provider.md').matchAll(/`([^`\s]*<(?:id|Name)>[^`\s]*)`/g),
      ([, path = '']) => path,
    ),
  ),
];

/** The parts of the project by the beginning of their paths. */
const parts = {
  documents: ['test/fixtures/', 'docs/statements/'],
  core: ['packages/core/'],
  contract: ['test/contract/'],
  n8n: ['packages/n8n-nodes-scrapekit/'],
  zapier: ['packages/zapier-app/'],
  server: ['packages/reference-server/'],
} as const;

type Part = keyof typeof parts;

/** The providers that a part lacks so far. The test fails when this list and the files disagree. */
const awaited: Readonly<Partial<Record<Part, readonly string[]>>> = {};

/** Files that a provider has under another name, with that name. */
const elsewhere: Readonly<Record<string, string>> = {
  'packages/reference-server/docs/scrapekit.md': 'packages/reference-server/README.md',
};

const belongsTo = (path: string, part: Part): boolean => parts[part].some((start) => path.startsWith(start));

function filesOf(part: Part, { id, name }: { readonly id: string; readonly name: string }): string[] {
  return guidePaths
    .filter((path) => belongsTo(path, part))
    .map((path) => path.replaceAll('<id>', id).replaceAll('<Name>', name))
    .map((path) => elsewhere[path] ?? path);
}

test('every path of the guide belongs to a part of the project', () => {
  const names = Object.keys(parts) as Part[];

  expect(guidePaths.filter((path) => !names.some((part) => belongsTo(path, part)))).toEqual([]);
});

describe.each(Object.keys(parts) as Part[])('%s', (part) => {
  test('has a step in the guide', () => {
    expect(filesOf(part, { id: '<id>', name: '<Name>' })).not.toEqual([]);
  });

  test.each(Object.values(providers))('has every file of the guide for $name', (provider) => {
    const missing = filesOf(part, provider).filter((path) => !existsSync(join(root, path)));
    const isAwaited = awaited[part]?.includes(provider.id) ?? false;

    expect(
      missing.length > 0,
      `missing: ${missing.join(', ') || 'nothing; take it off the awaited list'}`,
    ).toBe(isAwaited);
  });
});

test.each(Object.values(providers))('the server mounts $name', ({ id }) => {
  expect(read('packages/reference-server/src/providers/backends.ts')).toContain(`'./${id}/routes.ts'`);
});

test.each(Object.values(providers))('the end-to-end test has a row for $name', ({ id }) => {
  expect(read('test/e2e/providers.test.ts')).toContain(`id: '${id}',`);
});

test('the n8n package registers every node and credential that it has', () => {
  const folder = join(root, 'packages/n8n-nodes-scrapekit');
  const { n8n } = JSON.parse(read('packages/n8n-nodes-scrapekit/package.json')) as {
    readonly n8n: { readonly nodes: string[]; readonly credentials: string[] };
  };
  const filesIn = (pattern: string): string[] =>
    globSync(pattern, { cwd: folder }).map((file) => `dist/${file.replace(/\.ts$/, '.js')}`);

  expect(n8n.nodes.toSorted()).toEqual(filesIn('nodes/*/*.node.ts').toSorted());
  expect(n8n.credentials.toSorted()).toEqual(filesIn('credentials/*.credentials.ts').toSorted());
});

test.each(globSync('packages/n8n-nodes-scrapekit/nodes/*/*.node.json', { cwd: root }))(
  'the search words in %s belong to the node beside them',
  (file) => {
    const { node } = JSON.parse(read(file)) as { readonly node: string };
    const name = /(\w+)\.node\.json$/.exec(file)?.[1] ?? '';

    expect(existsSync(join(root, file.replace(/json$/, 'ts')))).toBe(true);
    expect(node).toBe(`n8n-nodes-scrapekit.${name.charAt(0).toLowerCase()}${name.slice(1)}`);
  },
);

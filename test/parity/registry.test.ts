import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { providers } from '@scrapekit/core';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const guide = readFileSync(join(root, 'docs/adding-a-provider.md'), 'utf8');

/** What each part of the project must hold for a provider, by the names it uses. */
const places: Record<
  string,
  (provider: { readonly id: string; readonly name: string }) => readonly string[]
> = {
  core: ({ id }) => [`packages/core/src/providers/${id}.ts`],
  contract: ({ id }) => [`test/contract/${id}.test.ts`, `test/fixtures/${id}`],
  n8n: ({ name }) => [
    `packages/n8n-nodes-scrapekit/nodes/${name}/${name}.node.ts`,
    `packages/n8n-nodes-scrapekit/nodes/${name}/${name}Trigger.node.ts`,
    `packages/n8n-nodes-scrapekit/credentials/${name}Api.credentials.ts`,
  ],
  zapier: ({ id }) => [`packages/zapier-app/src/apps/${id}.ts`, `packages/zapier-app/src/providers/${id}.ts`],
  server: ({ id }) => [`packages/reference-server/src/providers/${id}`],
};

/** Not there yet. Whoever adds one takes it off this list; the test fails until both agree. */
const awaited: Readonly<Record<string, readonly string[]>> = {
  n8n: ['matchkraft', 'scrupp', 'scrapfly', 'scrapenest'],
  zapier: ['matchkraft', 'scrupp', 'scrapfly', 'scrapenest'],
  server: [],
};

describe.each(Object.keys(places))('%s', (part) => {
  test.each(Object.values(providers))('has all that $name needs', (provider) => {
    const missing = places[part]!(provider).filter((path) => !existsSync(join(root, path)));
    const isAwaited = awaited[part]?.includes(provider.id) ?? false;

    expect(
      missing.length > 0,
      `missing: ${missing.join(', ') || 'nothing; take it off the awaited list'}`,
    ).toBe(isAwaited);
  });

  test('is a step of the guide', () => {
    const [example] = places[part]!({ id: '<id>', name: '<Name>' });

    expect(guide).toContain(example);
  });
});

test('the n8n package registers every node and credential it has', () => {
  const manifest = JSON.parse(
    readFileSync(join(root, 'packages/n8n-nodes-scrapekit/package.json'), 'utf8'),
  ) as {
    n8n: { nodes: string[]; credentials: string[] };
  };
  const present = Object.values(providers).filter(({ id }) => !awaited.n8n!.includes(id));

  expect(manifest.n8n.nodes.toSorted()).toEqual(
    present
      .flatMap(({ name }) => [
        `dist/nodes/${name}/${name}.node.js`,
        `dist/nodes/${name}/${name}Trigger.node.js`,
      ])
      .toSorted(),
  );
  expect(manifest.n8n.credentials).toEqual(
    present.map(({ name }) => `dist/credentials/${name}Api.credentials.js`),
  );
});

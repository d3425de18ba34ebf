import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');

interface Manifest {
  readonly name: string;
  readonly engines?: { readonly node?: string };
}

// npm warns about each package of the repository that asks for a newer Node than the one that runs `npm ci`.
test('no package of ours makes `npm ci` warn on the oldest Node that the README promises', () => {
  const [, promised = ''] =
    /need Node (\d+) or newer/.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
  const manifests = globSync('{.,packages/*}/package.json', { cwd: root }).map(
    (path) => JSON.parse(readFileSync(join(root, path), 'utf8')) as Manifest,
  );
  const asking = manifests.filter(({ engines }) => engines?.node !== undefined);

  expect(promised).toBe('20');
  expect(asking.map(({ name }) => name)).toContain('@scrapekit/core');
  for (const { name, engines } of asking) expect([name, engines?.node]).toEqual([name, `>=${promised}`]);
});

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly version: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly publishConfig?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly hasInstallScript?: boolean;
  readonly resolved?: string;
  readonly link?: boolean;
}

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const folders = globSync('packages/*/package.json', { cwd: root }).map(
  (path) => path.split(/[\\/]/)[1] ?? '',
);
const published = folders
  .map((folder) => ({ folder, manifest: JSON.parse(read(`packages/${folder}/package.json`)) as Manifest }))
  .filter(({ manifest }) => manifest.private !== true);
const names = published.map(({ manifest }) => manifest.name).toSorted();
const workflow = read('.github/workflows/release.yml');
const guide = read('docs/releasing.md');

const publishedBy = (text: string): string[] =>
  Array.from(text.matchAll(/npm publish --workspace (\S+)/g), ([, name = '']) => name);

test('the release workflow publishes every package that is not private, core before the packages that need it', () => {
  const order = publishedBy(workflow);

  expect(order.toSorted()).toEqual(names);
  expect(order[0]).toBe('@scrapekit/core');
  expect(publishedBy(guide)).toEqual(order);
});

test('the release workflow compares the tag with the version of every published package', () => {
  const [, compared = ''] = /for package in (.*); do/.exec(workflow) ?? [];

  expect(compared.split(' ').toSorted()).toEqual(published.map(({ folder }) => folder).toSorted());
});

test('the guide lists every published package', () => {
  expect(names.filter((name) => !guide.includes(`| \`${name}\``))).toEqual([]);
});

// `.npmrc` switches scripts off for everyone who installs the repository, so each package switches them on for publishing.
test.each(published)('$folder is built when it is published', ({ manifest }) => {
  expect(manifest.scripts?.['prepack']).toBeTypeOf('string');
  expect(manifest.publishConfig).toEqual({ access: 'public', 'ignore-scripts': false });
});

test.each(published)(
  '$folder has the version of all packages and needs exactly that one of core',
  ({ manifest }) => {
    const [first] = published;

    expect(manifest.version).toBe(first?.manifest.version);
    expect(manifest.dependencies?.['@scrapekit/core'] ?? manifest.version).toBe(manifest.version);
  },
);

test('no package that is installed with a published one runs a script at its installation', () => {
  const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, LockedPackage> };
  const found = new Map<string, LockedPackage>();
  const follow = (path: string): void => {
    const locked = lock.packages[path] ?? {};
    if (found.has(path)) return;
    found.set(path, locked);
    for (const name of Object.keys({ ...locked.dependencies, ...locked.optionalDependencies }))
      for (const dependency of nearest(path, name)) follow(dependency);
  };
  const nearest = (path: string, name: string): readonly string[] => {
    const inside = `${path === '' ? '' : `${path}/`}node_modules/${name}`;
    const locked = lock.packages[inside];
    if (locked !== undefined) return [locked.link === true ? (locked.resolved ?? inside) : inside];
    if (path === '') return [];
    const end = path.lastIndexOf('/node_modules/');
    return nearest(end === -1 ? '' : path.slice(0, end), name);
  };
  for (const { folder } of published) follow(`packages/${folder}`);

  expect(found.size).toBeGreaterThan(50);
  expect([...found].filter(([, { hasInstallScript }]) => hasInstallScript === true)).toEqual([]);
});

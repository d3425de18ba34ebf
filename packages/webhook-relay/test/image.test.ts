import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

// There is no Docker where the tests run, so they read the file. They cannot tell whether the image builds.
const packages = join(import.meta.dirname, '../..');
const stages = readFileSync(join(packages, 'webhook-relay/Dockerfile'), 'utf8')
  .replaceAll('\\\n', ' ')
  .split(/^(?=FROM )/m)
  .slice(1);
const [build = '', dependencies = '', final = ''] = stages;

/** Returns the folders of a package and of the packages of this repository that it needs. */
function foldersOf(folder: string): readonly string[] {
  const manifest = JSON.parse(readFileSync(join(packages, folder, 'package.json'), 'utf8')) as {
    readonly dependencies?: Readonly<Record<string, string>>;
  };
  const needed = Object.keys(manifest.dependencies ?? {}).flatMap((name) =>
    name.startsWith('@scrapekit/') ? foldersOf(name.replace('@scrapekit/', '')) : [],
  );
  return [...new Set([folder, ...needed])].toSorted();
}
const needed = foldersOf('webhook-relay');
const workspacesIn = (stage: string): readonly string[] =>
  Array.from(stage.matchAll(/--workspace @scrapekit\/(\S+)/g), ([, folder = '']) => folder).toSorted();
const copiesIn = (stage: string): readonly string[] =>
  Array.from(stage.matchAll(/^COPY (?:--from=\w+ )?(.+) \S+$/gm), ([, paths = '']) => paths);

test('every stage has the relay and the packages that it needs, and no other', () => {
  expect(workspacesIn(build)).toEqual(needed);
  expect(workspacesIn(dependencies)).toEqual(needed);
  expect(
    copiesIn(build)
      .filter((path) => path.startsWith('packages/'))
      .toSorted(),
  ).toEqual(needed.map((folder) => `packages/${folder}/`));
  expect(
    copiesIn(final)
      .filter((path) => path.endsWith('/dist/'))
      .toSorted(),
  ).toEqual(needed.map((folder) => `/app/packages/${folder}/dist/`));
  expect(dependencies).toContain('npm ci --omit=dev --omit=optional');
});

test('C173: the image runs the program of the package as a user without privileges, on a volume', () => {
  const [, program = ''] = /^ENTRYPOINT \["node", "packages\/([^"]+)"\]$/m.exec(final) ?? [];

  expect(existsSync(join(packages, program))).toBe(true);
  expect(final).toMatch(/^USER node$/m);
  expect(final).toMatch(/^VOLUME \/data$/m);
  expect(final).toMatch(/^ENV .*HOST=0\.0\.0\.0 PORT=8790 DATA_DIR=\/data$/m);
  expect(final).toMatch(/\/healthz/);
});

// Bundles the apps into brands/<id>/dist/index.js, and that of ScrapeKit into dist/index.js as well. An argument selects a
// brand. Everything but the platform is bundled, because core is a package of this workspace.
import { build } from 'esbuild';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const root = import.meta.dirname;
const [selected] = process.argv.slice(2);
const brands = (await readdir(join(root, 'brands'))).filter(
  (id) => selected === undefined || id === selected,
);
if (brands.length === 0) throw new Error(`There is no brand '${selected}' in the folder brands.`);

const folders = brands.map((id) => [id, join(root, 'brands', id)]);
const own = selected === undefined ? [['scrapekit', root]] : [];
for (const [id, folder] of [...folders, ...own]) {
  await build({
    entryPoints: [join(root, 'brands', id, 'index.ts')],
    outfile: join(folder, 'dist', 'index.js'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    conditions: ['@scrapekit/source'],
    external: ['zapier-platform-core'],
  });
}

// Bundles each node and credential together with core into dist, or into the folder given by `--out <folder>`.
import { cp, readdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const here = import.meta.dirname;
const { values } = parseArgs({ options: { out: { type: 'string', default: join(here, 'dist') } } });
const out = resolve(values.out);
const { n8n } = JSON.parse(await readFile(join(here, 'package.json'), 'utf8'));

const sourceOf = (file) => file.replace(/^dist\//, '').replace(/\.js$/, '.ts');

await rm(out, { recursive: true, force: true });
await build({
	absWorkingDir: here,
	entryPoints: [...n8n.nodes, ...n8n.credentials].map(sourceOf),
	outbase: '.',
	outdir: out,
	bundle: true,
	platform: 'node',
	format: 'cjs',
	target: 'node20',
	conditions: ['@scrapekit/source'],
	alias: { 'node:zlib': join(here, 'bundle/no-zlib.mjs') },
	// n8n provides both, and a copy of zod would be larger than the rest of the bundle.
	external: ['n8n-workflow', 'zod'],
	logLevel: 'warning',
});

const isAsset = (file) => file.endsWith('.svg') || file.endsWith('.node.json');
for (const folder of ['icons', 'nodes']) {
	const files = await readdir(join(here, folder), { recursive: true });
	for (const file of files.filter(isAsset)) await cp(join(here, folder, file), join(out, folder, file));
}

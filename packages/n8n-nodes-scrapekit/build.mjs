// Bundles each node and credential together with core into dist, or into the folder given by `--out <folder>`.
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const here = import.meta.dirname;
const { values } = parseArgs({ options: { out: { type: 'string', default: join(here, 'dist') } } });
const out = resolve(values.out);
const { n8n } = JSON.parse(await readFile(join(here, 'package.json'), 'utf8'));

const sourceOf = (file) => file.replace(/^dist\//, '').replace(/\.js$/, '.ts');

const shared = {
	absWorkingDir: here,
	bundle: true,
	platform: 'node',
	target: 'node20',
	conditions: ['@scrapekit/source'],
	alias: { 'node:zlib': join(here, 'bundle/no-zlib.mjs') },
	logLevel: 'warning',
};

await rm(out, { recursive: true, force: true });
await build({
	...shared,
	entryPoints: [...n8n.nodes, ...n8n.credentials].map(sourceOf),
	outbase: '.',
	outdir: out,
	format: 'cjs',
	// n8n provides both, and a copy of zod would be larger than the rest of the bundle.
	external: ['n8n-workflow', 'zod'],
});
await writeOutputSchemas();

const isAsset = (file) => file.endsWith('.svg') || file.endsWith('.node.json');
for (const folder of ['icons', 'nodes']) {
	const files = await readdir(join(here, folder), { recursive: true });
	for (const file of files.filter(isAsset)) await cp(join(here, folder, file), join(out, folder, file));
}

/** Writes the schemas of the nodes' items beside the nodes, where n8n's editor looks for them. */
async function writeOutputSchemas() {
	const names = new Set(n8n.nodes.map((file) => basename(dirname(file))));
	const bindings = [...names].map((name) => `export * as ${name} from './nodes/${name}/node';`);
	const contents = [`export { outputSchemas } from './bundle/output-schemas';`, ...bindings].join('\n');
	const { outputFiles } = await build({
		...shared,
		stdin: { contents, resolveDir: here, loader: 'ts' },
		format: 'esm',
		write: false,
	});
	const code = Buffer.from(outputFiles[0].contents).toString('base64');
	const { outputSchemas, ...modules } = await import(`data:text/javascript;base64,${code}`);
	for (const [name, module] of Object.entries(modules)) {
		const [binding] = Object.values(module);
		for (const [path, schema] of Object.entries(outputSchemas(binding))) {
			const file = join(out, 'nodes', name, '__schema__/v1.0.0', `${path}.json`);
			await mkdir(dirname(file), { recursive: true });
			await writeFile(file, `${JSON.stringify(schema, null, '\t')}\n`);
		}
	}
}

import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const source = fileURLToPath(new URL('../../../packages/n8n-nodes-scrapekit/', import.meta.url));
const PACKAGE_NAME = 'n8n-nodes-scrapekit';

export interface Tarball extends AsyncDisposable {
  readonly path: string;
}

/**
 * Builds the nodes and packs them as npm publishes them. The build goes to a temporary folder. `SCRAPEKIT_N8N_TARBALL`
 * names a packed file to test instead, for example a published version.
 */
export async function packNodes(): Promise<Tarball> {
  const given = process.env['SCRAPEKIT_N8N_TARBALL'];
  if (given !== undefined) return { path: given, [Symbol.asyncDispose]: () => Promise.resolve() };
  const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-'));
  const [stage, packed] = [join(folder, 'package'), join(folder, 'packed')];
  await mkdir(stage);
  await mkdir(packed);
  await execute(process.execPath, ['build.mjs', '--out', join(stage, 'dist')], { cwd: source });
  for (const file of ['package.json', 'README.md', 'LICENSE'])
    await cp(join(source, file), join(stage, file));
  const { stdout } = await execute('npm', ['pack', '--json', '--pack-destination', packed], { cwd: stage });
  const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf('['))) as [{ readonly filename: string }];
  return {
    path: join(packed, filename),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/**
 * Installs the tarball into n8n's user folder with the steps of n8n 2.41.1's CommunityPackagesService.downloadPackage.
 * n8n loads it at its next start.
 */
export async function installNodes(tarball: string, n8nFolder: string): Promise<void> {
  const nodes = join(n8nFolder, 'nodes');
  const folder = join(nodes, 'node_modules', PACKAGE_NAME);
  await mkdir(folder, { recursive: true });
  await execute('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
  const manifestPath = join(folder, 'package.json');
  const manifest = JSON.parse(await readFile(manifestPath, 'utf8')) as Record<string, unknown>;
  for (const kind of ['devDependencies', 'peerDependencies', 'optionalDependencies'])
    Reflect.deleteProperty(manifest, kind);
  await writeFile(manifestPath, JSON.stringify(manifest, null, 2));
  const flags = [
    '--bin-links=false',
    '--install-strategy=shallow',
    '--ignore-scripts',
    '--package-lock=false',
  ];
  await execute('npm', ['install', '--audit=false', '--fund=false', ...flags], { cwd: folder });
  const installed = {
    name: 'installed-nodes',
    private: true,
    dependencies: { [PACKAGE_NAME]: manifest['version'] },
  };
  await writeFile(join(nodes, 'package.json'), JSON.stringify(installed, null, 2));
}

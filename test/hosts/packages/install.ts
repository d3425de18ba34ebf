import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../../..');
const execute = promisify(execFile);

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly n8n?: { readonly nodes: readonly string[]; readonly credentials: readonly string[] };
}

/** A package as npm publishes it. */
export interface PackedPackage {
  readonly manifest: Manifest;
  readonly tarball: string;
  readonly readme: string;
}

/** Builds and packs every published package into the folder. */
export async function packPublished(folder: string): Promise<readonly PackedPackage[]> {
  await mkdir(folder);
  const packed: PackedPackage[] = [];
  for (const path of globSync('packages/*/package.json', { cwd: root })) {
    const manifest = JSON.parse(readFileSync(join(root, path), 'utf8')) as Manifest;
    if (manifest.private === true) continue;
    const source = join(root, path, '..');
    const options = ['--json', '--ignore-scripts=false', '--pack-destination', folder];
    const stdout = await npm(['pack', ...options], source);
    const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf('[\n'))) as [{ readonly filename: string }];
    const readme = readFileSync(join(source, 'README.md'), 'utf8');
    packed.push({ manifest, tarball: join(folder, filename), readme });
  }
  return packed;
}

/** Installs tarballs and packages of the registry into a new folder, with install scripts on. */
export async function install(
  folder: string,
  wanted: readonly string[],
  options: readonly string[] = [],
): Promise<void> {
  await mkdir(folder);
  await writeFile(join(folder, 'package.json'), '{"private":true,"type":"module"}');
  const quiet = ['--no-audit', '--no-fund', '--prefer-offline'];
  await npm(['install', '--ignore-scripts=false', ...quiet, ...options, ...wanted], folder);
}

async function npm(args: readonly string[], folder: string): Promise<string> {
  try {
    const { stdout } = await execute('npm', args, { cwd: folder, maxBuffer: 2 ** 26 });
    return stdout;
  } catch (cause) {
    const { stdout = '', stderr = '' } = cause as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`npm ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause });
  }
}

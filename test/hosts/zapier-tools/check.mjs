// Builds each Zapier app with Zapier's command line, and runs the unpacked zip on this Node and on Node 22, on which Zapier runs
// apps. Install the tools with `npm ci` in this folder. `dist/<id>` then holds the app as it is uploaded.
import { execFile } from 'node:child_process';
import { constants, existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { promisify } from 'node:util';

const here = import.meta.dirname;
const source = join(here, '../../../packages/zapier-app');
const modules = join(here, 'node_modules');
const cli = join(modules, 'zapier-platform-cli/src/bin/run');
const env = { ...process.env, DISABLE_ZAPIER_ANALYTICS: '1' };
const execute = promisify(execFile);
const failures = [];

if (!existsSync(cli)) {
  process.stdout.write(
    'zapier-tools: not installed. Run `npm ci` in test/hosts/zapier-tools first (about 370 MB).\n',
  );
  process.exit(1);
}

const { default: AdmZip } = await import('adm-zip');
await run('npm', ['run', 'build'], source);
const ids = await readdir(join(source, 'brands'));
const nodes = [process.execPath, ...nodeOfZapier()];
await Promise.all([checkBrands(), checkBrands()]);
process.exit(failures.length === 0 ? 0 : 1);

/** Checks brands until none is left. Two of these run at the same time. */
async function checkBrands() {
  for (let id = ids.shift(); id !== undefined; id = ids.shift()) {
    try {
      await checkBrand(id, join(here, 'dist', id));
    } catch (error) {
      failures.push(id);
      process.stdout.write(`✗ ${id}: ${error.message}\n`);
    }
  }
}

async function checkBrand(id, stage) {
  await validate(join(source, 'brands', id));
  process.stdout.write(`✓ ${id}: zapier-platform validate\n`);

  await stageBrand(id, stage);
  await run(process.execPath, [cli, 'build', '--skip-dep-install', '--skip-validation'], stage);
  process.stdout.write(`✓ ${id}: zapier-platform build\n`);

  const unpacked = join(stage, 'unpacked');
  await unpack(join(stage, 'build/build.zip'), unpacked);
  process.stdout.write(`✓ ${id}: no link in the zip leads out of it\n`);

  for (const node of nodes) {
    const { stdout: version } = await execute(node, ['--version']);
    await run(node, [join(here, 'run-app.mjs'), id, unpacked], here);
    process.stdout.write(`✓ ${id}: the unpacked app is valid and starts a job on Node ${version.trim()}\n`);
  }
}

async function validate(folder) {
  const { stdout } = await run(
    process.execPath,
    [cli, 'validate', '--without-style', '--skip-build', '--format', 'json'],
    folder,
  );
  const problems = JSON.parse(stdout);
  if (problems.length > 0) throw new Error(stdout);
}

/** Copies a built app out of the workspace, because the command line packs every link in `node_modules`. */
async function stageBrand(id, stage) {
  const brand = join(source, 'brands', id);
  await rm(stage, { recursive: true, force: true });
  await mkdir(stage, { recursive: true });
  for (const name of ['dist', '.zapierapprc'])
    await cp(join(brand, name), join(stage, name), { recursive: true });
  const { scripts: _, ...manifest } = JSON.parse(readFileSync(join(brand, 'package.json'), 'utf8'));
  await writeFile(join(stage, 'package.json'), JSON.stringify(manifest, null, 2));
  await writeFile(join(stage, '.gitignore'), 'build/\nunpacked/\n');
}

async function unpack(file, folder) {
  const entries = new AdmZip(file).getEntries();
  const names = entries.map(({ entryName }) => entryName);
  for (const entry of entries.filter(({ isDirectory }) => !isDirectory)) {
    const path = join(folder, entry.entryName);
    await mkdir(dirname(path), { recursive: true });
    // The upper half of the attributes is the mode of the file.
    const isLink = ((entry.attr >>> 16) & constants.S_IFMT) === constants.S_IFLNK;
    if (!isLink) {
      await writeFile(path, entry.getData());
      continue;
    }
    const target = entry.getData().toString();
    if (!names.includes(posix.join(posix.dirname(entry.entryName), target))) {
      throw new Error(`${entry.entryName} is a link to ${target}, which is not in the zip.`);
    }
    await symlink(target, path);
  }
}

/** The Node of Zapier's servers, where a package for this machine is installed. */
function nodeOfZapier() {
  const { optionalDependencies } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
  const found = Object.keys(optionalDependencies)
    .flatMap((name) => ['node', 'node.exe'].map((file) => join(modules, name, 'bin', file)))
    .filter((file) => existsSync(file));
  if (found.length === 0)
    process.stdout.write('SKIPPED: the apps on Node 22, because it is not installed.\n');
  return found;
}

async function run(command, args, cwd) {
  try {
    return await execute(command, args, { cwd, env, timeout: 300_000 });
  } catch (error) {
    throw new Error(`${error.message}\n${error.stdout ?? ''}`, { cause: error });
  }
}

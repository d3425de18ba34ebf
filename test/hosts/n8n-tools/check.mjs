// Holds n8n-nodes-scrapekit to n8n's own linter and package scanner, in the versions pinned here.
// Install them with `npm ci` in this folder; `--if-installed` skips the check where that was not done.
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const root = join(here, '../../..');
const source = join(root, 'packages/n8n-nodes-scrapekit');
const modules = join(here, 'node_modules');
const cli = join(modules, '@n8n/node-cli');

if (!existsSync(cli)) {
  process.stdout.write(
    'n8n-tools: not installed. Run `npm ci` in test/hosts/n8n-tools first (about 700 MB).\n',
  );
  process.exit(process.argv.includes('--if-installed') ? 0 : 1);
}

const { SOURCE_FILE_PATTERNS, analyzePackage } = await import(
  join(modules, '@n8n/scan-community-package/scanner/scanner.mjs')
);
const failures = [];

await mkdir(join(here, '.cache'), { recursive: true });
const stage = await mkdtemp(join(here, '.cache/stage-'));
try {
  const sourceStage = await stageSource(join(stage, 'source'));
  judge('n8n-node lint', run(process.execPath, [join(cli, 'bin/n8n-node.mjs'), 'lint'], sourceStage));
  judge('scan of the source', await scan(sourceStage, SOURCE_FILE_PATTERNS));
  const packed = await pack(stage);
  judge('scan of the packed files', await scan(packed, ['**/*.js', 'package.json']));
} finally {
  await rm(stage, { recursive: true, force: true });
}
process.exit(failures.length === 0 ? 0 : 1);

/** The sources with n8n's default ESLint configuration, untouched, and its strict mode on. */
async function stageSource(folder) {
  for (const name of ['credentials', 'icons', 'nodes', 'README.md']) {
    await cp(join(source, name), join(folder, name), { recursive: true });
  }
  await cp(
    join(cli, 'dist/template/templates/shared/default/eslint.config.mjs'),
    join(folder, 'eslint.config.mjs'),
  );
  const manifest = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'));
  manifest.n8n.strict = true;
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, '\t'));
  return folder;
}

/** What npm would publish, unpacked. */
async function pack(folder) {
  const built = run('npm', ['run', 'build', '--workspace', 'n8n-nodes-scrapekit'], root);
  if (!built.passed) throw new Error(built.details);
  const { details } = run('npm', ['pack', '--json', '--pack-destination', folder], source);
  const [{ filename }] = JSON.parse(details.slice(details.indexOf('[')));
  run('tar', ['-xzf', filename], folder);
  return join(folder, 'package');
}

async function scan(folder, patterns) {
  const { passed, message = '', details = '' } = await analyzePackage(folder, patterns);
  return { passed, details: `${message}\n${details}` };
}

function run(command, args, cwd) {
  const path = `${join(modules, '.bin')}:${process.env.PATH ?? ''}`;
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, PATH: path },
  });
  return { passed: status === 0, details: stdout + (status === 0 ? '' : stderr) };
}

function judge(name, { passed, details }) {
  process.stdout.write(`${passed ? '✓' : '✗'} ${name}\n`);
  if (passed) return;
  failures.push(name);
  process.stdout.write(`${details}\n`);
}

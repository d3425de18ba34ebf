// Installs the pinned n8n into a cache outside the clone and compiles its one native module that has no binary for
// Node 24. Prints one line; an installation that fails is reported as SKIPPED and does not fail the script.
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { locateInstallation, manifestFolder, nodeHeaders, unsupportedNode } from './installation.ts';

const INSTALL_LIMIT_MS = 15 * 60_000;
const LOCK_POLL_MS = 1_000;
/** The cheapest level of optimization takes half the time to compile, and the tests do not measure SQLite. */
const COMPILER_FLAGS = '-O1';

const say = (line: string) => process.stdout.write(`${line}\n`);

try {
  say(await install());
} catch (error) {
  say(`SKIPPED: the real n8n, because ${error instanceof Error ? error.message : String(error)}`);
}

/** Returns what was done, in one line. */
async function install(): Promise<string> {
  const unsupported = unsupportedNode();
  if (unsupported !== undefined) throw new Error(unsupported);
  const { folder, bin } = locateInstallation();
  if (existsSync(bin)) return `The real n8n was already installed in ${folder}.`;
  await mkdir(dirname(folder), { recursive: true });
  await using _lock = await takeLock(`${folder}.lock`);
  if (existsSync(bin)) return `Another process has installed the real n8n in ${folder}.`;
  const startedAt = performance.now();
  await installInto(folder);
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  return `The real n8n was installed in ${folder} in ${seconds} s.`;
}

/** Installs beside the folder and renames at the end, so that the folder only ever holds a complete installation. */
async function installInto(folder: string): Promise<void> {
  const partial = `${folder}.partial-${process.pid}`;
  const log = `${folder}.log`;
  await mkdir(partial);
  try {
    for (const file of ['package.json', 'package-lock.json'])
      await cp(join(manifestFolder, file), join(partial, file));
    await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: partial, log });
    const headers = nodeHeaders();
    const gyp = ['rebuild', ...(headers === undefined ? [] : [`--nodedir=${headers}`])];
    await run(process.execPath, [nodeGyp(), ...gyp], { cwd: join(partial, 'node_modules/sqlite3'), log });
    await rename(partial, folder);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** The copy of node-gyp that npm itself brings; the one among n8n's dependencies is too old for current Pythons. */
function nodeGyp(): string {
  const npm = process.env['npm_execpath'];
  const path = npm && join(dirname(npm), '../node_modules/node-gyp/bin/node-gyp.js');
  if (path && existsSync(path)) return path;
  throw new Error('npm brought no node-gyp. Run this script with npm run hosts:install.');
}

interface RunOptions {
  readonly cwd: string;
  /** The file that receives the output. */
  readonly log: string;
}

/** Runs a command to its end. Throws an error that names the log when it fails or takes too long. */
async function run(command: string, args: readonly string[], { cwd, log }: RunOptions): Promise<void> {
  const { npm_config_nodedir: _, ...env } = process.env;
  const output = createWriteStream(log, { flags: 'a' });
  const child = spawn(command, args, {
    cwd,
    env: { CXXFLAGS: COMPILER_FLAGS, CFLAGS: COMPILER_FLAGS, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: AbortSignal.timeout(INSTALL_LIMIT_MS),
  });
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  const status = await ended.catch((error: unknown) => String(error)).finally(() => output.end());
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed (${status}); see ${log}`);
}

/** Waits until this process holds the lock. A lock of a process that has exited is taken over. */
async function takeLock(path: string): Promise<AsyncDisposable> {
  for (;;) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx' });
      return { [Symbol.asyncDispose]: () => rm(path, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = Number(await readFile(path, 'utf8').catch(() => ''));
    if (holder > 0 && !isRunning(holder)) await rm(path, { force: true });
    else await delay(LOCK_POLL_MS);
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

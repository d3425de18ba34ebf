import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const NOBODY = 65_534;

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'runner-main-'))));
afterEach(async () => await rm(folder, { recursive: true, force: true }));

function startRunner(
  args: readonly string[],
  { userId, ...environment }: { readonly userId?: number } & Readonly<Record<string, string | number>> = {},
): ChildProcess {
  return spawn(process.execPath, ['--conditions=@scrapekit/source', main, ...args], {
    env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: join(folder, 'data'), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(userId === undefined ? {} : { uid: userId }),
  });
}

/** Reads both outputs until the process has ended. */
async function ended(child: ChildProcess) {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

const FIRST_LINE = 'Starting the reference server\n';

describe('npm start ends with one line', () => {
  test('that names the port in use, before it creates anything', async () => {
    const other = createServer();
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const { port } = other.address() as AddressInfo;

    const result = await ended(startRunner([], { PORT: String(port) }));
    other.close();

    expect(result).toEqual({
      code: 1,
      stdout: `${FIRST_LINE}✗ Port ${port} is in use by another program. Set PORT to another one, or to 0 for any free one.\n`,
      stderr: '',
    });
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  test('about a DATA_DIR that is a file or lies under one', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');

    const isFile = await ended(startRunner([], { DATA_DIR: file }));
    const isUnder = await ended(startRunner([], { DATA_DIR: join(file, 'data') }));

    expect(isFile.stdout).toBe(`${FIRST_LINE}✗ DATA_DIR ${file} is a file. Set DATA_DIR to a folder.\n`);
    expect(isUnder.stdout).toBe(
      `${FIRST_LINE}✗ DATA_DIR ${join(file, 'data')} lies under ${file}, which is a file. Set DATA_DIR to another folder.\n`,
    );
    expect([isFile.code, isUnder.code]).toEqual([1, 1]);
  });

  test('about a DATA_DIR that its user may not write to', async () => {
    const dataDir = join(folder, 'locked');
    await mkdir(dataDir);
    await Promise.all([chmod(dataDir, 0o555), chmod(folder, 0o755)]);
    // Root may write everywhere, so root starts the process as another user.
    const isRoot = process.getuid?.() === 0;

    const { code, stdout } = await ended(
      startRunner([], { DATA_DIR: dataDir, ...(isRoot ? { userId: NOBODY } : {}) }),
    );

    expect(stdout).toBe(
      `${FIRST_LINE}✗ DATA_DIR ${dataDir} cannot be used: this user may not write. Give the user the right to write there, or set DATA_DIR to another folder.\n`,
    );
    expect(code).toBe(1);
  });

  test('about a database that cannot be reached, without its password', async () => {
    const DATABASE_URL = 'postgres://u:the-password@127.0.0.1:1/x';

    const { code, stdout, stderr } = await ended(startRunner([], { DATABASE_URL }));

    expect(stdout).toBe(
      `${FIRST_LINE}✗ The database cannot be used: connect ECONNREFUSED 127.0.0.1:1. Check the host and the port in DATABASE_URL, and that the database runs.\n`,
    );
    expect([code, stderr]).toEqual([1, '']);
  });
});

test('npm start needs little work for its first line, because the slow modules are loaded later', async () => {
  const preload = join(folder, 'report-work.mjs');
  await writeFile(
    preload,
    `process.on('exit', () => {
      const { user, system } = process.cpuUsage();
      process.stderr.write(String((user + system) / 1000));
    });`,
  );
  const NODE_OPTIONS = `--import=${preload}`;

  const { stdout, stderr } = await ended(startRunner([], { DATA_DIR: main, NODE_OPTIONS }));

  expect(stdout).toContain(FIRST_LINE);
  // Milliseconds of processor time. With the server and n8n's engine it would be several thousand.
  expect(Number(stderr)).toBeLessThan(1000);
});

test('npm start --once ends soon after its last line', async () => {
  const child = startRunner(['--once', '--max-leads', '1'], { ADMIN_TOKEN: '' });
  const closed = once(child, 'close');
  let output = '';
  const done = new Promise<number>((resolve) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (/^Job {7}job .*\n/m.test(output)) resolve(performance.now());
    });
  });
  const [, doneAt] = await Promise.all([closed, done]);

  expect(performance.now() - doneAt).toBeLessThan(40_000);
  expect(output).toMatch(/^Name .* Verdict$/m);
  expect(output).toMatch(/^Verdicts {2}1 /m);
});

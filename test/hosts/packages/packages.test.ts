import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { install, packPublished, type PackedPackage } from './install.ts';
import { nodesBefore, nodesFrom } from './node-versions.ts';

const execute = promisify(execFile);
const workspaceModules = join(import.meta.dirname, '../../../node_modules');
const ADMIN_TOKEN = 'admin-token-of-the-test';

let folder = '';
let packages: readonly PackedPackage[] = [];
let server: ChildProcess | undefined;
let environment: NodeJS.ProcessEnv = {};

const packed = (name: string): PackedPackage => {
  const found = packages.find(({ manifest }) => manifest.name === name);
  if (found === undefined) throw new Error(`${name} was not packed.`);
  return found;
};
const inFolder = (...path: readonly string[]): string => join(folder, ...path);
const tarballs = (...names: readonly string[]): string[] => names.map((name) => packed(name).tarball);
const core = '@scrapekit/core';
const storage = '@scrapekit/storage';
const guardedHttp = '@scrapekit/guarded-http';
const referenceServer = '@scrapekit/reference-server';
const cli = '@scrapekit/cli';
const mcpServer = '@scrapekit/mcp-server';
const webhookRelay = '@scrapekit/webhook-relay';
const nodes = 'n8n-nodes-scrapekit';
const serverPackages = [storage, guardedHttp, referenceServer];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scrapekit-packages-'));
  packages = await packPublished(inFolder('tarballs'));
  await install(inFolder('installed'), tarballs(core, ...serverPackages, cli, mcpServer, webhookRelay));
  await install(inFolder('on-20'), [...tarballs(core, cli, mcpServer), 'undici@7']);
  environment = await startInstalledServer();
});
afterAll(async () => {
  if (server !== undefined && server.exitCode === null) {
    server.kill();
    await once(server, 'exit');
  }
  await rm(folder, { recursive: true, force: true });
});

/** Starts the installed server with an account. Returns the variables that the examples read. */
async function startInstalledServer(): Promise<NodeJS.ProcessEnv> {
  const program = inFolder('installed/node_modules/.bin/scrapekit-server');
  const settings = { PORT: '0', ADMIN_TOKEN, LOG_LEVEL: 'silent', DATA_DIR: inFolder('data') };
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env['PATH'], ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  server = child;
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('The installed server ended.')));
  const listening = (async () => {
    for await (const line of createInterface(child.stdout)) {
      const url = / listening on (\S+)/.exec(line)?.[1];
      if (url !== undefined) return url;
    }
    throw new Error('The installed server said nothing.');
  })();
  const url = await Promise.race([listening, ended]);
  ended.catch(() => undefined);
  child.stdout.resume();
  const answer = await fetch(`${url}/admin/accounts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'reader@example.com', password: 'correct horse', balance: 1_000 }),
  });
  const { api_key: key } = (await answer.json()) as { readonly api_key: string };
  return { SCRAPEKIT_BASE_URL: url, SCRAPEKIT_API_KEY: key };
}

/** Runs a program in a folder of the installed packages. Returns its output. Rejects when it fails. */
async function run(node: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = environment) {
  return await execute(node, args, { cwd, env: { PATH: process.env['PATH'], ...env } });
}

/** Returns the folder of the packages for a version of Node. The server's undici needs a newer Node than 20. */
const placeFor = (major: number): string => inFolder(major === 20 ? 'on-20' : 'installed');

/** Writes the first block of code of a README after the given text to a file. */
async function writeExample(name: string, after: string, file: string): Promise<void> {
  const { readme } = packed(name);
  const [, code] = /```ts\n(.*?)```/s.exec(readme.slice(readme.indexOf(after))) ?? [];
  if (code === undefined || !readme.includes(after))
    throw new Error(`The README has no code after ${after}.`);
  await writeFile(file, code);
}

test.each([core, ...serverPackages, cli, mcpServer, webhookRelay])(
  '%s has every file that its package.json names',
  (name) => {
    const { exports = {}, bin = {} } = packed(name).manifest;
    const targets = Object.values(exports).flatMap((target) => Object.values(target));
    const files = [...targets, ...Object.values(bin)];

    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => !existsSync(inFolder('installed/node_modules', name, file)))).toEqual([]);
  },
);

test.each(nodesFrom(20))('the README of core finds leads on Node $major', async ({ major, path }) => {
  const place = placeFor(major);
  await writeExample(core, '<!-- examples/leads.ts -->', join(place, 'leads.js'));
  await writeExample(core, '<!-- examples/ports.ts -->', join(place, 'ports.js'));

  const outputs = [await run(path, ['leads.js'], place), await run(path, ['ports.js'], place)];

  for (const { stdout } of outputs) expect(stdout.match(/@/g)?.length).toBeGreaterThan(5);
});

test.each(nodesFrom(20))(
  'the README of the command line writes leads on Node $major',
  async ({ major, path }) => {
    const place = placeFor(major);
    const [, line = ''] = /^scrapekit (scrape .* --csv leads\.csv)$/m.exec(packed(cli).readme) ?? [];
    const args = Array.from(line.matchAll(/"([^"]*)"|\S+/g), ([word, quoted]) => quoted ?? word);

    await run(path, ['node_modules/.bin/scrapekit', ...args], place);

    const rows = (await readFile(join(place, 'leads.csv'), 'utf8')).trimEnd().split('\n');
    expect(rows[0]).toMatch(/(^|,)emails_found(,|$)/);
    expect(rows.length).toBeGreaterThan(20);
  },
);

test.each(nodesFrom(20))(
  'the MCP server shows its tools with the words of the definitions on Node $major',
  async ({ major, path }) => {
    const program = join(placeFor(major), 'node_modules/.bin/scrapekit-mcp');
    const running = execute(path, [program], { env: { SCRAPEKIT_API_KEY: 'key-of-the-test' } });
    running.child.stdin?.end('{"jsonrpc":"2.0","id":1,"method":"tools/list"}\n');

    const { stdout } = await running;

    const { result } = JSON.parse(stdout) as {
      result: { tools: { inputSchema: { properties: Record<string, object> } }[] };
    };
    expect(result.tools[0]?.inputSchema.properties['query']).toMatchObject({
      title: 'Query',
      maxLength: 120,
    });
  },
);

test('the relay starts as its README says', async () => {
  const place = inFolder('installed');
  const [, copies = '', check = '', start = ''] =
    /```sh\nnpm install [^\n]*\n((?:cp [^\n]*\n)+)(npx [^\n]*)\n(npx [^\n]*)\n```/.exec(
      packed(webhookRelay).readme,
    ) ?? [];
  const env = { SCRAPEKIT_API_KEY: 'key', SCRAPEKIT_WEBHOOK_SECRET: 'secret', MAKE_KEY: 'other', PORT: '0' };
  const wordsOf = (command: string) => command.split(' ').slice(1);

  await run('sh', ['-ec', copies], place, {});
  const { stdout } = await run('npx', wordsOf(check), place, env);
  const [program = '', ...args] = wordsOf(start);
  const relay = execute(process.execPath, [join(place, 'node_modules/.bin', program), ...args], {
    ...{ cwd: place, env: { PATH: process.env['PATH'], ...env } },
  });
  const [line] = (await once(createInterface(relay.child.stdout!), 'line')) as [string];
  const health = await fetch(`${/http:\S+/.exec(line)?.[0]}/healthz`);
  relay.child.kill();
  await relay;

  expect(stdout).toBe('relay.yaml has no mistakes.\n');
  expect(health.status).toBe(200);
});

test('the server installs without a network and its README example runs', async () => {
  const place = inFolder('offline');
  await install(place, tarballs(core, ...serverPackages), ['--offline']);
  await writeExample(referenceServer, '## In your own process', join(place, 'own-process.js'));

  await run(process.execPath, ['own-process.js'], place, {});

  expect(existsSync(join(place, 'test-data/postgres/PG_VERSION'))).toBe(true);
});

test('the READMEs of the packages below the server show code that runs', async () => {
  const place = inFolder('installed');
  await writeExample(storage, '# @scrapekit/storage', join(place, 'letters.ts'));
  await writeExample(guardedHttp, '# @scrapekit/guarded-http', join(place, 'post.ts'));

  const { stdout: letters } = await run(process.execPath, ['letters.ts'], place, {});
  const { stdout: post } = await run(process.execPath, ['post.ts'], place, {});

  expect(letters).toBe('Letter 1 was sent.\n');
  expect(post).toMatch(/^(?:null|\d{3}) /);
});

test.each(
  nodesBefore(24).flatMap((node) =>
    ['scrapekit-server', 'scrapekit-relay'].map((name) => ({ ...node, name })),
  ),
)('$name says on Node $major which version it needs', async ({ path, name }) => {
  const program = `node_modules/.bin/${name}`;

  await expect(run(path, [program, '--version'], inFolder('installed'))).rejects.toMatchObject({
    stdout: '',
    stderr: expect.stringMatching(/^[^\n]*Node[^\n]* 24[^\n]*\n$/) as string,
  });
});

test.each(nodesFrom(22))('every node and credential of n8n loads on Node $major', async ({ path }) => {
  const { manifest, tarball } = packed(nodes);
  await execute('tar', ['-xzf', tarball, '-C', folder]);
  const files = [...(manifest.n8n?.nodes ?? []), ...(manifest.n8n?.credentials ?? [])];
  const script = `console.log(process.argv.slice(1).flatMap((file) => Object.keys(require(file))).length)`;

  // n8n gives a node its own packages in the same way.
  const args = ['--eval', script, ...files.map((file) => inFolder('package', file))];
  const { stdout } = await run(path, args, folder, { NODE_PATH: workspaceModules });

  expect(files.length).toBe(15);
  expect(Number(stdout)).toBe(15);
});

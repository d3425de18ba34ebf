import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { killAtExit } from '../../../test/hosts/n8n/kill-at-exit.ts';
import manifest from '../package.json' with { type: 'json' };

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const API_KEY = 'sk_live_of-the-source';
const good = `public_url: https://relay.example.com
sources:
  - name: leads
    provider: scrapekit
    api_key: { env: SCRAPEKIT_API_KEY }
    webhook_secrets: [secret-of-the-source]
targets:
  - name: tool
    url: https://tool.example.com/hook
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relay-command-line-'));
  await writeFile(join(folder, 'relay.yaml'), good);
  await writeFile(join(folder, 'other.yaml'), good.replace('scrapekit\n', 'scrapkit\n'));
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

/** Starts the program in the folder. */
function start(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, ['--conditions=@scrapekit/source', main, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], PORT: '0', SCRAPEKIT_API_KEY: API_KEY, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  killAtExit(child, () => void child.kill('SIGKILL'));
  return child;
}

async function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const child = start(args, environment);
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { code: code as number | null, output, errors };
}

test('the relay starts with relay.yaml, says where it listens, is healthy and ends at SIGTERM', async () => {
  const child = start([], { LOG_LEVEL: 'info' });
  const errors = text(child.stderr);
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (line.startsWith('  leads')) break;
  }
  const [, url = ''] = /^The relay is listening on (http:\S+)$/.exec(lines[0] ?? '') ?? [];

  const health = await fetch(`${url}/healthz`);
  const pages = await Promise.all(['/', '/metrics'].map(async (path) => await fetch(`${url}${path}`)));
  child.kill('SIGTERM');
  const [code] = (await once(child, 'exit')) as [number | null];

  expect(lines.at(-1)).toMatch(
    /^ {2}leads \(ScrapeKit\): https:\/\/relay\.example\.com\/in\/leads\/[\w-]{32}$/,
  );
  expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
  // Without ADMIN_TOKEN these pages do not exist.
  expect(pages.map(({ status }) => status)).toEqual([404, 404]);
  expect(code).toBe(0);
  expect(await errors).not.toContain(API_KEY);
});

test('--check finds no mistake in the settings, and starts nothing', async () => {
  expect(await run(['--check'])).toEqual({ code: 0, output: 'relay.yaml has no mistakes.\n', errors: '' });
});

test('--check names a mistake with its line', async () => {
  expect(await run(['--check', 'other.yaml'])).toEqual({
    code: 1,
    output: '',
    errors:
      'other.yaml:4:5: sources[0].provider: Write one of scrapekit, matchkraft, scrupp, scrapfly, scrapenest.\n',
  });
});

test('--version prints the version of the package', async () => {
  expect(await run(['--version'])).toEqual({ code: 0, output: `${manifest.version}\n`, errors: '' });
});

test.each([
  [['missing.yaml'], {}, 'The settings file missing.yaml cannot be read: it does not exist.'],
  [['a.yaml', 'b.yaml'], {}, 'Name one settings file.'],
  [['--chek'], {}, '--chek'],
  [[], { PORT: '70000' }, 'PORT is 70000. Set it to a number from 0 to 65535.'],
  [[], { LOG_LEVEL: 'loud' }, 'LOG_LEVEL is loud.'],
  [[], { SCRAPEKIT_API_KEY: '' }, 'The environment variable SCRAPEKIT_API_KEY is not set, or empty.'],
])('%j with %j ends with one message and no stack', async (args, environment, message) => {
  const { code, output, errors } = await run(args, environment);

  expect({ code, output }).toEqual({ code: 1, output: '' });
  expect(errors).toContain(message);
  expect(errors).not.toMatch(/^ +at /m);
});

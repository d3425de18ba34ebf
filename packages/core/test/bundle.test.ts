import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';

const run = promisify(execFile);

// Undici is CommonJS, which no bundler can put into an ES module without help.
const undiciApart = ['undici'];

/** Bundles a program that imports this package, as users bundle it, and returns the program's text. */
async function bundle(contents: string, external: string[] = undiciApart): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    conditions: ['@scrapekit/source'],
    external,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

/** Writes a bundled program to a folder in which no package can be found. Returns the folder. */
async function writeBundle(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'main.mjs'), text);
  return folder;
}

/** Runs a bundled program where packages can be found, and returns what it prints. */
async function runBundle(text: string, ...args: readonly string[]): Promise<string> {
  const folder = await writeBundle(text);
  await symlink(join(import.meta.dirname, '../../../node_modules'), join(folder, 'node_modules'));
  return await runAlone(folder, ...args);
}

/** Runs a bundled program with the packages of its folder and returns what it prints. */
async function runAlone(folder: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [join(folder, 'main.mjs'), ...args]);
  return stdout.trim();
}

test('a program that only verifies webhooks has less than 40 kB of this package and no schema library', async () => {
  const text = await bundle(`
    import { signWebhook, verifyWebhook } from '@scrapekit/core';
    const body = Buffer.from('{"event":"task.completed","process_id":7,"status":"completed"}');
    const secret = 'the first key';
    const now = new Date();
    const headers = signWebhook('scrupp', { body, secret, now });
    console.log(verifyWebhook('scrupp', { headers, body }, { secrets: [secret], now }).jobId);
  `);

  expect(Buffer.byteLength(text)).toBeLessThan(40_000);
  expect(text).not.toContain('ZodObject');
  expect(await runBundle(text)).toBe('7');
});

test('a client with its transport runs as one bundled ES module', async () => {
  const server = createServer((_, response) => {
    response.end('{"job_id":"sk_job_1","status":"completed"}');
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const text = await bundle(`
    import { createClient, providers } from '@scrapekit/core';
    import { systemClock } from '@scrapekit/core/system-clock';
    import { undiciTransport } from '@scrapekit/core/undici';
    const client = createClient(providers.scrapekit, {
      transport: undiciTransport(),
      clock: systemClock,
      credentials: { apiKey: 'sk_live_key' },
      baseUrl: process.argv[2],
    });
    console.log((await client.get({ id: 'sk_job_1', operation: 'scrape' })).status);
    process.exit();
  `);

  const { port } = server.address() as AddressInfo;

  expect(await runBundle(text, `http://127.0.0.1:${port}`)).toBe('completed');
});

const readWithFetch = `
  import { ScrapeKit } from '@scrapekit/core/node';
  const fetch = async () => Response.json({ job_id: 'sk_job_1', status: 'completed' });
  const scrapekit = new ScrapeKit({ apiKey: 'sk_live_key', fetch });
  console.log((await scrapekit.scrape.get('sk_job_1')).status);
`;

test.each([
  ['with every package', []],
  ['without undici', undiciApart],
])(
  'a program with its own fetch runs as one ES module %s, where undici is not installed',
  async (_, external) => {
    const folder = await writeBundle(await bundle(readWithFetch, external));

    expect(await runAlone(folder)).toBe('completed');
  },
);

test('C189: a program without undici and without its own fetch learns what to do before anything is sent', async () => {
  const folder = await writeBundle(
    await bundle(`
      import { ScrapeKit } from '@scrapekit/core/node';
      const scrapekit = new ScrapeKit({ apiKey: 'sk_live_key' });
      const input = { query: 'dentists', location: 'Austin', max_leads: 1 };
      await scrapekit.scrape.create(input).catch((error) => console.log(error.name + ': ' + error.message));
    `),
  );

  expect(await runAlone(folder)).toBe(
    'ConfigurationError: The package undici could not be loaded. Install it and keep it out of bundles, or pass the option fetch.',
  );
});

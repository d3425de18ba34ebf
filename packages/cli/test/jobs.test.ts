import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { runCommandLine } from '../src/command-line.ts';
import type { CliOutcome } from './command-line.ts';

/** The answers of the server by path. A text that is longer than `sent` breaks off after it. */
const answers = new Map<string, { readonly body: string; readonly sent?: number }>();
let server: Server;
let url: string;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'scrapekit-cli-'));
  server = createServer((request, response) => {
    const [path = ''] = request.url?.split('?') ?? [];
    const { body, sent } = answers.get(path) ?? {};
    if (body === undefined) {
      response.writeHead(404).end('{"error":{"code":"job_not_found","message":"No such job."}}');
      return;
    }
    response.writeHead(200, { 'content-length': Buffer.byteLength(body) });
    if (sent === undefined) response.end(body);
    else response.write(body.slice(0, sent), () => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  answers.clear();
  vi.unstubAllEnvs();
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(directory, { recursive: true });
});

async function runCli(args: readonly string[]): Promise<CliOutcome> {
  for (const id of ['SCRAPEKIT', 'SCRAPENEST', 'MATCHKRAFT']) vi.stubEnv(`${id}_API_KEY`, 'a-key');
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const texts = Promise.all([text(stdout), text(stderr)]);
  const terminal = { stdout, stderr };
  const code = await runCommandLine([...args, '--base-url', url], terminal, new AbortController().signal);
  stdout.end();
  stderr.end();
  const [printed, said] = await texts;
  return { code, stdout: printed, stderr: said };
}

describe('N05: an artifact that breaks off', () => {
  test.each([
    ['leaves no file', undefined],
    ['leaves the file that was there before', 'an earlier page'],
  ])('%s', async (_, earlier) => {
    const path = join(directory, 'page.html');
    await rm(path, { force: true });
    if (earlier !== undefined) await writeFile(path, earlier);
    answers.set('/api/v1/jobs/job_1', { body: '{"id":"job_1","status":"succeeded"}' });
    answers.set('/api/v1/jobs/job_1/artifacts/art_1', { body: '<html>'.repeat(100), sent: 50 });

    const { code, stderr } = await runCli([
      'artifact',
      'job_1',
      'art_1',
      '--provider',
      'scrapenest',
      '--output',
      path,
    ]);

    expect([code, stderr]).toEqual([1, expect.stringContaining('no complete answer')]);
    expect(await readdir(directory)).toEqual(earlier === undefined ? [] : ['page.html']);
    if (earlier !== undefined) expect(await readFile(path, 'utf8')).toBe(earlier);
  });
});

describe('the list of jobs', () => {
  const listOf = (ids: Readonly<Record<string, string>>) => ({
    body: JSON.stringify({
      jobs: Object.entries(ids).map(([job_id, created_at]) => ({ job_id, status: 'completed', created_at })),
      next_cursor: null,
    }),
  });

  test('X01: has the newest jobs of all operations first, and as many as --limit allows in all', async () => {
    answers.set(
      '/api/v1/scrape/jobs',
      listOf({ sk_1: '2026-04-21T10:05:00Z', sk_2: '2026-04-21T10:02:00Z', sk_3: '2026-04-21T10:01:00Z' }),
    );
    answers.set(
      '/api/v1/verify/jobs',
      listOf({ sk_4: '2026-04-21T10:04:00Z', sk_5: '2026-04-21T10:03:00Z', sk_6: '2026-04-21T10:00:00Z' }),
    );

    const { stdout } = await runCli(['jobs', '--limit', '4', '--json']);
    const all = await runCli(['jobs', '--json']);
    const ofOne = await runCli(['jobs', '--limit', '2', '--operation', 'verify']);

    const ids = (json: string) => (JSON.parse(json) as { id: string }[]).map(({ id }) => id);
    expect(ids(stdout)).toEqual(['sk_1', 'sk_4', 'sk_5', 'sk_2']);
    expect(ids(all.stdout)).toEqual(['sk_1', 'sk_4', 'sk_5', 'sk_2', 'sk_3', 'sk_6']);
    expect(ofOne.stdout.match(/^sk_\d/gm)).toEqual(['sk_4', 'sk_5']);
  });
});

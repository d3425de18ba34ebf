import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startProgram } from './program.ts';

const key = { SCRAPEKIT_API_KEY: 'key-of-the-tests' };
const TOKEN = 'token-of-the-tests-0123456789';

test('the program writes nothing but the protocol to stdout and ends with its input', async () => {
  const program = startProgram([], key);
  const lines = [
    {
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
    },
    { jsonrpc: '2.0', method: 'notifications/initialized' },
    { jsonrpc: '2.0', id: 2, method: 'tools/list' },
    { jsonrpc: '2.0', id: 3, method: 'tools/call', params: { name: 'none' } },
  ];
  for (const line of lines) program.input.write(`${JSON.stringify(line)}\n`);
  program.input.end('this is no JSON\n');

  const { code, stdout, stderr } = await program.ended;

  const messages = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(code).toBe(0);
  expect(messages.map(({ jsonrpc }) => jsonrpc)).toEqual(['2.0', '2.0', '2.0']);
  expect(messages[0].result.serverInfo.name).toBe('@scrapekit/mcp-server');
  expect(stderr).toBe('');
});

describe('the program ends with a reason on stderr', () => {
  test.each<[string, string[], Record<string, string>, string]>([
    ['without a key', [], {}, 'Set an API key, such as SCRAPEKIT_API_KEY.'],
    ['with an empty key', [], { SCRAPEKIT_API_KEY: '' }, 'Set an API key, such as SCRAPEKIT_API_KEY.'],
    ['with an unknown word', ['--https'], key, 'Usage: scrapekit-mcp [--http]'],
    ['with a second word', ['--http', '--port'], key, 'Usage: scrapekit-mcp [--http]'],
    [
      'with a limit that is no number',
      [],
      { ...key, SCRAPEKIT_MCP_SPEND_LIMIT: 'all' },
      'SCRAPEKIT_MCP_SPEND_LIMIT must be a number',
    ],
    [
      'with a negative limit',
      [],
      { ...key, SCRAPEKIT_MCP_SPEND_LIMIT: '-1' },
      'SCRAPEKIT_MCP_SPEND_LIMIT must be a number',
    ],
    ['over HTTP without a token', ['--http'], key, 'Set SCRAPEKIT_MCP_TOKEN'],
    [
      'with an unsafe base URL',
      [],
      { ...key, SCRAPEKIT_BASE_URL: 'http://example.com' },
      'SCRAPEKIT_BASE_URL: The base URL must start with https://',
    ],
    [
      'with a port that is none',
      ['--http'],
      { ...key, SCRAPEKIT_MCP_TOKEN: TOKEN, SCRAPEKIT_MCP_PORT: '99999' },
      'port',
    ],
  ])('%s', async (_, args, env, reason) => {
    const program = startProgram(args, env);
    program.input.end();

    const { code, stdout, stderr } = await program.ended;

    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(reason);
    expect(stderr).not.toContain('key-of-the-tests');
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

test('a port that another program uses is named with the variable to change', async () => {
  const settings = { ...key, SCRAPEKIT_MCP_TOKEN: TOKEN, SCRAPEKIT_MCP_PORT: '0' };
  const first = startProgram(['--http'], settings);
  const [, port = ''] = await first.printed(/:(\d+)\/mcp$/m);
  const second = startProgram(['--http'], { ...settings, SCRAPEKIT_MCP_PORT: port });

  const { code, stderr } = await second.ended;
  await first.stop();

  expect(code).toBe(1);
  expect(stderr).toMatch(/^The server cannot listen: .*EADDRINUSE.* Set SCRAPEKIT_MCP_PORT or .*\n$/);
});

test('over HTTP the program listens on this machine only', async () => {
  const program = startProgram(['--http'], { ...key, SCRAPEKIT_MCP_TOKEN: TOKEN, SCRAPEKIT_MCP_PORT: '0' });

  const [line, url = ''] = await program.printed(/^scrapekit-mcp is listening on (\S+)$/m);
  const answer = await fetch(url, { method: 'POST' });
  await program.stop();

  expect(line).toMatch(/ http:\/\/127\.0\.0\.1:\d+\/mcp$/);
  expect(answer.status).toBe(401);
});

const root = join(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

test('the README explains each variable that the program reads', () => {
  const source = ['main', 'http-server', 'spend-limit'].map((name) =>
    readFileSync(join(root, `src/${name}.ts`), 'utf8'),
  );
  const read = new Set(source.join().match(/SCRAPEKIT_MCP_[A-Z_]+/g));
  const explained = new Set(readme.match(/(?<=^\|[^|]*`)SCRAPEKIT_MCP_[A-Z_]+/gm));

  expect([...explained].toSorted()).toEqual([...read].toSorted());
});

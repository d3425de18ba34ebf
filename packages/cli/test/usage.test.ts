import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { providers } from '@scrapekit/core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { runCommandLine } from '../src/command-line.ts';
import type { CliOutcome, Environment } from './command-line.ts';

// No server runs here, so each of these command lines must end before it sends anything.
const env = { SCRAPEKIT_API_KEY: 'sk_live_secret', SCRAPEKIT_BASE_URL: 'http://127.0.0.1:9' };
const scrape = ['scrape', '--query', 'dentists', '--location', 'Austin, Texas', '--max-leads', '2'];
let directory: string;

/** Runs a command line in this process, because a process for each wrong command line would take minutes. */
async function runCli(args: readonly string[], variables: Environment = {}): Promise<CliOutcome> {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const texts = Promise.all([text(stdout), text(stderr)]);
  const code = await runCommandLine(args, { stdout, stderr }, new AbortController().signal);
  stdout.end();
  stderr.end();
  const [printed, said] = await texts;
  return { code, stdout: printed, stderr: said };
}

afterEach(() => vi.unstubAllEnvs());

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'scrapekit-cli-'));
});
afterAll(() => rm(directory, { recursive: true }));

test('the help names every command, the variables of keys and the exit codes', async () => {
  const { code, stdout } = await runCli(['--help']);

  expect(code).toBe(0);
  for (const word of ['scrape', 'run', 'verify', 'jobs', 'results', 'cancel', 'listen', 'account'])
    expect(stdout).toMatch(new RegExp(`^  ${word}\\b`, 'm'));
  expect(stdout).toContain('SCRAPEKIT_API_KEY');
  expect(stdout).toContain('0 done, 1 the job failed or the service refused, 2 wrong command line');
});

test('the version is the one of the package', async () => {
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };

  expect(await runCli(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

test.each(Object.values(providers))(
  'the operations of $name are listed with their flags',
  async ({ id, operations }) => {
    const { stdout } = await runCli(['run', '--provider', id]);
    const [first = ''] = Object.keys(operations);
    const help = await runCli(['run', first, '--provider', id, '--help']);

    expect(stdout.match(/^ {2}[a-z-]+(?= {2})/gm)).toHaveLength(Object.keys(operations).length);
    expect(help.code).toBe(0);
    expect(help.stdout).toMatch(/^ {2}--[a-z-]+ .*\S/m);
  },
);

test('the flags of an operation are its input fields, with the words of the definition', async () => {
  const { stdout } = await runCli(['scrape', '--help']);

  expect(stdout).toMatch(/--query <text> +The type of business to look for/);
  expect(stdout).toMatch(/--max-leads <integer>/);
  expect(stdout).toMatch(/--verify-emails +Whether to verify/);
});

test('C183: a key on the command line is refused with the reason, and the key is not printed', async () => {
  for (const args of [
    [...scrape, '--api-key', 'sk_live_typed'],
    ['account', '--api-key=sk_live_typed'],
    ['account', 'sk_live_typed'],
    ['sk_live_typed'],
    ['--help', 'sk_live_typed'],
    ['job', 'sk_live_typed'],
    ['account', '--sk_live_typed'],
    [...scrape, '--provider=sk_live_typed'],
    [...scrape, 'Bearer sk_live_typed'],
  ]) {
    const { code, stdout, stderr } = await runCli(args, env);

    expect(code).toBe(2);
    expect(stderr).toContain('other users of this machine can see command lines');
    expect(stderr).toContain('SCRAPEKIT_API_KEY');
    expect(stdout + stderr).not.toContain('sk_live_typed');
  }
});

// The keys of MatchKraft and Scrupp start with no certain text.
const unmarkedKey = 'aB3dE5fG7hJ9kL1mN3pQ5';

test.each([
  [['account', unmarkedKey]],
  [['jobs', unmarkedKey]],
  [['listen', unmarkedKey]],
  [['account', `--${unmarkedKey}`]],
  [[unmarkedKey]],
  [['run', unmarkedKey]],
  [['account', '--provider', unmarkedKey]],
  [['verify', unmarkedKey]],
  [['--version', unmarkedKey]],
  [['run', '--provider', 'scrapfly', unmarkedKey]],
])('C183: a word that may be a key is refused and not printed: %#', async (args) => {
  const { code, stdout, stderr } = await runCli(args, env);

  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('[redacted]');
  expect(stderr).not.toContain(unmarkedKey);
});

const csv = 'email,email\na@example.com,b@example.com\n';

describe.each([
  ['no command of this name', ['scrap'], "There is no command 'scrap'"],
  ['an unknown provider', [...scrape, '--provider', 'scrapeme'], "There is no provider 'scrapeme'"],
  ['an unknown operation', ['run', 'scan'], "ScrapeKit has no operation 'scan'. It has: scrape, verify"],
  ['a misspelt flag', [...scrape, '--max-lead', '3'], 'Did you mean "max-leads"?'],
  ['a missing flag', ['scrape', '--query', 'dentists'], 'Missing: --location, --max-leads'],
  [
    'a text without quotes',
    ['scrape', '--query', 'dental', 'clinics', ...scrape.slice(3)],
    "'clinics' belongs to no flag",
  ],
  ['a word after a command that takes none', ['account', 'extra'], "'extra' belongs to no flag"],
  [
    'a value that starts with a dash',
    [...scrape.slice(0, -1), '-3'],
    'Error: --max-leads is followed by a text that starts with a dash. If this is the value, write --max-leads=<value>.\n',
  ],
  ['a flag without its value', scrape.slice(0, -1), 'Error: --max-leads needs a value.\n'],
  ['a value after a switch', ['account', '--json=yes'], 'Error: --json takes no value.\n'],
  ['an input that core refuses', [...scrape.slice(0, -1), '0'], 'Nothing was sent'],
  ['two formats', [...scrape, '--json', '--csv', 'x.csv'], 'either --csv or --json'],
  ['a timeout that is no number', [...scrape, '--timeout', 'soon'], '--timeout must be a number of seconds'],
  [
    'a list that cannot be read',
    ['run', 'verify', '--emails', '@/no/such/file.txt'],
    'There is no file /no/such/file.txt for --emails.',
  ],
  [
    'a CSV file that does not exist',
    ['verify', '/no/such/contacts-of-the-spring-fair.csv'],
    'There is no file /no/such/contacts-of-the-spring-fair.csv.',
  ],
  ['a forward that is no URL', ['listen', '--forward', 'localhost'], '--forward must be a URL'],
  ['no job id', ['job'], 'Give the id of one job'],
  [
    'an account of a provider that has no call for it',
    ['account', '--provider', 'matchkraft'],
    'Error: MatchKraft has no free call that checks a key or shows the account. A wrong key is refused when a job is created.\n',
  ],
])('%s', (_case, args, message) => {
  test('ends with 2 and the reason', async () => {
    const { code, stdout, stderr } = await runCli(args, env);

    expect(stderr).toContain(message);
    expect([code, stdout]).toEqual([2, '']);
  });
});

test('a missing key ends with 2 and the name of the variable', async () => {
  const { code, stderr } = await runCli(['account', '--provider', 'scrupp']);

  expect([code, stderr]).toEqual([2, 'Error: The API key of Scrupp is missing. Set SCRUPP_API_KEY.\n']);
});

test('C003: a refused key is explained with the variable that holds it', async () => {
  const server = createServer((_request, response) => {
    response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"invalid_api_key"}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const args = ['account', '--base-url', `http://127.0.0.1:${port}`];

  const plain = await runCli(args, env);
  const json = await runCli([...args, '--json'], env);
  server.closeAllConnections();
  server.close();

  for (const { code, stderr } of [plain, json]) {
    expect(code).toBe(1);
    expect(stderr).toContain('Check the API key in SCRAPEKIT_API_KEY.');
  }
});

test('a port that is taken ends with 2 and the advice to choose another', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;

  const { code, stderr } = await runCli(['listen', '--port', String(port)], {
    ...env,
    SCRAPEKIT_WEBHOOK_SECRET: `whsec_${'a'.repeat(43)}`,
  });
  taken.close();

  expect([code, stderr]).toEqual([
    2,
    `Error: The port ${port} cannot be opened. Choose another with --port.\n`,
  ]);
});

test('a file that cannot be written ends with 2 before a job is created', async () => {
  const { code, stderr } = await runCli([...scrape, '--csv', join(directory, 'missing', 'leads.csv')], env);

  expect(stderr).toContain('cannot be written');
  expect(code).toBe(2);
});

test('a directory as the file for rows ends with 2 before a job is created', async () => {
  const { code, stderr } = await runCli([...scrape, '--csv', directory], env);

  expect([code, stderr]).toEqual([
    2,
    `Error: ${directory} is a directory, so it cannot be replaced. Give the name of a file.\n`,
  ]);
});

test('a CSV file with two columns of one name ends with 2, because one of them would be lost', async () => {
  const path = join(directory, 'twice.csv');
  await writeFile(path, csv);

  const { code, stderr } = await runCli(['verify', path], env);

  expect([code, stderr]).toEqual([2, `Error: The file ${path} has the column 'email' more than once.\n`]);
});

test('a CSV file without the column ends with 2 and the names of its columns', async () => {
  const path = join(directory, 'contacts.csv');
  await writeFile(path, 'name,mail\nMaya,maya@example.com\n');

  const { code, stderr } = await runCli(['verify', path], env);

  expect([code, stderr]).toEqual([2, `Error: The file ${path} has no column 'email'. It has: name, mail.\n`]);
});

test('the cost is estimated without a key and without a request', async () => {
  const { code, stdout } = await runCli([...scrape.slice(0, -1), '500', '--estimate']);

  expect([code, stdout]).toEqual([0, 'expected: 7.5 credits\nat most: 7.5 credits\n']);
});

test('an operation that reports by webhook only is refused with the name of one that answers at once', async () => {
  const args = [
    'run',
    'scrape',
    '--provider',
    'scrapfly',
    '--url',
    'https://example.com',
    '--webhook-name',
    'hook',
  ];

  const { code, stderr } = await runCli(args, { SCRAPFLY_API_KEY: 'key' });

  expect(code).toBe(2);
  expect(stderr).toContain('Use instead: scrape-now.');
});

import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  startReferenceServer,
  type ReferenceServer,
  type TestAccount,
} from '../../../test/e2e/reference-server.ts';
import { runCli, startCli, type CliOutcome, type Environment } from './command-line.ts';

let server: ReferenceServer;
let account: TestAccount;
let env: Environment;
let directory: string;
let site: string;
/** The outcome of the scrape that found `site`. */
let first: CliOutcome;

const scrape = ['scrape', '--query', 'dentists', '--location', 'Austin, Texas', '--max-leads', '5'];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'scrapekit-cli-'));
  server = await startReferenceServer();
  account = await server.createAccount(50);
  env = environmentOf(account);
  first = await runCli([...scrape, '--json'], env);
  const leads = JSON.parse(first.stdout) as { website: string; emails_found: string[] }[];
  site = leads.find(({ emails_found }) => emails_found.length > 0)!.website;
});
afterAll(async () => {
  await server.close();
  await rm(directory, { recursive: true });
});

const environmentOf = ({ api_key: key }: TestAccount): Environment => ({
  SCRAPEKIT_API_KEY: key,
  SCRAPEKIT_BASE_URL: server.url,
  ...Object.fromEntries(
    ['matchkraft', 'scrupp', 'scrapfly', 'scrapenest'].flatMap((id) => [
      [`${id.toUpperCase()}_API_KEY`, key],
      [`${id.toUpperCase()}_BASE_URL`, `${server.url}/${id}`],
    ]),
  ),
});

/** Reads the rows of a CSV file by the names of their columns. */
const records = (csv: string): Record<string, string>[] => parse(csv, { columns: true });

const jobId = /Job (sk_\w+) was created/;

test('C113: a scrape writes its rows to a CSV file and prints the job and its cost', async () => {
  const path = join(directory, 'leads.csv');

  const { code, stdout, stderr } = await runCli([...scrape, '--verify-emails', '--csv', path], env);

  const [header = [], ...rows] = parse(await readFile(path));
  expect([code, stdout]).toEqual([0, '']);
  expect(header.slice(0, 11).join()).toBe(
    'place_id,name,address,phone,website,rating,reviews_count,lat,lng,category,emails_found',
  );
  expect(rows).toHaveLength(5);
  expect(stderr).toMatch(
    /^Job sk_job_\w+ was created\.\nJob sk_job_\w+ is completed\. It cost 0\.\d+ credits\.\n$/,
  );
  expect((await readdir(directory)).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('C194: a scrape writes a JSON array to stdout, and a base URL on the command line counts more', async () => {
  const args = [...scrape, '--json', '--base-url', server.url];

  const { code, stdout } = await runCli(args, { ...env, SCRAPEKIT_BASE_URL: 'http://127.0.0.1:1' });

  const leads = JSON.parse(stdout) as { place_id: string; emails_found: unknown }[];
  expect(code).toBe(0);
  expect(leads).toHaveLength(5);
  for (const { emails_found } of leads) expect(emails_found).toBeInstanceOf(Array);
});

test('C123, C133: a CSV file is verified, and every row keeps its cells', async () => {
  const [, host = ''] = /^https?:\/\/(?:www\.)?([^/]+)/.exec(site)!;
  const source = join(directory, 'contacts.csv');
  const target = join(directory, 'verified.csv');
  const cells = ['Maya, "M"', `INFO@${host}`, 'no address', `info@${host}`];
  await writeFile(
    source,
    `\uFEFFname;Mail;status\r\n"Maya, ""M""";${cells[1]};new\r\nNoor;${cells[2]};old\r\nMaya;${cells[3]};twice\r\n`,
  );

  const args = ['verify', source, '--column', 'Mail', '--delimiter', ';', '--csv', target];
  const { code, stderr } = await runCli(args, env);

  const rows = records(await readFile(target, 'utf8'));
  expect(code).toBe(0);
  expect(stderr).toContain('Not sent: 1 invalid and 0 duplicate values.');
  expect(rows.map(({ name, Mail, status }) => [name, Mail, status])).toEqual([
    ['Maya, "M"', `INFO@${host}`, 'new'],
    ['Noor', 'no address', 'old'],
    ['Maya', `info@${host}`, 'twice'],
  ]);
  expect(Object.keys(rows[0]!)).toEqual([
    ...['name', 'Mail', 'status', 'verdict_status', 'verdict_reason', 'verdict_role', 'verdict_catch_all'],
    ...['verdict_free_provider', 'verdict_overall_score'],
  ]);
  expect(rows[0]!.verdict_status).not.toBe('');
  expect(rows[1]!.verdict_status).toBe('');
  expect(rows[2]!.verdict_status).toBe(rows[0]!.verdict_status);
});

test('jobs are listed, read, and read again for their rows', async () => {
  const [, id = ''] = jobId.exec(first.stderr)!;

  const list = await runCli(['jobs', '--operation', 'scrape'], env);
  const job = await runCli(['job', id, '--json'], env);
  const results = await runCli(['results', id, '--json'], env);

  expect(list.stdout).toMatch(
    new RegExp(`^ID +OPERATION +STATUS +CREDITS\n(?:.*\n)*${id} +scrape +completed +0\\.075\n`),
  );
  expect(JSON.parse(job.stdout)).toMatchObject({
    id,
    operation: 'scrape',
    status: 'completed',
    credits: '0.075',
  });
  expect(results.stdout).toBe(first.stdout);
});

test('X03: the account is printed with its balance', async () => {
  const { account_id, email, api_key } = await server.createAccount(12.5);

  const { code, stdout } = await runCli(['account'], { ...env, SCRAPEKIT_API_KEY: api_key });

  expect([code, stdout]).toEqual([
    0,
    `The API key is valid.\nid: ${account_id}\nemail: ${email}\nbalance: 12.5 credits\n`,
  ]);
});

test('C003: the accounts of the other services are printed as far as the service shows them', async () => {
  const { account_id, api_key } = await server.createAccount(12);
  const variables = environmentOf({ ...account, api_key });

  const outcomes = await Promise.all(
    ['scrapfly', 'scrupp', 'scrapenest'].map((id) => runCli(['account', '--provider', id], variables)),
  );

  expect(outcomes.map(({ stderr }) => stderr)).toEqual(['', '', '']);
  expect(outcomes.map(({ stdout }) => stdout)).toEqual([
    `The API key is valid.\nid: ${account_id}\nbalance: 12 credits\n`,
    'The API key is valid.\nbalance: 12 credits\n',
    'The API key is valid.\n',
  ]);
});

test('C003: a refused key ends with 1, and with --json the error is JSON', async () => {
  const wrong = { ...env, SCRAPEKIT_API_KEY: `sk_live_${'x'.repeat(40)}` };

  const plain = await runCli(['account'], wrong);
  const json = await runCli(['account', '--json'], wrong);

  expect([plain.code, json.code]).toEqual([1, 1]);
  expect(plain.stderr).toContain('Check the API key');
  expect(JSON.parse(json.stderr)).toMatchObject({
    error: { name: 'ApiError', code: 'invalid_api_key', status: 401 },
  });
  expect(plain.stderr + json.stderr).not.toContain('x'.repeat(40));
});

test('C192: --debug prints each request without the key', async () => {
  const { stderr } = await runCli(
    ['run', 'scrape-now', '--provider', 'scrapfly', '--url', site, '--debug'],
    env,
  );

  expect(stderr).toContain(`"url":"${server.url}/scrapfly/scrape?[redacted]"`);
  expect(stderr).not.toContain(account.api_key);
});

test.concurrent.each([
  ['matchkraft', 'domain-scan', '--records'],
  ['scrupp', 'companies', '--items'],
  ['scrapenest', 'scrape', '--url'],
])('an operation of %s runs', async (provider, operation, flag) => {
  const { code, stdout, stderr } = await runCli(['run', operation, '--provider', provider, flag, site], env);

  expect(stderr).toMatch(/^Job \S+ was created\.\nJob \S+ is completed\.\n$/);
  expect(code).toBe(0);
  expect(parse(stdout).length).toBeGreaterThan(1);
});

test('values of a list come from files', async () => {
  const [, host = ''] = /^https?:\/\/(?:www\.)?([^/]+)/.exec(site)!;
  const lines = join(directory, 'emails.txt');
  const people = join(directory, 'people.csv');
  await writeFile(lines, `info@${host}\n\nsales@${host}\n`);
  await writeFile(people, `firstName,lastName,website\nMaya,Reeves,${site}\n`);

  const [verified, found] = await Promise.all([
    runCli(['run', 'verify', '--emails', `@${lines}`, '--emails', `hello@${host}`], env),
    runCli(['run', 'email-finder', '--provider', 'matchkraft', '--records', `@${people}`], env),
  ]);

  expect(records(verified.stdout).map(({ email }) => email)).toEqual([
    `info@${host}`,
    `sales@${host}`,
    `hello@${host}`,
  ]);
  expect(records(found.stdout)[0]).toMatchObject({ firstName: 'Maya', lastName: 'Reeves' });
});

test('N05: an artifact of ScrapeNest is written as it is', async () => {
  const job = await runCli(['run', 'scrape', '--provider', 'scrapenest', '--url', site], env);
  const rows = records(job.stdout);
  const { id = '', job_id = '', size } = rows.find(({ name }) => name === 'page.html')!;
  const path = join(directory, 'page.html');

  const { code, stderr } = await runCli(
    ['artifact', job_id, id, '--provider', 'scrapenest', '--output', path],
    env,
  );

  expect([code, stderr]).toEqual([0, '']);
  expect((await readFile(path)).length).toBe(Number(size));
});

test('C153: Ctrl-C leaves the job, says how to go on, and the job can then be cancelled', async () => {
  await server.admin('/world', { latency_ms: 1_000 });
  const path = join(directory, 'interrupted.csv');
  const running = startCli([...scrape.slice(0, -1), '50', '--csv', path], env);
  const [, id = ''] = await running.printed('stderr', jobId);

  running.interrupt();
  const { code, stderr } = await running.outcome;
  const cancelled = await runCli(['cancel', id], env);
  await server.admin('/world', { latency_ms: 0 });
  const results = await runCli(['results', id, '--operation', 'scrape'], env);

  expect(code).toBe(130);
  expect(stderr).toContain(`Job ${id} was not cancelled, so it may go on and be billed.`);
  expect(stderr).toContain(`scrapekit results ${id} --operation scrape`);
  expect(stderr).toContain(`scrapekit cancel ${id} --operation scrape`);
  expect((await readdir(directory)).filter((name) => name.startsWith('interrupted'))).toEqual([]);
  expect(cancelled.stdout).toContain('status: cancelled');
  expect([results.code, results.stdout]).toEqual([1, '']);
  expect(results.stderr).toContain(`Job ${id} was cancelled.`);
});

test('a job that is still running after the timeout ends with 1 and its id', async () => {
  await server.admin('/world', { latency_ms: 1_000 });
  const { code, stderr } = await runCli([...scrape, '--timeout', '0.5'], env);
  await server.admin('/world', { latency_ms: 0 });

  expect(code).toBe(1);
  expect(stderr).toMatch(/To wait for it and read its rows: scrapekit results sk_job_\w+/);
  expect(stderr).toContain('It goes on running');
});

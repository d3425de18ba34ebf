import { undiciTransport } from '@scrapekit/core/undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  startReferenceServer,
  type ReferenceServer,
  type TestAccount,
} from '../../../test/e2e/reference-server.ts';
import { connectHttp, connectStdio, type Environment, type McpClient } from './mcp-client.ts';
import { startProgram, type Program } from './program.ts';
import { openSession } from './session.ts';

const TOKEN = 'token-of-the-tests-0123456789';

const scrape = { query: 'dentists', location: 'Austin, Texas', max_leads: 5 };

let server: ReferenceServer;
let account: TestAccount;
let program: Program;
let stdio: McpClient;
let http: McpClient;

beforeAll(async () => {
  server = await startReferenceServer();
  account = await server.createAccount(50);
  const env = { ...environmentOf(account), SCRAPEKIT_MCP_SPEND_LIMIT: '20' };
  program = startProgram(['--http'], { ...env, SCRAPEKIT_MCP_TOKEN: TOKEN, SCRAPEKIT_MCP_PORT: '0' });
  const [, url = ''] = await program.printed(/listening on (\S+)/);
  stdio = await connectStdio(env);
  http = await connectHttp(url, TOKEN);
});
afterAll(async () => {
  await Promise.all([stdio.client.close(), http.client.close()]);
  await program.stop();
  await server.close();
});

function environmentOf({ api_key: key }: TestAccount): Environment {
  const ids = ['scrapekit', 'matchkraft', 'scrupp', 'scrapfly', 'scrapenest'];
  return Object.fromEntries(
    ids.flatMap((id) => [
      [`${id.toUpperCase()}_API_KEY`, key],
      [`${id.toUpperCase()}_BASE_URL`, id === 'scrapekit' ? server.url : `${server.url}/${id}`],
    ]),
  );
}

/** Asks for a job until it has ended, as a model does. */
async function followJob({ call }: McpClient, job: { readonly operation: string; readonly id: string }) {
  for (;;) {
    const result = await call('get_job', { operation: job.operation, id: job.id });
    if (result.isError || !['queued', 'running'].includes(result.data.job.status)) return result;
  }
}

describe.each(['stdio', 'http'] as const)('over %s', (transport) => {
  const connected = () => (transport === 'stdio' ? stdio : http);
  /** A website that exists in the simulated internet. */
  let website = '';

  beforeAll(async () => {
    const created = await connected().confirm('scrapekit_scrape', scrape);
    const { operation, id } = (await followJob(connected(), created.data.job)).data.job;
    const { data } = await connected().call('job_results', { operation, id });
    website = data.rows.find(
      ({ emails_found }: { emails_found: string[] }) => emails_found.length > 0,
    ).website;
  });

  test.each<[string, (site: string) => Readonly<Record<string, unknown>>, string]>([
    ['scrapekit_scrape', () => scrape, 'emails_found'],
    ['scrapekit_verify', (site) => ({ emails: [`info@${new URL(site).hostname}`] }), 'status'],
    ['matchkraft_domain_scan', (site) => ({ records: [site] }), 'emails'],
    ['scrupp_companies', (site) => ({ items: [site], max: 2 }), 'company_domain'],
    ['scrapenest_scrape', (site) => ({ url: site }), 'sha256'],
  ])('%s goes from its confirmation to the rows', async (tool, inputFor, column) => {
    const created = await connected().confirm(tool, inputFor(website));
    const { operation, id } = created.data.job;
    const ended = await followJob(connected(), { operation, id });
    const results = await connected().call('job_results', { operation, id });

    expect(operation).toBe(tool);
    expect(ended.data.job).toMatchObject({ operation, id, status: 'completed' });
    expect(results.data.counts.total).toBeGreaterThan(0);
    expect(results.data.rows[0][column]).toBeTruthy();
  });

  test('the file of a scraped page is read', async () => {
    const created = await connected().confirm('scrapenest_scrape', { url: website });
    const { operation, id } = created.data.job;
    await followJob(connected(), { operation, id });
    const { data } = await connected().call('job_results', { operation, id });

    const file = await connected().call('job_file', { operation, id, file_id: data.rows[0].id });

    expect(file.data.text).toContain('<html');
    expect(file.data.text.length).toBe(data.rows[0].size);
  });

  test.each<[string, (site: string) => Readonly<Record<string, unknown>>, string]>([
    ['scrapekit_verify_email', (site) => ({ email: `info@${new URL(site).hostname}` }), 'status'],
    ['scrapfly_scrape_now', (site) => ({ url: site }), 'result'],
  ])('%s answers at once', async (tool, inputFor, column) => {
    const { isError, data } = await connected().confirm(tool, inputFor(website));

    expect(isError).toBe(false);
    expect(data.result[column]).toBeTruthy();
  });
});

test('what the session may still spend follows the ledger of the service', async () => {
  const fresh = await connectStdio(environmentOf(await server.createAccount(10)));
  const created = await fresh.confirm('scrapekit_scrape', { ...scrape, max_leads: 100 });
  const ended = await followJob(fresh, created.data.job);
  const account = await fresh.call('scrapekit_account');
  await fresh.client.close();

  const billed = 10_000 - account.data.account.balance;
  expect(billed).toBeGreaterThan(0);
  expect(ended.data.job.creditsUsed).toBe(billed);
  expect(account.data.sessionLeft).toBe(5_000 - billed);
});

test('X02: a create whose answer is cut off makes one job, which the confirmation finds', async () => {
  const { api_key: apiKey } = await server.createAccount(10);
  const send = undiciTransport();
  let isCut = true;
  const session = await openSession({
    env: { SCRAPEKIT_API_KEY: apiKey, SCRAPEKIT_BASE_URL: server.url },
    async transport(request) {
      const response = await send(request);
      if (!isCut || request.url.endsWith('/account')) return response;
      throw new Error('socket hang up');
    },
  });
  const { data: asked } = await session.call('scrapekit_scrape', scrape);

  const lost = await session.call('scrapekit_scrape', { ...scrape, confirm: asked.confirm });
  isCut = false;
  const found = await session.call('scrapekit_scrape', { ...scrape, confirm: asked.confirm });
  const { data } = await session.call('list_jobs', { operation: 'scrapekit_scrape' });

  expect(lost).toMatchObject({ isError: true, text: expect.stringContaining('may or may not have created') });
  expect(data.jobs).toHaveLength(1);
  expect(found.data.job.id).toBe(data.jobs[0].id);
});

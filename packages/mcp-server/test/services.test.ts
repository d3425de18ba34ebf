import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  startReferenceServer,
  type ReferenceServer,
  type TestAccount,
} from '../../../test/e2e/reference-server.ts';
import {
  connectHttp,
  connectStdio,
  type Environment,
  type McpClient,
  type ToolResult,
} from './mcp-client.ts';
import { startProgram, type Program } from './program.ts';

const TOKEN = 'token-of-the-tests-0123456789';

let server: ReferenceServer;
let account: TestAccount;
let program: Program;
let stdio: McpClient;
let http: McpClient;

beforeAll(async () => {
  server = await startReferenceServer();
  account = await server.createAccount(50);
  const env = environmentOf(account);
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
async function ended(client: McpClient, job: unknown): Promise<ToolResult> {
  const { operation, id } = job as { operation: string; id: string };
  for (;;) {
    const result = await client.call('get_job', { operation, id });
    if (result.isError || !['queued', 'running'].includes(result.data.job.status)) return result;
  }
}

const page = 'https://downtown-dental.example';

describe.each(['stdio', 'http'] as const)('over %s', (name) => {
  const client = () => (name === 'stdio' ? stdio : http);

  test.each([
    ['scrapekit_scrape', { query: 'dentists', location: 'Austin, Texas', max_leads: 5 }],
    ['scrapekit_verify', { emails: ['hello@example.com', 'info@example.com'] }],
    ['matchkraft_domain_scan', { records: [page] }],
    ['scrupp_companies', { items: ['ibm'], max: 2 }],
    ['scrapenest_scrape', { url: page }],
  ])('%s goes from its confirmation to the rows', async (tool, input) => {
    const asked = await client().call(tool, input);
    const created = await client().call(tool, { ...input, confirm: asked.data.confirm });
    const job = await ended(client(), created.data.job);
    const { operation, id } = job.data.job;
    const rows = await client().call('job_results', { operation, id });

    expect([asked.isError, created.isError, job.isError, rows.isError]).toEqual([false, false, false, false]);
  });
});

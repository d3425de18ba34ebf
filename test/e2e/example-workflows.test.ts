import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, providers } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { undiciTransport } from '@scrapekit/core/undici';
import { buildNodePackage, N8n, type NodePackage, type Outcome } from '@scrapekit/workflow-runner';
import type { IDataObject, INode, IWorkflowBase } from 'n8n-workflow';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startReferenceServer, type ReferenceServer, type TestAccount } from './reference-server.ts';

const examples = new URL('../../examples/workflows/', import.meta.url);

let server: ReferenceServer;
let account: TestAccount;
let nodePackage: NodePackage;
let n8n: N8n;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'e2e-examples-'));
  server = await startReferenceServer();
  account = await server.createAccount(100);
  nodePackage = await buildNodePackage();
  n8n = await N8n.start({ nodePackages: [nodePackage.folder], folder });
});

afterAll(async () => {
  await n8n[Symbol.asyncDispose]();
  await nodePackage[Symbol.asyncDispose]();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const readExample = async (file: string): Promise<IWorkflowBase> =>
  JSON.parse(await readFile(new URL(file, examples), 'utf8')) as IWorkflowBase;

function credentials() {
  const { api_key: apiKey, webhook_secret: webhookSecret } = account;
  return {
    scrapeKitApi: { apiKey, webhookSecret, baseUrl: server.url },
    matchKraftApi: { apiKey, baseUrl: `${server.url}/matchkraft` },
  };
}

const run = async (workflow: IWorkflowBase, json: IDataObject = {}): Promise<Outcome> =>
  await n8n.run(workflow, { credentials: credentials(), items: [{ json }] });

const itemsOf = ({ outputs }: Outcome, node: string): readonly IDataObject[] =>
  (outputs[node] ?? []).flat().map(({ json }) => json);

test('the example that verifies the addresses of contacts keeps each verdict with its contact', async () => {
  const outcome = await run(await readExample('verify-addresses-of-contacts.json'));

  expect(outcome).toMatchObject({ status: 'success' });
  expect(itemsOf(outcome, 'Name and Verdict')).toEqual([
    { name: 'Ann', email: 'ann@example.com', status: expect.any(String) as string },
    { name: 'Bob', email: 'bob@example.com', status: expect.any(String) as string },
  ]);
});

test("the example with n8n's Wait node is resumed by the webhook of its job and gets the leads", async () => {
  const outcome = await run(await readExample('leads-with-wait-node.json'));

  expect(outcome).toMatchObject({ status: 'success' });
  expect(outcome.resumes.map(({ by }) => by)).toEqual(['webhook']);
  expect(itemsOf(outcome, 'Get Leads')).toHaveLength(10);
});

test('the example that validates a list with MatchKraft writes a file with one row per address', async () => {
  const outcome = await run(await readExample('validate-a-list-of-addresses.json'));

  expect(outcome).toMatchObject({ status: 'success' });
  expect(itemsOf(outcome, 'Validate').map(({ email }) => email)).toEqual([
    'hello@example.com',
    'info@example.com',
  ]);
  const file = outcome.outputs['Convert to File']?.[0]?.[0]?.binary?.data;
  expect(Buffer.from(file?.data ?? '', 'base64').toString('utf8')).toContain('info@example.com');
});

test('the example with a trigger runs when a job ends, and keeps the leads with an address', async () => {
  const outcomes: Outcome[] = [];
  await using active = await n8n.activate(await readExample('leads-when-a-job-ends.json'), {
    credentials: credentials(),
    onOutcome: (outcome) => outcomes.push(outcome),
  });
  const client = createClient(providers.scrapekit, {
    transport: undiciTransport(),
    clock: systemClock,
    credentials: { apiKey: account.api_key },
    baseUrl: server.url,
  });
  const input = { query: 'dentists', location: 'Austin, Texas', max_leads: 10 };
  const job = await client.create('scrape', input, { webhookUrl: active.webhookUrl });
  await client.wait(job);
  const leads = await Array.fromAsync(client.results(job));

  await vi.waitFor(() => expect(outcomes).toHaveLength(1), { timeout: 30_000 });
  expect(outcomes).toMatchObject([{ status: 'success' }]);
  expect(outcomes.flatMap((outcome) => itemsOf(outcome, 'Edit Fields'))).toEqual(
    leads.flatMap(({ name, emails_found: emails }) =>
      Array.isArray(emails) && emails.length > 0 ? [{ name, email: emails[0] as string }] : [],
    ),
  );
});

test('the tools of the example for an agent find leads and return the next ones without a second job', async () => {
  const { nodes, ...rest } = await readExample('leads-for-an-agent.json');
  const tool = (name: string): IWorkflowBase =>
    asWorkflow(
      rest,
      nodes.find((node) => node.name === name)!,
    );

  const first = await run(tool('Find Leads'), {
    Query: 'dentists',
    Location: 'Austin, Texas',
    Max_Leads: 30,
  });
  const [answer] = itemsOf(first, 'Find Leads');

  expect(first).toMatchObject({ status: 'success' });
  expect(answer).toMatchObject({ status: 'completed', count: 20 });
  const more = await run(tool('Get More Leads'), { Job_ID: answer?.job_id, Skip: 20 });
  expect(itemsOf(more, 'Get More Leads')).toMatchObject([
    { job_id: answer?.job_id, count: 10, note: 'These are all rows.' },
  ]);
});

/** Returns a workflow that runs a tool with the arguments in the incoming item, as an agent does. */
function asWorkflow(rest: Omit<IWorkflowBase, 'nodes'>, tool: INode): IWorkflowBase {
  const start: INode = {
    id: 'start',
    name: 'Start',
    type: 'n8n-nodes-base.manualTrigger',
    typeVersion: 1,
    position: [0, 0],
    parameters: {},
  };
  const connections = { Start: { main: [[{ node: tool.name, type: 'main' as const, index: 0 }]] } };
  return { ...rest, nodes: [start, tool], connections };
}

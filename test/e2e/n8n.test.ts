import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildNodePackage, N8n, type NodePackage, type Outcome } from '@scrapekit/workflow-runner';
import type { IWorkflowBase } from 'n8n-workflow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startReferenceServer, type ReferenceServer, type TestAccount } from './reference-server.ts';

const example = new URL('../../examples/workflows/leads-to-csv.json', import.meta.url);
const LEADS = 25;

let server: ReferenceServer;
let account: TestAccount;
let nodePackage: NodePackage;
let n8n: N8n;
let folder: string;
let dataDir: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'e2e-n8n-'));
  dataDir = await mkdtemp(join(tmpdir(), 'e2e-n8n-data-'));
  server = await startReferenceServer({ env: { DATA_DIR: dataDir } });
  account = await server.createAccount(100);
  nodePackage = await buildNodePackage();
  n8n = await N8n.start({ nodePackages: [nodePackage.folder], folder });
});

afterAll(async () => {
  await n8n[Symbol.asyncDispose]();
  await nodePackage[Symbol.asyncDispose]();
  await server.close();
  await rm(folder, { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
});

async function runExample(options: object = {}): Promise<Outcome> {
  const workflow = JSON.parse(await readFile(example, 'utf8')) as IWorkflowBase;
  const node = workflow.nodes.find(({ name }) => name === 'ScrapeKit')!;
  node.parameters.options = { ...(node.parameters.options as object), ...options };
  const credential = { apiKey: account.api_key, webhookSecret: account.webhook_secret, baseUrl: server.url };
  return await n8n.run(workflow, { credentials: { scrapeKitApi: credential } });
}

const leadsOf = ({ outputs }: Outcome) =>
  outputs.ScrapeKit![1]!.map(({ json: { job_id: _, ...lead } }) => lead);

interface Ledger {
  readonly opening: number;
  readonly balance: number;
  readonly lines: readonly {
    readonly kind: string;
    readonly units: number;
    readonly job_id: string;
    readonly row: number;
  }[];
}

const fetchLedger = async () => (await server.admin(`/ledger/${account.account_id}`)) as Ledger;

test('C185: the example workflow returns the same leads when a webhook resumes it and when it has to poll', async () => {
  // With its usual interval the node may poll before the webhook arrives on a busy machine.
  const delivered = await runExample({ pollEvery: 600 });

  expect(delivered).toMatchObject({ status: 'success' });
  expect(delivered.resumes.at(-1)?.by).toBe('webhook');
  expect(leadsOf(delivered)).toHaveLength(LEADS);

  await server.admin('/world', { faults: { lose_webhooks: true } });
  const lost = await runExample();
  await server.admin('/world', { faults: {} });

  expect(lost).toMatchObject({ status: 'success' });
  expect(lost.resumes.every(({ by }) => by === 'timer')).toBe(true);
  expect(leadsOf(lost)).toEqual(leadsOf(delivered));
});

test('C064, C089: a server that is killed while the workflow waits finishes the job after a restart, and no row is lost or charged twice', async () => {
  const before = await fetchLedger();
  await server.admin('/world', { latency_ms: 150 });
  const { port } = new URL(server.url);
  const running = runExample();
  await ledgerHasLines(before.lines.length + 1);

  await server.kill();
  server = await startReferenceServer({ env: { DATA_DIR: dataDir, PORT: port } });
  const outcome = await running;

  expect(outcome).toMatchObject({ status: 'success' });
  expect(leadsOf(outcome)).toHaveLength(LEADS);
  const { lines, opening, balance } = await fetchLedger();
  const charged = lines.slice(before.lines.length);
  expect(new Set(charged.map(({ kind, job_id, row }) => `${kind} ${job_id} ${row}`)).size).toBe(
    charged.length,
  );
  expect(charged.filter(({ kind }) => kind === 'lead')).toHaveLength(LEADS);
  expect(balance).toBe(lines.reduce((sum, { units }) => sum + units, opening));
});

/** Polls the ledger until it has this many lines. */
async function ledgerHasLines(count: number): Promise<void> {
  for (let attempt = 0; attempt < 2_000; attempt++) {
    if ((await fetchLedger()).lines.length >= count) return;
  }
  throw new Error('No row was charged.');
}

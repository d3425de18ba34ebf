import { afterAll, beforeAll, expect, test } from 'vitest';
import { poll } from './poll.ts';
import { itemsOf } from './scenarios/searches.ts';
import { type ScriptedScrapeKit, SCRIPTED_SECRET, startScriptedScrapeKit } from './scripted-scrapekit.ts';
import { connectNodes, type ScrapeKitNodes } from './user.ts';
import { manualTrigger, workflow } from './workflow-draft.ts';
import { type N8nHost, startN8nHost } from './n8n-host.ts';

const LEADS = 100_000;
const MEBIBYTE = 1_048_576;

let host: N8nHost;
let scripted: ScriptedScrapeKit;
let nodes: ScrapeKitNodes;
const opened = new AsyncDisposableStack();
beforeAll(async () => {
  scripted = opened.use(await startScriptedScrapeKit());
  host = opened.use(await startN8nHost());
  const data = { apiKey: `sk_live_${'x'.repeat(40)}`, webhookSecret: SCRIPTED_SECRET, baseUrl: scripted.url };
  nodes = await connectNodes(host.api, data);
});
afterAll(async () => {
  await opened.disposeAsync();
});

/** Runs Get Leads by hand for a job with 100,000 leads, and returns the growth of n8n's memory in bytes with the run. */
async function getLeads(output: 'items' | 'csvFile') {
  const id = `sk_job_${crypto.randomUUID()}`;
  scripted.jobs.set(id, { status: 'completed', leads: LEADS });
  const parameters = { resource: 'scrape', operation: 'getLeads', jobId: id, output, simplify: false };
  const draft = workflow('Many leads', {
    nodes: [manualTrigger(), nodes.scrapeKit({ parameters })],
    wires: [['Go', 'ScrapeKit']],
  });
  const workflowId = await host.api.createWorkflow(draft);
  await host.process.resetPeak();
  const before = await host.process.readMemory();
  const run = await host.api.run(workflowId);
  await poll(async () => (await host.api.summary(String(run))).status === 'success');
  const { peak } = await host.process.readMemory();
  return { growth: peak - before.now, execution: await host.api.execution(String(run)) };
}

test('C113: 100,000 leads arrive as a CSV file, which passes through n8n without being held in memory', async () => {
  const { growth, execution } = await getLeads('csvFile');

  const [item] = itemsOf(execution, 'ScrapeKit');
  const file = item?.binary?.['data'];
  console.log(`100,000 leads as a file (${file?.fileSize}): ${Math.round(growth / MEBIBYTE)} MiB more`);
  expect(itemsOf(execution, 'ScrapeKit')).toHaveLength(1);
  expect(file?.bytes).toBeGreaterThan(20_000_000);
  expect(growth).toBeLessThan(200 * MEBIBYTE);
});

test('100,000 leads arrive as items', async () => {
  const { growth, execution } = await getLeads('items');

  const seconds = (execution.runs['ScrapeKit']?.[0]?.executionTime ?? NaN) / 1_000;
  console.log(`100,000 leads as items: ${Math.round(growth / MEBIBYTE)} MiB more, ${seconds} s`);
  expect(itemsOf(execution, 'ScrapeKit')).toHaveLength(LEADS);
  expect(growth).toBeLessThan(1_500 * MEBIBYTE);
});

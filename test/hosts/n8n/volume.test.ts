import { afterAll, beforeAll, expect, test } from 'vitest';
import { poll } from './n8n-api.ts';
import { itemsOf } from './scenarios/searches.ts';
import {
  type ScriptedScrapeKit,
  SCRIPTED_SECRET,
  signedWebhook,
  startScriptedScrapeKit,
} from './scripted-scrapekit.ts';
import { connectNodes, type ScrapeKitNodes } from './user.ts';
import { manualTrigger, node, workflow } from './workflow-draft.ts';
import { type N8nHost, startN8nHost } from './n8n-host.ts';

/** How many jobs end at once before the trigger. */
const JOBS = Number(process.env['N8N_TRIGGER_JOBS'] ?? 100);
const LEADS = 100_000;
/** A poll reports a job this long after it has first seen the end, because the webhook may come until then. */
const GRACE_MS = 60_000;
/** With many more at once, n8n with SQLite answers 503 because its database is too slow. */
const WEBHOOKS_AT_ONCE = 5;
const AMONG_EXECUTIONS_MS = 2_000;
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

test(`C185, C196: ${JOBS} jobs that a webhook and a poll report at the same time are emitted once each`, async () => {
  const ids = Array.from({ length: JOBS }, () => `sk_job_${crypto.randomUUID()}`);
  scripted.jobs.clear();
  for (const id of ids) scripted.jobs.set(id, { status: 'running', leads: 1 });
  const trigger = nodes.scrapeKitTrigger({
    parameters: { output: 'job', pollTimes: { item: [{ mode: 'everyMinute' }] } },
  });
  const collect = node('n8n-nodes-base.httpRequest', {
    name: 'Collect',
    typeVersion: 4.2,
    parameters: {
      method: 'POST',
      url: `${scripted.url}/collect`,
      sendBody: true,
      specifyBody: 'json',
      jsonBody: '={{ { job: $json.job_id, by: $execution.id } }}',
      options: { batching: { batch: { batchSize: 50, batchInterval: 0 } } },
    },
  });
  const workflowId = await host.api.createWorkflow(
    workflow('Trigger of many', { nodes: [trigger, collect], wires: [['Trigger', 'Collect']] }),
  );
  const firstList = Promise.withResolvers<undefined>();
  scripted.onList = () => firstList.resolve(undefined);
  await host.api.activate(workflowId);
  await firstList.promise;

  for (const job of scripted.jobs.values()) job.status = 'completed';
  const reported = Promise.withResolvers<undefined>();
  let seenAt = 0;
  scripted.onList = () => {
    seenAt ||= Date.now();
    if (Date.now() - seenAt >= GRACE_MS) reported.resolve(undefined);
  };
  await reported.promise;
  const path = `/webhook/${trigger.id}/scrapekit`;
  const waiting = [...ids];
  const answers = new Map<number, number>();
  const send = async () => {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const { status } = await host.proxy.send({ path, ...signedWebhook(id) });
      answers.set(status, (answers.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: WEBHOOKS_AT_ONCE }, send));
  await poll(() => Promise.resolve(new Set(emittedJobs()).size === JOBS), AMONG_EXECUTIONS_MS);
  await poll(async () => {
    const executions = await host.api.executionsOf(workflowId);
    return executions.every(({ status }) => status !== 'running');
  }, AMONG_EXECUTIONS_MS);

  const byExecution = Map.groupBy(scripted.collected, ({ body }) => (body as Emitted).by);
  const byPoll = Math.max(...[...byExecution.values()].map(({ length }) => length));
  console.log(`${JOBS} jobs: a poll emitted ${byPoll} and webhooks the others; n8n answered`, answers);
  expect(emittedJobs().toSorted()).toEqual(ids.toSorted());
});

interface Emitted {
  readonly job: string;
  /** The id of the execution. */
  readonly by: string;
}

const emittedJobs = (): readonly string[] => scripted.collected.map(({ body }) => (body as Emitted).job);

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ExecutionSummary, poll } from './n8n-api.ts';
import { fiveQueries, jsonOf, LEADS_PER_SEARCH, searchNodes } from './scenarios/searches.ts';
import type { User } from './user.ts';
import { webhookTrigger, workflow } from './workflow-draft.ts';
import { startWorld, type World } from './world.ts';

/** How often n8n and the server are killed each. */
const KILLS = Number(process.env['N8N_KILLS'] ?? 2);
/** Each runs five jobs at once, which is ScrapeKit's limit. */
const USERS = 10;
/** Keeps the jobs running until all kills are over. */
const LATENCY_MS = 20_000;

let world: World;
const opened = new AsyncDisposableStack();
beforeAll(async () => {
  world = opened.use(await startWorld({ latencyMs: LATENCY_MS }));
});
afterAll(async () => {
  await opened.disposeAsync();
});

interface Searcher {
  readonly user: User;
  readonly workflowId: string;
}

/** Publishes a workflow that starts a search by webhook and sleeps until it has ended, and starts it five times. */
async function startSearcher(): Promise<Searcher> {
  const { api, url } = world.host;
  const user = await world.createUser();
  const path = crypto.randomUUID();
  const { nodes, wires } = searchNodes(user, {
    trigger: webhookTrigger(path, 'Go'),
    query: '={{ $json.body.query }}',
    asked: "={{ $('Go').item.json.body.query }}",
    sleeps: true,
  });
  const workflowId = await api.createWorkflow(workflow('Sleeps through kills', { nodes, wires }));
  await api.activate(workflowId);
  for (const query of fiveQueries) {
    const body = JSON.stringify({ query });
    await fetch(`${url}/webhook/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
  }
  return { user, workflowId };
}

const executionsOf = async (searchers: readonly Searcher[]): Promise<readonly ExecutionSummary[]> =>
  (await Promise.all(searchers.map(({ workflowId }) => world.host.api.executionsOf(workflowId)))).flat();

test(`C064, C185: ${USERS * fiveQueries.length} sleeping executions survive ${KILLS} kills of n8n and of the server with their leads, once each`, async () => {
  const { host } = world;
  const searchers: Searcher[] = [];
  for (let index = 0; index < USERS; index++) searchers.push(await startSearcher());
  const jobs = searchers.length * fiveQueries.length;
  const asleep = () =>
    poll(async () => {
      const executions = await executionsOf(searchers);
      return executions.length === jobs && executions.every(({ status }) => status === 'waiting');
    });

  for (let kill = 1; kill <= KILLS; kill++) {
    await asleep();
    await host.kill();
    // The webhooks of the jobs that end while n8n is down are lost.
    if (kill === KILLS) await world.setLatency(0);
    await host.restart();
    await world.killAndRestartServer();
  }
  await poll(async () => {
    const executions = await executionsOf(searchers);
    return executions.every(({ status }) => !['waiting', 'running', 'new'].includes(status));
  });

  const summaries = await executionsOf(searchers);
  expect(summaries.map(({ status }) => status)).toEqual(Array.from({ length: jobs }, () => 'success'));
  for (const { user, workflowId } of searchers) {
    const ids = (await host.api.executionsOf(workflowId)).map(({ id }) => String(id));
    const executions = await Promise.all(ids.map((id) => host.api.execution(id)));
    const leads = executions.flatMap((execution) => jsonOf(execution, 'Check'));
    const expected = fiveQueries.flatMap((query) =>
      Array.from({ length: LEADS_PER_SEARCH }, () => ({ asked: query, found: query })),
    );
    const byQuery = (a: { readonly asked?: unknown }, b: { readonly asked?: unknown }) =>
      String(a.asked).localeCompare(String(b.asked));
    expect(leads.toSorted(byQuery)).toEqual(expected.toSorted(byQuery));
    expect(await user.jobIds(1)).toHaveLength(fiveQueries.length);
    expect(await user.chargedLeads()).toBe(expected.length);
  }
});

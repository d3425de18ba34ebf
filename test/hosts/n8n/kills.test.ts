import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ExecutionStatus, type ExecutionSummary } from './n8n-api.ts';
import { poll } from './poll.ts';
import { fiveQueries, jsonOf, searchNodes } from './scenarios/searches.ts';
import type { User } from './user.ts';
import { webhookTrigger, workflow } from './workflow-draft.ts';
import { startWorld, type World } from './world.ts';

/** How often n8n and the server are killed each. */
const KILLS = Number(process.env['N8N_KILLS'] ?? 2);
/** Each runs five jobs at once, which is ScrapeKit's limit. */
const USERS = 10;
/** Lets the server find about ten leads in a second, so that most jobs run until the kills are over. */
const LATENCY_MS = 5_000;
const LEADS_PER_JOB = 20 + 15 * KILLS;
/** The simulated internet has more than 320 businesses of each kind there, which are needed for 20 kills. */
const LOCATION = 'New York, New York';
const SQLITE_LOCK = 'SqliteWriteConnectionMutex';
/** A start of n8n and of the server takes most of a minute on a busy machine. */
const LIMIT_MS = (16 + 2 * KILLS) * 60_000;

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
    parameters: { maxLeads: LEADS_PER_JOB, location: LOCATION },
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

const isActive = (status: ExecutionStatus): boolean => status === 'running' || status === 'new';

const executionsOf = async (searchers: readonly Searcher[]): Promise<readonly ExecutionSummary[]> =>
  (await Promise.all(searchers.map(({ workflowId }) => world.host.api.executionsOf(workflowId)))).flat();

test(
  `C064, C185: ${USERS * fiveQueries.length} sleeping executions survive ${KILLS} kills of n8n and of the server with their leads, once each`,
  { timeout: LIMIT_MS },
  async () => {
    const { host } = world;
    const searchers: Searcher[] = [];
    for (let index = 0; index < USERS; index++) searchers.push(await startSearcher());
    const jobs = searchers.length * fiveQueries.length;
    const asleepOrEnded = () =>
      poll(async () => {
        const executions = await executionsOf(searchers);
        return executions.length === jobs && executions.every(({ status }) => !isActive(status));
      });

    const asleep: number[] = [];
    for (let kill = 1; kill <= KILLS; kill++) {
      await asleepOrEnded();
      asleep.push((await executionsOf(searchers)).filter(({ status }) => status === 'waiting').length);
      await host.kill();
      // The webhooks of the jobs that end while n8n is down are lost.
      if (kill === KILLS) await world.setLatency(0);
      await host.restart();
      await world.killAndRestartServer();
    }
    await allEnded(searchers);
    const interrupted = await interruptedExecutions(searchers);
    for (const id of interrupted) await host.api.retry(id);
    await allEnded(searchers);

    console.log(
      `Asleep at each kill: ${asleep.join(', ')}; interrupted and tried again: ${interrupted.length}`,
    );
    for (const { user, workflowId } of searchers) {
      const ended = await host.api.executionsOf(workflowId);
      const done = ended.filter(({ id }) => !interrupted.includes(String(id)));
      expect(done.map(({ status }) => status)).toEqual(fiveQueries.map(() => 'success'));
      const executions = await Promise.all(done.map(({ id }) => host.api.execution(String(id))));
      const leads = executions
        .flatMap((execution) => jsonOf(execution, 'Check'))
        .map(({ asked, found }) => `${String(asked)}: ${String(found)}`);
      const expected = fiveQueries.flatMap((query) =>
        Array.from({ length: LEADS_PER_JOB }, () => `${query}: ${query}`),
      );
      expect(leads.toSorted()).toEqual(expected.toSorted());
      expect(await user.jobIds(1)).toHaveLength(fiveQueries.length);
      expect(await user.chargedLeads()).toBe(expected.length);
    }
  },
);

/**
 * The executions that a kill ended in the middle of a node, and those that n8n ended because its own SQLite did not answer
 * on a busy machine. n8n can try both again, which starts no second job.
 */
async function interruptedExecutions(searchers: readonly Searcher[]): Promise<readonly string[]> {
  const interrupted: string[] = [];
  for (const { id, status } of await executionsOf(searchers)) {
    if (status === 'crashed') interrupted.push(String(id));
    if (status !== 'error') continue;
    const { error } = await world.host.api.execution(String(id));
    if (error?.message.includes(SQLITE_LOCK) === true) interrupted.push(String(id));
  }
  return interrupted;
}

const allEnded = (searchers: readonly Searcher[]): Promise<void> =>
  poll(async () => {
    const executions = await executionsOf(searchers);
    return executions.every(({ status }) => status !== 'waiting' && !isActive(status));
  });

import { expect, test } from 'vitest';
import { poll } from '../poll.ts';
import { SCRIPTED_SECRET, signedWebhook, startScriptedScrapeKit } from '../scripted-scrapekit.ts';
import { connectNodes } from '../user.ts';
import { node, workflow } from '../workflow-draft.ts';
import type { World } from '../world.ts';

/** How many jobs end at once. */
const JOBS = Number(process.env['N8N_TRIGGER_JOBS'] ?? 100);
/** A poll reports a job this long after it has first seen the end, because the webhook may come until then. */
const GRACE_MS = 50_000;
/** With many more at once, n8n with SQLite answers 503 because its database is too slow. */
const WEBHOOKS_AT_ONCE = 5;
const POLL_MS = 2_000;

interface Emitted {
  readonly job: string;
  /** The id of the execution. */
  readonly by: string;
}

export function describeManyJobs(world: () => World): void {
  test(`C185, C196: ${JOBS} jobs that a webhook and a poll report at the same time are emitted once each`, async () => {
    const { host } = world();
    await using scripted = await startScriptedScrapeKit();
    const nodes = await connectNodes(host.api, {
      apiKey: `sk_live_${'x'.repeat(40)}`,
      webhookSecret: SCRIPTED_SECRET,
      baseUrl: scripted.url,
    });
    const ids = Array.from({ length: JOBS }, () => `sk_job_${crypto.randomUUID()}`);
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
    const firstPoll = Promise.withResolvers<undefined>();
    scripted.onList = () => firstPoll.resolve(undefined);
    await host.api.activate(workflowId);
    await firstPoll.promise;

    for (const job of scripted.jobs.values()) job.status = 'completed';
    const reportingPoll = Promise.withResolvers<undefined>();
    let seenAt = 0;
    scripted.onList = () => {
      seenAt ||= Date.now();
      if (Date.now() - seenAt >= GRACE_MS) reportingPoll.resolve(undefined);
    };
    await reportingPoll.promise;
    const waiting = [...ids];
    const answers = new Map<number, number>();
    const send = async () => {
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
        const webhook = { path: `/webhook/${trigger.id}/scrapekit`, ...signedWebhook(id) };
        const { status } = await host.proxy.send(webhook);
        answers.set(status, (answers.get(status) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: WEBHOOKS_AT_ONCE }, send));
    const emitted = () => scripted.collected.map(({ body }) => body as Emitted);
    await poll(() => Promise.resolve(new Set(emitted().map(({ job }) => job)).size === JOBS), {
      everyMs: POLL_MS,
    });
    await poll(
      async () => {
        const executions = await host.api.executionsOf(workflowId);
        return executions.every(({ status }) => status !== 'running');
      },
      { everyMs: POLL_MS },
    );

    const byExecution = Map.groupBy(emitted(), ({ by }) => by);
    const byPoll = Math.max(...[...byExecution.values()].map(({ length }) => length));
    console.log(`${JOBS} jobs: a poll emitted ${byPoll} and webhooks the others; n8n answered`, answers);
    const jobs = emitted().map(({ job }) => job);
    expect(jobs.toSorted()).toEqual(ids.toSorted());
  });
}

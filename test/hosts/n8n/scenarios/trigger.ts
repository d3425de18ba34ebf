import { expect, test } from 'vitest';
import { poll } from '../poll.ts';
import type { User } from '../user.ts';
import type { World } from '../world.ts';
import { setFields, workflow } from '../workflow-draft.ts';
import { jsonOf, LEADS_PER_SEARCH } from './searches.ts';

const search = { query: 'dentists', location: 'Austin, Texas', max_leads: LEADS_PER_SEARCH };

export interface PublishedTrigger {
  readonly workflowId: string;
  /** The path of the trigger's production URL. */
  readonly path: string;
  readonly url: string;
}

/** Publishes the workflow Trigger → Check. */
export async function publishTrigger(
  { host: { api, proxy } }: World,
  user: User,
  parameters: object = {},
): Promise<PublishedTrigger> {
  const trigger = user.scrapeKitTrigger({ parameters: { pollTimes: everyMinute, ...parameters } });
  const workflowId = await api.createWorkflow(
    workflow('Trigger', {
      nodes: [trigger, setFields('Check', { job: '={{ $json.job_id }}', name: '={{ $json.name }}' })],
      wires: [['Trigger', 'Check']],
    }),
  );
  await api.activate(workflowId);
  const path = `/webhook/${trigger.id}/scrapekit`;
  return { workflowId, path, url: proxy.url + path };
}

const everyMinute = { item: [{ mode: 'everyMinute' }] };

export function describeTrigger(world: () => World): void {
  const endedExecutions = async (workflowId: string, count: number) => {
    const { api } = world().host;
    await poll(async () => {
      const executions = await api.executionsOf(workflowId);
      return executions.filter(({ status }) => status === 'success').length >= count;
    });
    return await Promise.all((await api.executionsOf(workflowId)).map(({ id }) => api.execution(String(id))));
  };

  test('C170: a job that ends starts the workflow once, with its leads, by webhook', async () => {
    const user = await world().createUser();
    const { workflowId, path, url } = await publishTrigger(world(), user);

    const jobId = await user.startScrape({ ...search, webhook_url: url });
    const [execution] = await endedExecutions(workflowId, 1);

    expect(execution?.mode).toBe('webhook');
    const leads = jsonOf(execution!, 'Check');
    expect(leads).toHaveLength(LEADS_PER_SEARCH);
    expect(new Set(leads.map(({ job }) => job))).toEqual(new Set([jobId]));
    expect((await world().host.proxy.delivery((each) => each.path === path)).status).toBe(200);
  });

  test('C196: a forged webhook is answered 401 and starts nothing, and a webhook that comes twice emits once', async () => {
    const { proxy } = world().host;
    const user = await world().createUser();
    const { workflowId, path, url } = await publishTrigger(world(), user);
    proxy.lose(path);
    await user.startScrape({ ...search, webhook_url: url });
    const genuine = await proxy.delivery((each) => each.path === path);

    const body = Buffer.from(genuine.body.toString().replace('completed', 'cancelled'));
    const forged = await proxy.send({ ...genuine, body });
    const { 'x-scrapekit-signature': _, ...unsigned } = genuine.headers;
    const withoutSignature = await proxy.send({ ...genuine, headers: unsigned });
    const afterForgeries = await world().host.api.executionsOf(workflowId);
    const twice = await Promise.all([proxy.send(genuine), proxy.send(genuine)]);
    const executions = await endedExecutions(workflowId, 2);

    expect([forged.status, withoutSignature.status]).toEqual([401, 401]);
    expect(afterForgeries).toEqual([]);
    expect(twice.map(({ status }) => status)).toEqual([200, 200]);
    expect(executions.flatMap((each) => jsonOf(each, 'Check'))).toHaveLength(LEADS_PER_SEARCH);
  });

  test('C171: a job whose webhook is lost starts the workflow once, by a poll', async () => {
    const { proxy } = world().host;
    const user = await world().createUser();
    const { workflowId, path, url } = await publishTrigger(world(), user);
    proxy.lose(path);

    const jobId = await user.startScrape({ ...search, webhook_url: url });
    const [execution] = await endedExecutions(workflowId, 1);

    expect(execution?.mode).toBe('trigger');
    const leads = jsonOf(execution!, 'Check');
    expect(leads.map(({ job }) => job)).toEqual(Array.from({ length: LEADS_PER_SEARCH }, () => jobId));
  });

  test('a run by hand shows made-up data when the account has no job, and n8n listens when a webhook is to be tested', async () => {
    const { api, proxy } = world().host;
    const user = await world().createUser();
    const sampling = user.scrapeKitTrigger({ parameters: {} });
    const listening = user.scrapeKitTrigger({ parameters: { testWith: 'webhook' } });

    const run = await api.run(await api.createWorkflow(workflow('Sample', { nodes: [sampling] })));
    const sample = await api.waitFor(run!);
    const listener = await api.createWorkflow(workflow('Test webhook', { nodes: [listening] }));
    const waits = await api.run(listener);
    await user.startScrape({ ...search, webhook_url: `${proxy.url}/webhook-test/${listening.id}/scrapekit` });
    const [tested] = await endedExecutions(listener, 1);

    expect(jsonOf(sample, 'Trigger')).toEqual([expect.objectContaining({ sample: true })]);
    expect(waits).toBeUndefined();
    expect(tested?.mode).toBe('manual');
    expect(jsonOf(tested!, 'Trigger')).toHaveLength(LEADS_PER_SEARCH);
  });
}

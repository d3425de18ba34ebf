import { setTimeout as delay } from 'node:timers/promises';
import { poll } from '../../test/hosts/n8n/poll.ts';
import type { N8nHost } from '../../test/hosts/n8n/n8n-host.ts';
import { type ScriptedScrapeKit, signedWebhook } from '../../test/hosts/n8n/scripted-scrapekit.ts';
import type { ScrapeKitNodes } from '../../test/hosts/n8n/user.ts';
import {
  node,
  type NodeDraft,
  webhookTrigger,
  type Wire,
  workflow,
} from '../../test/hosts/n8n/workflow-draft.ts';

/** What a bench runs on. */
export interface Bench {
  readonly host: N8nHost;
  readonly scripted: ScriptedScrapeKit;
  readonly nodes: ScrapeKitNodes;
}

/** Sends a webhook and returns the milliseconds until the next node has sent a request to the scripted server. */
export type Sample = () => Promise<number>;

/** The time that n8n gets to save an execution before the next sample begins. */
const REST_MS = 300;

/** An HTTP Request node that posts a value to the scripted server. */
const collector = ({ scripted }: Bench, name: string, value: string): NodeDraft =>
  node('n8n-nodes-base.httpRequest', {
    name,
    typeVersion: 4.2,
    parameters: {
      method: 'POST',
      url: `${scripted.url}/collect`,
      sendBody: true,
      specifyBody: 'json',
      jsonBody: `={{ { ${name}: ${value} } }}`,
      options: {},
    },
  });

/** Resolves with what a collector of this name posts next, and the time of that. */
async function nextCollected({ scripted }: Bench, name: string): Promise<{ at: number; value: unknown }> {
  const { promise, resolve } = Promise.withResolvers<{ at: number; value: unknown }>();
  scripted.onCollect = () => {
    const { at, body } = scripted.collected.at(-1) ?? { at: 0, body: {} };
    const values = body as Record<string, unknown>;
    if (name in values) resolve({ at, value: values[name] });
  };
  return await promise;
}

async function publish(
  { host: { api } }: Bench,
  name: string,
  parts: { readonly nodes: readonly NodeDraft[]; readonly wires: readonly Wire[] },
): Promise<void> {
  await api.activate(await api.createWorkflow(workflow(name, parts)));
}

/** n8n's Webhook node. */
export async function webhookNode(bench: Bench): Promise<Sample> {
  const path = crypto.randomUUID();
  const nodes = [webhookTrigger(path), collector(bench, 'ended', '1')];
  await publish(bench, 'Webhook', { nodes, wires: [['Webhook', 'ended']] });
  return async () => {
    const ended = nextCollected(bench, 'ended');
    const startedAt = Date.now();
    await bench.host.proxy.send({ path: `/webhook/${path}`, ...signedWebhook('sk_job_1') });
    return (await ended).at - startedAt;
  };
}

/** The trigger, which reads the job of the webhook. */
export async function triggerNode(bench: Bench): Promise<Sample> {
  const trigger = bench.nodes.scrapeKitTrigger({ parameters: { receive: 'webhook', output: 'job' } });
  const nodes = [trigger, collector(bench, 'ended', '1')];
  await publish(bench, 'Trigger', { nodes, wires: [['Trigger', 'ended']] });
  return async () => {
    const id = `sk_job_${crypto.randomUUID()}`;
    bench.scripted.jobs.set(id, { status: 'completed', leads: 1 });
    const ended = nextCollected(bench, 'ended');
    const startedAt = Date.now();
    await bench.host.proxy.send({ path: `/webhook/${trigger.id}/scrapekit`, ...signedWebhook(id) });
    return (await ended).at - startedAt;
  };
}

/** n8n's Wait node. */
export async function waitNode(bench: Bench): Promise<Sample> {
  const path = crypto.randomUUID();
  const wait = node('n8n-nodes-base.wait', {
    name: 'Wait',
    typeVersion: 1.1,
    parameters: { resume: 'webhook', httpMethod: 'POST', options: {} },
  });
  const announce = collector(bench, 'started', '[$execution.resumeUrl, $execution.id]');
  const nodes = [webhookTrigger(path), announce, wait, collector(bench, 'ended', '1')];
  const wires = [
    ['Webhook', 'started'],
    ['started', 'Wait'],
    ['Wait', 'ended'],
  ] as const;
  await publish(bench, 'Wait', { nodes, wires });
  return async () => {
    const started = nextCollected(bench, 'started');
    await bench.host.proxy.send({ path: `/webhook/${path}`, ...signedWebhook('sk_job_1') });
    const [url, executionId] = (await started).value as [string, string];
    return await timeResume(bench, { url, executionId, webhook: signedWebhook('sk_job_1') });
  };
}

/** The sleeping Start and Wait, which reads the job of the webhook and its one lead. */
export async function sleepingNode(bench: Bench): Promise<Sample> {
  const path = crypto.randomUUID();
  const scrapeKit = bench.nodes.scrapeKit({
    parameters: {
      resource: 'scrape',
      operation: 'startAndWait',
      query: 'dentists',
      location: 'Austin, Texas',
      maxLeads: 1,
      whileRunning: 'sleep',
      options: { waitBeforeSleep: 0 },
    },
  });
  const announce = collector(bench, 'started', '[$execution.id]');
  const nodes = [webhookTrigger(path), announce, scrapeKit, collector(bench, 'ended', '1')];
  const wires = [
    ['Webhook', 'started'],
    ['started', 'ScrapeKit'],
    ['ScrapeKit', 'ScrapeKit', 0],
    ['ScrapeKit', 'ended', 1],
  ] as const;
  await publish(bench, 'Sleep', { nodes, wires });
  return async () => {
    bench.scripted.jobs.clear();
    const started = nextCollected(bench, 'started');
    await bench.host.proxy.send({ path: `/webhook/${path}`, ...signedWebhook('sk_job_1') });
    const [executionId] = (await started).value as [string];
    await poll(() => Promise.resolve(bench.scripted.jobs.size > 0));
    const [[id, job] = []] = bench.scripted.jobs;
    if (id === undefined || job?.webhookUrl === undefined) throw new Error('The job has no webhook URL.');
    return await timeResume(bench, {
      url: job.webhookUrl,
      executionId,
      webhook: signedWebhook(id),
      before: () => (job.status = 'completed'),
    });
  };
}

interface Resume {
  readonly url: string;
  readonly executionId: string;
  readonly webhook: ReturnType<typeof signedWebhook>;
  /** Called when the execution sleeps, before the webhook is sent. */
  readonly before?: () => void;
}

async function timeResume(bench: Bench, { url, executionId, webhook, before }: Resume): Promise<number> {
  const { api, proxy } = bench.host;
  await poll(async () => (await api.summary(executionId)).status === 'waiting');
  await delay(REST_MS);
  before?.();
  const { pathname, search } = new URL(url);
  const ended = nextCollected(bench, 'ended');
  const startedAt = Date.now();
  const { status } = await proxy.send({ path: pathname + search, ...webhook });
  if (status !== 200) throw new Error(`n8n answered the webhook with ${status}.`);
  return (await ended).at - startedAt;
}

// Measures the nodes in the real n8n beside n8n's own nodes, in one run: how long after a webhook the next node runs,
// and what 100,000 leads take.
import { setTimeout as delay } from 'node:timers/promises';
import { missingInstallation } from '../../test/hosts/n8n/installation.ts';
import { startN8nHost } from '../../test/hosts/n8n/n8n-host.ts';
import { SCRIPTED_SECRET, startScriptedScrapeKit } from '../../test/hosts/n8n/scripted-scrapekit.ts';
import { connectNodes } from '../../test/hosts/n8n/user.ts';
import { median, printTable } from '../table.ts';
import { leadWorkflows, type LeadsRun, measureLeads } from './leads.ts';
import { type Bench, sleepingNode, triggerNode, waitNode, webhookNode } from './resumes.ts';

const SAMPLES = Number(process.env['SAMPLES'] ?? 30);
const WARM_UP = 3;
const LEADS = 100_000;
const SETTLE_MS = 200;

const missing = missingInstallation();
if (missing === undefined) await run();
else console.log(`SKIPPED: the bench in the real n8n, because ${missing}`);

async function run(): Promise<void> {
  await using scripted = await startScriptedScrapeKit();
  await using host = await startN8nHost();
  const apiKey = `sk_live_${'x'.repeat(40)}`;
  const nodes = await connectNodes(host.api, {
    apiKey,
    webhookSecret: SCRIPTED_SECRET,
    baseUrl: scripted.url,
  });
  const bench = { host, scripted, nodes };
  await printResumes(bench);
  await printLeads(bench);
}

/** The contenders take turns, so that a slower machine slows all of them. The first samples are not counted. */
async function printResumes(bench: Bench): Promise<void> {
  const contenders = {
    "n8n's Webhook node": await webhookNode(bench),
    'ScrapeKit Trigger': await triggerNode(bench),
    "n8n's Wait node": await waitNode(bench),
    'Start and Wait, asleep': await sleepingNode(bench),
  };
  const times = new Map<string, number[]>(Object.keys(contenders).map((name) => [name, []]));
  for (let sample = 0; sample < WARM_UP + SAMPLES; sample++) {
    for (const [name, take] of Object.entries(contenders)) {
      const ms = await take();
      if (sample >= WARM_UP) times.get(name)?.push(ms);
      await delay(SETTLE_MS);
    }
  }
  console.log(`\nFrom a webhook to the request of the next node, ${SAMPLES} samples`);
  const p50 = (name: string) => median(times.get(name) ?? []);
  const row = (name: string, beside: string) => [
    name,
    p50(name).toFixed(0),
    ninthDecile(times.get(name) ?? []).toFixed(0),
    name === beside ? '' : (p50(name) - p50(beside)).toFixed(0),
    name === beside ? '' : (p50(name) / p50(beside)).toFixed(2),
  ];
  printTable(
    ['', 'p50 ms', 'p90 ms', "beyond n8n's ms", "ratio to n8n's"],
    [
      row("n8n's Webhook node", "n8n's Webhook node"),
      row('ScrapeKit Trigger', "n8n's Webhook node"),
      row("n8n's Wait node", "n8n's Wait node"),
      row('Start and Wait, asleep', "n8n's Wait node"),
    ],
  );
}

function ninthDecile(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.9)] ?? NaN;
}

async function printLeads(bench: Bench): Promise<void> {
  const jobId = `sk_job_${crypto.randomUUID()}`;
  bench.scripted.jobs.set(jobId, { status: 'completed', leads: LEADS });
  const runs = new Map<string, LeadsRun>();
  for (const [name, chain] of Object.entries(leadWorkflows(bench, jobId)))
    runs.set(name, await measureLeads(bench, chain));
  console.log(`\n${LEADS} leads`);
  const row = (name: string, beside: string) => {
    const [own, other] = [runs.get(name), runs.get(beside)];
    if (own === undefined || other === undefined) return [name];
    return [
      name,
      own.seconds.toFixed(1),
      (own.bytes / 1_048_576).toFixed(0),
      own === other ? '' : (own.seconds / other.seconds).toFixed(2),
      own === other ? '' : (own.bytes / other.bytes).toFixed(2),
    ];
  };
  printTable(
    ['', 'seconds', 'MiB more', 'time ratio', 'memory ratio'],
    [
      row('file: HTTP Request', 'file: HTTP Request'),
      row('file: ScrapeKit', 'file: HTTP Request'),
      row('items: HTTP Request and Split Out', 'items: HTTP Request and Split Out'),
      row('items: ScrapeKit', 'items: HTTP Request and Split Out'),
    ],
  );
}

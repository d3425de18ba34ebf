import { setTimeout as delay } from 'node:timers/promises';
import { pathOf } from '../e2e/zapier/paid-steps.ts';
import { startApiProxy } from './api-proxy.ts';
import type { OpenHost, Outcome, Seat } from './host.ts';
import type { Kills } from './kills.ts';
import { type Lane, openLanes, type PathName, registerWebhooks, type Run, type Work } from './lane.ts';
import type { Material } from './operations.ts';
import type { Servers } from './servers.ts';
import type { Weather } from './weather.ts';
import { startWebhookProxy } from './webhook-proxy.ts';

/** A job that takes longer hangs. Scrapfly repeats a webhook that was lost twice after 90 s. */
const LONGEST_JOB_MS = 240_000;
const LONGEST_DELIVERY_MS = 30_000;
const POLL_MS = 500;

export interface LanesOptions {
  readonly servers: Servers;
  readonly open: Readonly<Record<PathName, OpenHost>>;
  /** The address at which n8n itself receives webhooks. It is replaced by the public one in what is sent. */
  readonly n8nOrigin: string;
  readonly weather: Weather;
  readonly material: Material;
  readonly work: readonly Work[];
  readonly jobsOfALane: number;
  readonly mostLossesInARow: (lane: Lane) => number;
  /** Called with the lanes before the first job. */
  readonly begin: (lanes: readonly Lane[]) => Kills;
}

/** Runs the work through core, Zapier and n8n, and resolves when every job has ended, on both sides. */
export async function runLanes(options: LanesOptions): Promise<readonly Lane[]> {
  const { servers, open, n8nOrigin, weather, work, jobsOfALane, mostLossesInARow, begin } = options;
  const lanes = await openLanes(servers, work, jobsOfALane);
  const byKey = new Map(lanes.map((lane) => [lane.owner.api_key, lane]));
  const byName = new Map(lanes.map((lane) => [lane.name, lane]));
  const webhooks = await startWebhookProxy({
    weather,
    laneNamed: (name) => byName.get(name),
    mostLossesInARow,
  });
  const api = await startApiProxy({
    target: () => servers.url,
    weather,
    laneOf: (key) => byKey.get(key),
    rewrite: (body, lane) => body.replaceAll(n8nOrigin, webhooks.urlOf(lane)),
  });
  for (const lane of lanes) {
    const hookUrl = webhooks.urlOf(lane);
    const { operation, owner, path } = lane;
    const secrets = await registerWebhooks(servers, lane, hookUrl);
    const seat: Seat = {
      operation,
      owner,
      hookUrl,
      secrets,
      baseUrl: api.url + pathOf(operation.provider),
    };
    lane.host = await open[path](seat);
  }
  try {
    const kills = begin(lanes);
    await Promise.all(lanes.map(async (lane) => await runLane(lane, options, kills)));
    await kills.done();
    await allEnded(lanes);
    await allAnnounced(servers);
    return lanes;
  } finally {
    for (const { host } of lanes) await host?.close();
    await api.close();
    await webhooks.close();
  }
}

async function runLane(lane: Lane, { servers, material }: LanesOptions, kills: Kills): Promise<void> {
  const { host, operation, work, runs } = lane;
  if (host === undefined) return;
  for (const each of work) {
    // A person starts no job while the provider is known to be down.
    await servers.answering();
    const run: Run = { work: each, creates: [], requests: 0, kills: [], outcome: { kind: 'hanging' } };
    lane.current = run;
    runs.push(run);
    run.outcome = await inTime(host.run(operation.input(each.number, material)));
    lane.current = undefined;
    kills.jobEnded();
  }
}

async function inTime(outcome: Promise<Outcome>): Promise<Outcome> {
  const over = new AbortController();
  const late = delay(LONGEST_JOB_MS, { kind: 'hanging' } as const, { signal: over.signal });
  try {
    return await Promise.race([outcome, late]);
  } finally {
    over.abort();
    late.catch(() => undefined);
  }
}

/** Waits until the server has ended every job of the lanes, also those of which a client does not know. */
async function allEnded(lanes: readonly Lane[]): Promise<void> {
  const until = Date.now() + LONGEST_JOB_MS;
  for (const { owner } of lanes) {
    while (Date.now() < until) {
      const jobs = await owner.jobs();
      if (jobs.every(({ status }) => !['queued', 'running'].includes(status))) break;
      await delay(POLL_MS);
    }
  }
}

interface LoggedDelivery {
  readonly state: string;
}

/** Waits until no webhook is under way. One that waits for its next attempt tells nothing new. */
async function allAnnounced(servers: Servers): Promise<void> {
  const until = Date.now() + LONGEST_DELIVERY_MS;
  while (Date.now() < until) {
    const { deliveries } = (await servers.admin('/deliveries')) as { readonly deliveries: LoggedDelivery[] };
    if (deliveries.every(({ state }) => !['pending', 'sending'].includes(state))) return;
    await delay(POLL_MS);
  }
}

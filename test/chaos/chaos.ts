import { createClient, providers } from '@scrapekit/core';
import { undiciTransport } from '@scrapekit/core/undici';
import { createJobOwner } from '../e2e/zapier/job-owner.ts';
import { createDice } from './dice.ts';
import { openCoreHost } from './core-host.ts';
import { fastClock } from './fast-clock.ts';
import { type Expected, findFaults, keyOf, unitsOf, viewOf } from './find-faults.ts';
import { noKills, planKills } from './kills.ts';
import type { PathName, Work } from './lane.ts';
import { startN8nHosts } from './n8n-host.ts';
import { type Material, operations } from './operations.ts';
import { type JudgedLane, type Report, toReport } from './report.ts';
import { type LanesOptions, runLanes } from './run-lanes.ts';
import { type Servers, startServers } from './servers.ts';
import { watchTimeLimits } from './time-limits.ts';
import { calmWeather, stormyWeather } from './weather.ts';
import { openZapierHost } from './zapier-host.ts';

export interface ChaosOptions {
  /** Decides every fault, every delay and every kill. */
  readonly seed: string;
  readonly jobs: number;
  readonly kills: number;
  /** Whether the API and two workers share a PostgreSQL. Otherwise one process has an embedded database. */
  readonly postgres: boolean;
  /** Whether the undisturbed run uses the server of the storm, before the storm begins. A start takes seconds. */
  readonly oneServer: boolean;
  /** How many webhooks of Scrapfly may be lost in a row. A lost one costs 30 s, and the next one a minute. */
  readonly scrapflyLosses: number;
  readonly log: (line: string) => void;
}

/** Answers of the simulated internet take this long, so that kills and look-ups meet jobs at work. */
const LATENCY_MS = 20;
const JOBS_OF_A_LANE = 14;
/** How many webhooks of another provider may be lost in a row. Its jobs can be polled. */
const MOST_LOSSES = 10;
/** How many jobs of one operation and path have the same input. */
const JOBS_OF_AN_INPUT = 4;
const paths: readonly PathName[] = ['core', 'zapier', 'n8n'];

/** Runs each input once without a disturbance, and then all jobs in a storm. The report compares the two. */
export async function runChaos(options: ChaosOptions): Promise<Report> {
  const inputs = Math.ceil(options.jobs / kinds.length / JOBS_OF_AN_INPUT);
  const limits = watchTimeLimits();
  await using n8n = await startN8nHosts();
  const calm = await startServers({ postgres: false, latencyMs: LATENCY_MS });
  const stormy = options.oneServer ? calm : await startServers({ ...options, latencyMs: LATENCY_MS });
  try {
    const common = {
      material: await findMaterial(calm, inputs),
      work: planWork(options.jobs, inputs),
      open: { core: openCoreHost, zapier: openZapierHost.bind(undefined, limits), n8n: n8n.open },
      n8nOrigin: n8n.origin,
    };
    const expected = await runUndisturbed({ ...common, servers: calm });
    options.log(`${expected.size} undisturbed jobs have ended`);
    return await runStorm(options, { ...common, servers: stormy, expected });
  } finally {
    await stormy.close();
    if (calm !== stormy) await calm.close();
    limits.restore();
  }
}

const kinds = operations.flatMap((operation) => paths.map((path) => ({ operation, path })));

/** Spreads the jobs evenly over operations and paths. */
function planWork(jobs: number, inputs: number): readonly Work[] {
  return Array.from({ length: Math.ceil(jobs / kinds.length) }, (_, index) =>
    kinds.map((kind) => ({ ...kind, number: index % inputs })),
  )
    .flat()
    .slice(0, jobs);
}

type Setting = Pick<LanesOptions, 'servers' | 'open' | 'n8nOrigin' | 'material' | 'work'>;

async function runUndisturbed(options: Setting): Promise<ReadonlyMap<string, Expected>> {
  const work = [...new Map(options.work.map((each) => [keyOf(each), each])).values()];
  const lanes = await runLanes({
    ...options,
    work,
    weather: calmWeather,
    jobsOfALane: JOBS_OF_A_LANE,
    mostLossesInARow: () => 0,
    begin: () => noKills,
  });
  const expected = new Map<string, Expected>();
  for (const lane of lanes) {
    const { books } = await viewOf(options.servers, lane);
    for (const { work: each, outcome } of lane.runs) {
      if (outcome.kind !== 'completed' || outcome.rows.length === 0)
        throw new Error(`The undisturbed job ${keyOf(each)} brought no rows: ${JSON.stringify(outcome)}`);
      expected.set(keyOf(each), { rows: outcome.rows, units: unitsOf(books, outcome.jobId) });
    }
  }
  return expected;
}

async function runStorm(
  options: ChaosOptions,
  { expected, ...storm }: Setting & { readonly expected: ReadonlyMap<string, Expected> },
): Promise<Report> {
  const { scrapflyLosses } = options;
  const { servers } = storm;
  const dice = createDice(options.seed);
  const lanes = await runLanes({
    ...storm,
    weather: stormyWeather(dice),
    jobsOfALane: JOBS_OF_A_LANE,
    mostLossesInARow: ({ operation }) => (operation.provider === 'scrapfly' ? scrapflyLosses : MOST_LOSSES),
    begin: (opened) => planKills({ ...options, servers, lanes: opened, dice }),
  });
  const judged: JudgedLane[] = [];
  for (const lane of lanes) {
    const faults = findFaults(lane, await viewOf(servers, lane), (work) => expected.get(keyOf(work)));
    judged.push({ lane, faults });
  }
  return toReport(judged);
}

/** Finds websites and addresses of the simulated internet. */
async function findMaterial(servers: Servers, inputs: number): Promise<Material> {
  const { api_key: apiKey } = await createJobOwner(servers, 10);
  const client = createClient(providers.scrapekit, {
    transport: undiciTransport(),
    clock: fastClock(),
    credentials: { apiKey },
    baseUrl: servers.url,
  });
  const wanted = { query: 'dentists', location: 'Portland', max_leads: 16 + 4 * inputs };
  const job = await client.create('scrape', wanted);
  const leads = await Array.fromAsync(client.results(await client.wait(job)));
  const found = leads.map(({ website, emails_found: emails }) => ({
    website: website as string,
    emails: emails as readonly string[],
  }));
  // A website with an address can be read.
  const readable = found.filter(({ emails }) => emails.length > 0);
  return {
    websites: readable.map(({ website }) => website),
    emails: readable.flatMap(({ emails }) => emails),
  };
}

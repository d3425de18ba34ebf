import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient, providers } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { undiciTransport } from '@scrapekit/core/undici';
import { createDice, type Dice } from '../../../../test/chaos/dice.ts';
import { startReferenceServer, type ReferenceServer } from '../../../../test/e2e/reference-server.ts';
import { startFront, type Front, type PassingWebhook } from '../support/start-front.ts';
import { startTarget, type TargetRequest, type TestTarget } from '../support/start-target.ts';
import { createRelayProcess, type RelayProcess } from './relay-process.ts';

export interface ChaosOptions {
  readonly seed: string;
  readonly jobs: number;
  /** How often the relay is killed while it works. */
  readonly kills: number;
  /** How often a target refuses one request at most, because the pauses grow to hours. */
  readonly mostRefusals: number;
  /** The time after which a job that has not reached its targets counts as lost, in milliseconds. */
  readonly patienceMs: number;
  readonly log: (line: string) => void;
}

export interface ChaosReport {
  readonly counts: Readonly<Record<string, number>>;
  /** Each fault as a sentence. */
  readonly faults: readonly string[];
}

const shares = { lost: 0.3, doubled: 0.1, forged: 0.05, refused: 0.3 };
const CREATES_AT_ONCE = 8;
/** ScrapeKit limits the requests of a key, so the jobs are spread over accounts. */
const JOBS_PER_ACCOUNT = 100;
const EVIL = 'evil.example';

interface Account {
  readonly source: string;
  readonly key: string;
  readonly secret: string;
}

interface Scene {
  readonly dice: Dice;
  readonly server: ReferenceServer;
  readonly front: Front;
  readonly targets: Readonly<Record<'events' | 'rows', TestTarget>>;
  readonly relay: RelayProcess;
  readonly accounts: readonly Account[];
  readonly counts: Record<string, number>;
}

/**
 * Creates jobs through the relay while webhooks are lost, doubled and forged, targets refuse, and the relay is killed. Checks
 * that each job reaches each target, under one id, that nothing forged does, and that no job was started twice.
 */
export async function runRelayChaos({
  seed,
  jobs,
  kills,
  mostRefusals,
  patienceMs,
  log,
}: ChaosOptions): Promise<ChaosReport> {
  const folder = await mkdtemp(join(tmpdir(), 'relay-chaos-'));
  await using opened = new AsyncDisposableStack();
  opened.defer(async () => await rm(folder, { recursive: true, force: true }));
  const server = await startReferenceServer({ env: { LOG_LEVEL: 'silent' } });
  opened.defer(async () => await server.close());
  const front = await startFront();
  opened.defer(async () => await front.close());
  const targets = { events: await startTarget(), rows: await startTarget() };
  for (const target of Object.values(targets)) opened.defer(async () => await target.close());
  const accounts: Account[] = [];
  for (let index = 0; index < Math.ceil(jobs / JOBS_PER_ACCOUNT); index++) {
    const { api_key: key, webhook_secret: secret } = await server.createAccount(10_000);
    accounts.push({ source: `account-${index}`, key, secret });
  }
  const settingsFile = join(folder, 'relay.json');
  await writeFile(settingsFile, JSON.stringify(settingsOf({ server, front, targets, accounts })));
  const relay = createRelayProcess({ settingsFile, dataDir: join(folder, 'data') });
  opened.defer(async () => await relay.close());
  await relay.start();
  const scene: Scene = { dice: createDice(seed), server, front, targets, relay, accounts, counts: {} };
  makeWeather(scene, mostRefusals);

  const creating = createJobs(scene, jobs);
  const killing = killAtTimes(scene, kills, creating);
  const created = await creating;
  log(`${created.length} jobs were created`);
  await killing;
  log('the relay runs until every job has arrived');
  await waitUntil(() => missing(scene, created).length === 0, patienceMs);
  log(`${missing(scene, created).length} jobs have not arrived`);
  return { counts: scene.counts, faults: await findFaults(scene, created) };
}

type SettingsParts = Pick<Scene, 'server' | 'front' | 'targets' | 'accounts'>;

const settingsOf = ({ server, front, targets, accounts }: SettingsParts): object => ({
  public_url: front.url,
  sources: accounts.map(({ source, key, secret }) => ({
    ...{ name: source, provider: 'scrapekit', base_url: server.url, api_key: key, webhook_secrets: [secret] },
    late_after_seconds: 2,
  })),
  targets: [
    { name: 'events', url: targets.events.url },
    { name: 'rows', url: targets.rows.url, rows: { max_bytes: 5_000_000, max_rows: 1 } },
  ],
});

const count = ({ counts }: Pick<Scene, 'counts'>, name: string): void => {
  counts[name] = (counts[name] ?? 0) + 1;
};

/** Lets webhooks be lost, doubled and forged on their way, and targets refuse. */
function makeWeather(scene: Scene, mostRefusals: number): void {
  const { dice, front, relay, targets } = scene;
  front.handling = async (webhook, pass) => {
    if (relay.url === undefined) return 503;
    front.relayUrl = relay.url;
    const name = jobIdOf(webhook);
    count(scene, 'webhooks');
    if (dice('forged', name) < shares.forged) {
      count(scene, 'forged');
      if ((await pass(forge(webhook))) < 400) count(scene, 'forgeries accepted');
    }
    if (dice('lost', name) < shares.lost) {
      count(scene, 'lost');
      return 200;
    }
    const status = await pass(webhook);
    if (dice('doubled', name) < shares.doubled) {
      count(scene, 'doubled');
      await pass(webhook);
    }
    return status;
  };
  for (const [name, target] of Object.entries(targets)) {
    const refusals = new Map<string, number>();
    target.answer = ({ headers, number }, response) => {
      const id = headers['webhook-id'] ?? '';
      const before = refusals.get(id) ?? 0;
      const isRefused = before < mostRefusals && dice('refused', name, id, number) < shares.refused;
      count(scene, isRefused ? 'refused by targets' : 'taken by targets');
      if (!isRefused) {
        response.writeHead(200).end();
        return;
      }
      refusals.set(id, before + 1);
      if (dice('cut', name, id, number) < 0.3) response.destroy();
      else response.writeHead(dice('429', name, id, number) < 0.3 ? 429 : 500, { 'retry-after': '1' }).end();
    };
  }
}

const jobIdOf = ({ body }: PassingWebhook): string =>
  (JSON.parse(body.toString()) as { readonly data: { readonly job_id: string } }).data.job_id;

/** Claims that the job has failed and that its rows lie elsewhere. The signature stays that of the genuine webhook. */
function forge(webhook: PassingWebhook): PassingWebhook {
  const lies = webhook.body
    .toString()
    .replaceAll('completed', 'failed')
    .replace(/"results_url":"[^"]*"/, `"results_url":"https://${EVIL}/rows"`);
  return { ...webhook, body: Buffer.from(lies) };
}

interface CreatedJob {
  readonly id: string;
  readonly account: Account;
}

/** Creates jobs as an impatient tool does: a create without an answer is sent again, with the id of its run. */
async function createJobs(scene: Scene, jobs: number): Promise<readonly CreatedJob[]> {
  const created: CreatedJob[] = [];
  let next = 0;
  const work = async () => {
    while (next < jobs) {
      const index = next++;
      const account = scene.accounts[index % scene.accounts.length];
      if (account !== undefined) created.push({ id: await createJob(scene, account, index), account });
    }
  };
  await Promise.all(Array.from({ length: CREATES_AT_ONCE }, work));
  return created;
}

async function createJob({ relay, counts }: Scene, { source, key }: Account, index: number): Promise<string> {
  const body = JSON.stringify({
    emails: [`person.${index}@example.com`, `other.${index}@example.org`],
    client_request_id: `run-${index}`,
  });
  for (;;) {
    const answer = await fetch(`${relay.url ?? 'http://127.0.0.1:9'}/proxy/${source}/api/v1/verify/jobs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body,
    }).catch(() => undefined);
    const text = await answer?.text().catch(() => undefined);
    if (answer?.ok === true && text !== undefined)
      return (JSON.parse(text) as { readonly job_id: string }).job_id;
    count({ counts }, 'creates repeated');
    await delay(Number(answer?.headers.get('retry-after') ?? 0.3) * 1_000);
  }
}

/** Kills the relay while jobs are created and delivered, and starts it again. */
async function killAtTimes(
  { relay, dice, counts }: Scene,
  kills: number,
  creating: Promise<unknown>,
): Promise<void> {
  const state = { isCreating: true };
  const stopCreating = () => void (state.isCreating = false);
  creating.then(stopCreating, stopCreating);
  for (let kill = 1; kill <= kills; kill++) {
    await delay(1_000 + 4_000 * dice('kill', kill));
    await relay.kill();
    count({ counts }, state.isCreating ? 'kills while jobs were created' : 'kills afterwards');
    await relay.start();
  }
}

const taken = ({ requests }: TestTarget): Map<string, TargetRequest[]> =>
  Map.groupBy(requests, ({ body }) => body.job.id);

/** Returns the jobs of which a target did not get every request yet. */
function missing({ targets }: Scene, created: readonly CreatedJob[]): readonly string[] {
  const events = taken(targets.events);
  const rows = taken(targets.rows);
  return created.flatMap(({ id }) => {
    const pages = new Set(rows.get(id)?.map(({ body }) => body.page?.number));
    const wanted = rows.get(id)?.[0]?.body.page?.of ?? 1;
    return events.has(id) && pages.size >= wanted ? [] : [id];
  });
}

async function waitUntil(isDone: () => boolean, patienceMs: number): Promise<void> {
  const until = Date.now() + patienceMs;
  while (!isDone() && Date.now() < until) await delay(200);
}

async function findFaults(scene: Scene, created: readonly CreatedJob[]): Promise<readonly string[]> {
  const { targets, counts } = scene;
  const faults = missing(scene, created).map((id) => `Job ${id} did not reach every target.`);
  const known = new Set(created.map(({ id }) => id));
  for (const [name, target] of Object.entries(targets)) {
    for (const [id, requests] of taken(target)) {
      if (!known.has(id)) faults.push(`The target ${name} got the job ${id}, which nobody created.`);
      const ids = new Set(
        requests.map(({ headers, body }) => `${headers['webhook-id'] ?? ''} ${body.page?.number ?? 1}`),
      );
      const wanted = requests[0]?.body.page?.of ?? 1;
      if (ids.size !== wanted)
        faults.push(`The target ${name} got job ${id} under ${ids.size} ids instead of ${wanted}.`);
      for (const { body, text } of requests) {
        if (body.type !== 'job.completed') faults.push(`Job ${id} was delivered as ${body.type}.`);
        if (text.includes(EVIL)) faults.push(`Job ${id} was delivered with a URL of a forger.`);
        count(scene, body.reconciled ? 'from the job' : 'from the webhook');
      }
    }
  }
  if ((counts['forgeries accepted'] ?? 0) > 0) faults.push('A forged webhook was accepted.');
  if (known.size !== created.length)
    faults.push(`${created.length} creates were answered with ${known.size} jobs.`);
  const stored = await countStoredJobs(scene);
  if (stored !== known.size) faults.push(`The provider has ${stored} jobs, and ${known.size} were wanted.`);
  return faults;
}

/** Counts the jobs that the provider has, to find those that were started twice. */
async function countStoredJobs({ server, accounts }: Scene): Promise<number> {
  let jobs = 0;
  for (const { key } of accounts) {
    const client = createClient(providers.scrapekit, {
      ...{ transport: undiciTransport(), clock: systemClock, baseUrl: server.url },
      credentials: { apiKey: key },
    });
    jobs += (await Array.fromAsync(client.list('verify'))).length;
  }
  return jobs;
}

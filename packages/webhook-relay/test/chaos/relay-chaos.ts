import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createDice } from '../../../../test/chaos/dice.ts';
import { startReferenceServer } from '../../../../test/e2e/reference-server.ts';
import { createPostgresDatabase } from '../../../reference-server/test/support/test-database.ts';
import { startFront } from '../support/start-front.ts';
import { startTarget } from '../support/start-target.ts';
import { findFaults, missing } from './find-faults.ts';
import { makeWeather } from './make-weather.ts';
import { createRelayFleet } from './relay-fleet.ts';
import { count, type Account, type CreatedJob, type Scene } from './scene.ts';

export interface ChaosOptions {
  readonly seed: string;
  readonly jobs: number;
  /** How often a process of the relay is killed while it works. */
  readonly kills: number;
  /** The number of processes of the relay. Several share a PostgreSQL, and one has the embedded database. @default 1 */
  readonly processes?: number;
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

const CREATES_AT_ONCE = 8;
/** ScrapeKit limits the requests of a key, so the jobs are spread over accounts. */
const JOBS_PER_ACCOUNT = 100;

/**
 * Creates jobs through the relay while webhooks are lost, doubled and forged, targets refuse, and the relay is killed. Checks
 * that each job reaches each target, under one id, that nothing forged does, and that no job was started twice.
 */
export async function runRelayChaos({
  seed,
  jobs,
  kills,
  processes = 1,
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
  const env: Record<string, string> = {};
  if (processes > 1) {
    const database = await createPostgresDatabase({ empty: true });
    opened.defer(async () => await database.drop());
    env['DATABASE_URL'] = database.settings.databaseUrl ?? '';
  }
  const relay = await createRelayFleet(processes, { settingsFile, dataDir: join(folder, 'data'), env });
  opened.defer(async () => await relay.close());
  const scene: Scene = {
    ...{ dice: createDice(seed), server, front, targets, relay, accounts, counts: {} },
    accepted: { events: [], rows: [] },
  };
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
    const answer = await fetch(
      `${relay.pickUrl() ?? 'http://127.0.0.1:9'}/proxy/${source}/api/v1/verify/jobs`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body,
      },
    ).catch(() => undefined);
    const text = await answer?.text().catch(() => undefined);
    if (answer?.ok === true && text !== undefined)
      return (JSON.parse(text) as { readonly job_id: string }).job_id;
    count({ counts }, 'creates repeated');
    await delay(Number(answer?.headers.get('retry-after') ?? 0.3) * 1_000);
  }
}

/** Kills processes of the relay while jobs are created and delivered, and starts them again. */
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
    await relay.killOne(kill);
    count({ counts }, state.isCreating ? 'kills while jobs were created' : 'kills afterwards');
  }
}

async function waitUntil(isDone: () => boolean, patienceMs: number): Promise<void> {
  const until = Date.now() + patienceMs;
  while (!isDone() && Date.now() < until) await delay(200);
}

import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createApi, type Api } from '../../support/api.ts';
import { eventually } from '../../support/eventually.ts';
import { expireHeartbeats } from '../../support/expire-heartbeats.ts';
import type { Receiver } from '../../support/receiver.ts';
import { spawnServer, type SpawnedServer } from '../../support/spawn-server.ts';
import type { TestDatabase } from '../../support/test-database.ts';
import { findFaults, kindOf, type Account } from './find-faults.ts';

const killAtStep = fileURLToPath(new URL('kill-at-step.ts', import.meta.url));
const LAST_STEPS_MS = 500;

export type Kind = 'scrape' | 'verify';

/** The database statement of a job at which the process is killed. Statements are counted from the create on. */
export interface Step {
  readonly number: number;
  readonly when: 'before' | 'after';
}

export interface StepOutcome {
  /** The statement at which the process was killed, or undefined when the job had no such step. */
  readonly killedAt: string | undefined;
  readonly faults: readonly string[];
}

/** Kills servers on one database at chosen steps, and checks the data after the next start. */
export interface StepWalk {
  /** Runs one job, kills the server at the step, starts it again and waits for the end of the job. */
  take(kind: Kind, step: Step): Promise<StepOutcome>;
  close(): Promise<void>;
}

const ROWS: Readonly<Record<Kind, number>> = { scrape: 30, verify: 40 };
const emails = Array.from({ length: ROWS.verify }, (_, index) => `info@place-${index % 20}.test`);

export async function startStepWalk(database: TestDatabase, receiver: Receiver): Promise<StepWalk> {
  const folder = await mkdtemp(join(tmpdir(), 'scrapekit-steps-'));
  const order = join(folder, 'order.json');
  const start = async () =>
    await spawnServer({ ...environmentOf(database), KILL_ORDER: order }, [], { preload: killAtStep });
  let server = await start();
  return {
    take: async (kind, step) => {
      await writeFile(order, JSON.stringify(step));
      const killed = server;
      const newAccount = { email: `${randomUUID()}@example.com`, password: 'x', balance: 10 };
      const account: Account = (await killed.admin.post('/accounts', newAccount)).body;
      const acknowledged = await create(apiOf(killed, account), kind, receiver);
      const survived = await outlives(killed, acknowledged);
      if (survived) await killed.end('SIGKILL');
      else await killed.exited;
      await expireHeartbeats(database);
      server = await start();
      const killedAt = survived ? undefined : killed.output().trim().split('\n').at(-1);
      return { killedAt, faults: await faultsAfter(server, { account, kind, acknowledged, receiver }) };
    },
    close: async () => {
      await server.end('SIGTERM');
      await rm(folder, { recursive: true });
    },
  };
}

export const environmentOf = ({ settings }: TestDatabase): Readonly<Record<string, string>> => ({
  ALLOW_PRIVATE_WEBHOOKS: 'true',
  ...(settings.databaseUrl === undefined
    ? { DATA_DIR: settings.dataDir }
    : { DATABASE_URL: settings.databaseUrl }),
});

const apiOf = ({ url }: SpawnedServer, { api_key: key }: Account): Api => createApi(`${url}/api/v1`, key);

/** Creates a job and returns its id, or undefined when the process was killed before it answered. */
async function create(api: Api, kind: Kind, receiver: Receiver): Promise<string | undefined> {
  const webhook = { webhook_url: `${receiver.url}/ended` };
  try {
    return kind === 'scrape'
      ? await api.scrape('dentists', { max_leads: ROWS.scrape, verify_emails: true, ...webhook })
      : await api.verify(emails, webhook);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

interface LoggedDelivery {
  readonly job_id: string;
  readonly state: string;
}

/**
 * Waits for the webhook of the job. Returns false when the process was killed before, and true when it still runs after
 * the last statement of the job.
 */
async function outlives(server: SpawnedServer, id: string | undefined): Promise<boolean> {
  if (id === undefined) return false;
  try {
    await eventually(
      async () => (await server.admin.get('/deliveries')).body.deliveries as readonly LoggedDelivery[],
      (deliveries) => deliveries.some(({ job_id, state }) => job_id === id && state === 'delivered'),
    );
  } catch {
    return false;
  }
  return await Promise.race([server.exited.then(() => false), delay(LAST_STEPS_MS, true)]);
}

interface StartedAgain {
  readonly account: Account;
  readonly kind: Kind;
  readonly acknowledged: string | undefined;
  readonly receiver: Receiver;
}

async function faultsAfter(
  server: SpawnedServer,
  { account, kind, acknowledged, receiver }: StartedAgain,
): Promise<readonly string[]> {
  const api = apiOf(server, account);
  const { body } = await api.get(`/${kind}/jobs`);
  const ids = (body.jobs as readonly { job_id: string }[]).map(({ job_id }) => job_id);
  if (acknowledged !== undefined && !ids.includes(acknowledged)) return [`${acknowledged} was lost`];
  for (const id of ids) await untilAnnounced(server, api, id);
  const jobs = new Map(ids.map((id) => [id, ROWS[kindOf(id)]]));
  return await findFaults(server, { account, jobs, receiver });
}

async function untilAnnounced(server: SpawnedServer, api: Api, id: string): Promise<void> {
  await api.ended(id);
  await eventually(
    async () => (await server.admin.get('/deliveries')).body.deliveries as readonly LoggedDelivery[],
    (deliveries) =>
      deliveries.every(({ job_id, state }) => job_id !== id || !['pending', 'sending'].includes(state)),
  );
}

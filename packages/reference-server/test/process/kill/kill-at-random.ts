import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createApi, type Api } from '../../support/api.ts';
import type { Receiver } from '../../support/receiver.ts';
import { spawnServer, type SpawnedServer } from '../../support/spawn-server.ts';
import type { TestDatabase } from '../../support/test-database.ts';
import { findFaults, kindOf, type Account } from './find-faults.ts';
import { readResults, runUndisturbed, shapeOfJob, type JobShape } from './job-shapes.ts';
import { environmentOf } from './walk-steps.ts';

const JOBS_PER_ACCOUNT = 4;
/**
 * With more open jobs, the server lives until half of them have ended. The claims of a killed server last for some time, so
 * jobs make little progress while it is killed every second.
 */
const MOST_OPEN = 120;
const SHORTEST_LIFE_MS = 300;
const LONGEST_LIFE_MS = 2_000;
const POLL_MS = 1_000;

const hasEnded = ({ status }: { status: string }) => ['completed', 'failed', 'cancelled'].includes(status);
const apiOf = ({ url }: SpawnedServer, { api_key: key }: Account): Api => createApi(`${url}/api/v1`, key);

interface CreatedJob {
  readonly account: Account;
  readonly shape: JobShape;
  /** Finds the job of a create that was killed before its answer. */
  readonly clientRequestId: string;
  id?: string;
  hasEnded: boolean;
}

export interface KillOptions {
  readonly kills: number;
  /** The number of creates that are sent. A create that is killed before its answer may leave a job or none. */
  readonly jobs: number;
}

/**
 * Kills a server at random moments while it creates and runs jobs, compares each job with the same job on a server that
 * is not killed, row by row, and looks for charges that are lost or doubled.
 */
export async function killAtRandom(
  database: TestDatabase,
  receiver: Receiver,
  { kills, jobs }: KillOptions,
): Promise<readonly string[]> {
  const undisturbed = await runUndisturbed();
  const created: CreatedJob[] = [];
  const perLife = Math.ceil(jobs / kills / JOBS_PER_ACCOUNT) * JOBS_PER_ACCOUNT;
  let server = await spawnServer(environmentOf(database));
  for (let kill = 1; kill <= kills || created.length < jobs; kill++) {
    if (openOf(created).length > MOST_OPEN) await untilOpen(server, created, MOST_OPEN / 2);
    const isDone = created.length >= jobs;
    const creating = isDone ? undefined : createJobs(server, receiver, { created, count: perLife });
    await delay(randomInt(SHORTEST_LIFE_MS, LONGEST_LIFE_MS));
    await server.end('SIGKILL');
    await creating;
    server = await spawnServer(environmentOf(database));
    await readOpen(server, created);
    console.log(`kill ${kill}: ${openOf(created).length} of ${created.length} jobs are open`);
  }
  await untilOpen(server, created, 0);
  const faults = await compareAll(server, { created, receiver, undisturbed });
  await server.end('SIGTERM');
  return faults;
}

const openOf = (created: readonly CreatedJob[]) => created.filter((job) => !job.hasEnded);

/** Waits until at most this many jobs are open. */
async function untilOpen(server: SpawnedServer, created: readonly CreatedJob[], most: number): Promise<void> {
  while (openOf(created).length > most) {
    await delay(POLL_MS);
    await readOpen(server, created);
  }
}

/** Creates accounts with some jobs each. The creates that the kill cuts stay in the list. */
async function createJobs(
  server: SpawnedServer,
  receiver: Receiver,
  { created, count }: { readonly created: CreatedJob[]; readonly count: number },
): Promise<void> {
  const groups = Array.from({ length: count / JOBS_PER_ACCOUNT }, async () => {
    const newAccount = { email: `${randomUUID()}@example.com`, password: 'x', balance: 1_000 };
    const account: Account = (await server.admin.post('/accounts', newAccount)).body;
    const first = created.length;
    const group = Array.from({ length: JOBS_PER_ACCOUNT }, (_, index): CreatedJob => {
      const number = first + index;
      return { account, shape: shapeOfJob(number), clientRequestId: `request-${number}`, hasEnded: false };
    });
    created.push(...group);
    await Promise.all(group.map(async (job) => await createJob(apiOf(server, account), receiver, job)));
  });
  for (const result of await Promise.allSettled(groups))
    if (result.status === 'rejected' && !(result.reason instanceof TypeError)) throw result.reason;
}

async function createJob(api: Api, receiver: Receiver, job: CreatedJob): Promise<void> {
  job.id = await job.shape.create(api, {
    client_request_id: job.clientRequestId,
    webhook_url: `${receiver.url}/ended`,
  });
}

/** Reads the open jobs. A job whose create was killed before its answer is looked up by its client_request_id. */
async function readOpen(server: SpawnedServer, created: readonly CreatedJob[]): Promise<void> {
  for (const job of openOf(created)) {
    const api = apiOf(server, job.account);
    job.id ??= await findJob(api, job);
    job.hasEnded =
      job.id === undefined || hasEnded((await api.get(`/${kindOf(job.id)}/jobs/${job.id}`)).body);
  }
}

async function findJob(api: Api, { clientRequestId }: CreatedJob): Promise<string | undefined> {
  const found: string[] = [];
  for (const kind of ['scrape', 'verify'] as const) {
    const { body } = await api.get(`/${kind}/jobs?client_request_id=${clientRequestId}`);
    found.push(...(body.jobs as readonly { job_id: string }[]).map(({ job_id: id }) => id));
  }
  if (found.length > 1) throw new Error(`${clientRequestId} has ${found.length} jobs`);
  return found[0];
}

interface Comparison {
  readonly created: readonly CreatedJob[];
  readonly receiver: Receiver;
  readonly undisturbed: ReadonlyMap<JobShape, readonly string[]>;
}

async function compareAll(
  server: SpawnedServer,
  { created, receiver, undisturbed }: Comparison,
): Promise<readonly string[]> {
  const faults: string[] = [];
  let rows = 0;
  let compared = 0;
  for (const [{ account_id: accountId }, group] of Map.groupBy(created, ({ account }) => account)) {
    const [{ account }] = group as [CreatedJob];
    const jobs = new Map(group.flatMap(({ id, shape }) => (id === undefined ? [] : [[id, shape.rows]])));
    faults.push(...(await findFaults(server, { account, jobs, receiver })));
    for (const { id, shape } of group) {
      if (id === undefined) continue;
      rows += shape.rows;
      compared++;
      const difference = firstDifference(
        undisturbed.get(shape) ?? [],
        await readResults(apiOf(server, account), id),
      );
      if (difference !== undefined) faults.push(`${id} of ${accountId} ${difference}`);
    }
  }
  console.log(`${compared} jobs with ${rows} rows compared, of ${created.length} creates`);
  return faults;
}

/** Describes the first row that is not as in the undisturbed job. */
function firstDifference(expected: readonly string[], found: readonly string[]): string | undefined {
  const row = expected.findIndex((text, index) => text !== found[index]);
  return row === -1 ? undefined : `row ${row} is ${found[row] ?? 'missing'} and not ${expected[row] ?? ''}`;
}

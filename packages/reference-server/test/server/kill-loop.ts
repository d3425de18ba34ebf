import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createApi, type Api } from './support/api.ts';
import { startReceiver, type Receiver } from './support/receiver.ts';
import { spawnServer, type SpawnedServer } from './support/spawn-server.ts';
import { createPgliteDatabase, createPostgresDatabase, type TestDatabase } from './support/test-database.ts';
import type { LedgerView } from './support/test-server.ts';

// Kills a working server again and again at random moments, then looks whether anything was lost, doubled or unpaid:
// node --conditions=@scrapekit/source packages/reference-server/test/server/kill-loop.ts --kills 20 [--postgres]

const JOBS = 4;
const LEADS = 400;
const EMAILS = 3_000;
const SHORTEST_LIFE_MS = 300;
const LONGEST_LIFE_MS = 2_000;
const POLL_MS = 1_000;

interface Scene {
  readonly database: TestDatabase;
  readonly receiver: Receiver;
  readonly account: { readonly account_id: string; readonly api_key: string };
  readonly jobs: readonly string[];
}

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '10' }, postgres: { type: 'boolean', default: false } },
});

const start = async ({ settings }: TestDatabase): Promise<SpawnedServer> =>
  await spawnServer({
    ALLOW_PRIVATE_WEBHOOKS: 'true',
    ...(settings.databaseUrl === undefined
      ? { DATA_DIR: settings.dataDir }
      : { DATABASE_URL: settings.databaseUrl }),
  });

const apiOf = ({ url }: SpawnedServer, { api_key: key }: Scene['account']): Api =>
  createApi(`${url}/api/v1`, key);

const kindOf = (id: string): 'scrape' | 'verify' => (id.startsWith('sk_job_') ? 'scrape' : 'verify');

/** Asks once a second, which the rate limit allows. */
async function untilEnded(server: SpawnedServer, { account }: Scene, id: string): Promise<void> {
  for (;;) {
    const { body } = await apiOf(server, account).get(`/${kindOf(id)}/jobs/${id}`);
    if (['completed', 'failed', 'cancelled'].includes(body.status)) return;
    await delay(POLL_MS);
  }
}

async function arrange(server: SpawnedServer, database: TestDatabase, receiver: Receiver): Promise<Scene> {
  const newAccount = { email: 'kill@example.com', password: 'x', balance: 1_000 };
  const { body: account } = await server.admin.post('/accounts', newAccount);
  const api = apiOf(server, account);
  const webhook = { webhook_url: `${receiver.url}/ended` };
  const emails = Array.from({ length: EMAILS }, (_, index) => `info@place-${index % 50}.test`);
  const jobs = await Promise.all([
    ...Array.from(
      { length: JOBS },
      async () => await api.scrape('dentists', { max_leads: LEADS, verify_emails: true, ...webhook }),
    ),
    api.verify(emails, webhook),
  ]);
  return { database, receiver, account, jobs };
}

/** What is wrong after everything has ended. */
async function findFaults(
  server: SpawnedServer,
  { account, jobs, receiver }: Scene,
): Promise<readonly string[]> {
  const api = apiOf(server, account);
  const faults: string[] = [];
  const { opening, balance, lines }: LedgerView = (await server.admin.get(`/ledger/${account.account_id}`))
    .body;
  if (balance !== opening + lines.reduce((sum, { units }) => sum + units, 0))
    faults.push('the balance is not opening + lines');
  if (new Set(lines.map(({ kind, job_id, row }) => `${kind} ${job_id} ${row}`)).size !== lines.length)
    faults.push('a row was charged or refunded twice');
  for (const id of jobs) {
    const { body: job } = await api.get(`/${kindOf(id)}/jobs/${id}`);
    const kind = kindOf(id);
    const { body } = await api.get(`/${kind}/jobs/${id}/results`);
    const wanted = kind === 'scrape' ? LEADS : EMAILS;
    const own = lines.filter(({ job_id }) => job_id === id);
    const spent = -own.reduce((sum, { units }) => sum + units, 0) / 1_000;
    const used = [job.credits_used, job.verification_credits_used ?? 0].map(Number);
    const shown = used.reduce((sum, credits) => sum + Math.round(credits * 1_000), 0) / 1_000;
    if (job.status !== 'completed') faults.push(`${id} is ${job.status}: ${job.error}`);
    if (body.results?.length !== wanted) faults.push(`${id} has ${body.results?.length} rows of ${wanted}`);
    if (
      kind === 'scrape' &&
      new Set(body.results?.map((lead: { place_id: string }) => lead.place_id)).size !== wanted
    )
      faults.push(`${id} has a lead twice`);
    if (spent !== shown) faults.push(`${id} shows ${shown} and cost ${spent}`);
    const announced = receiver.received.filter(({ body: sent }) => sent.toString().includes(id)).length;
    if (announced > 1) faults.push(`${id} was announced ${announced} times`);
  }
  return faults;
}

const kills = Number(values.kills);
const database = await (values.postgres ? createPostgresDatabase : createPgliteDatabase)();
const receiver = await startReceiver();
let server = await start(database);
const scene = await arrange(server, database, receiver);
for (let kill = 1; kill <= kills; kill++) {
  await delay(randomInt(SHORTEST_LIFE_MS, LONGEST_LIFE_MS));
  await server.end('SIGKILL');
  server = await start(database);
  const reads = await Promise.all(
    scene.jobs.map(async (id) => await apiOf(server, scene.account).jobWhen(id, () => true)),
  );
  const rows = reads.reduce(
    (sum: number, { progress, processed }) => sum + Number(progress?.scraped ?? processed),
    0,
  );
  console.log(`kill ${kill}: ${rows} rows kept`);
}
for (const id of scene.jobs) await untilEnded(server, scene, id);
const faults = await findFaults(server, scene);
await server.end('SIGTERM');
await receiver.close();
await database.drop();
console.log(faults.length === 0 ? `${kills} kills: nothing lost, doubled or unpaid` : faults.join('\n'));
process.exitCode = faults.length === 0 ? 0 : 1;

import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createApi, type Api } from '../../support/api.ts';
import type { Receiver } from '../../support/receiver.ts';
import { spawnServer, type SpawnedServer } from '../../support/spawn-server.ts';
import type { TestDatabase } from '../../support/test-database.ts';
import { findFaults, kindOf, type Account } from './find-faults.ts';
import { environmentOf } from './walk-steps.ts';

const SCRAPES = 4;
const LEADS = 400;
const EMAILS = 3_000;
const SHORTEST_LIFE_MS = 300;
const LONGEST_LIFE_MS = 2_000;
const POLL_MS = 1_000;

const emails = Array.from({ length: EMAILS }, (_, index) => `info@place-${index % 50}.test`);
const hasEnded = ({ status }: { status: string }) => ['completed', 'failed', 'cancelled'].includes(status);

/** Kills a server under load repeatedly, creates new jobs when all have ended, and then looks for faults. */
export async function killAtRandom(
  database: TestDatabase,
  receiver: Receiver,
  kills: number,
): Promise<readonly string[]> {
  const start = async () => await spawnServer(environmentOf(database));
  let server = await start();
  const newAccount = { email: 'kill@example.com', password: 'x', balance: 100_000 };
  const account: Account = (await server.admin.post('/accounts', newAccount)).body;
  const apiOf = ({ url }: SpawnedServer) => createApi(`${url}/api/v1`, account.api_key);
  const jobs = new Map<string, number>();
  let open = await createJobs(apiOf(server), receiver, jobs);
  for (let kill = 1; kill <= kills; kill++) {
    await delay(randomInt(SHORTEST_LIFE_MS, LONGEST_LIFE_MS));
    await server.end('SIGKILL');
    server = await start();
    open = await stillOpen(apiOf(server), open);
    console.log(`kill ${kill}: ${jobs.size - open.length} of ${jobs.size} jobs have ended`);
    if (open.length === 0) open = await createJobs(apiOf(server), receiver, jobs);
  }
  while (open.length > 0) {
    await delay(POLL_MS);
    open = await stillOpen(apiOf(server), open);
  }
  const faults = await findFaults(server, { account, jobs, receiver });
  await server.end('SIGTERM');
  return faults;
}

/** Creates jobs and adds the expected number of rows of each to `jobs`. */
async function createJobs(api: Api, receiver: Receiver, jobs: Map<string, number>): Promise<string[]> {
  const webhook = { webhook_url: `${receiver.url}/ended` };
  const scrape = { max_leads: LEADS, verify_emails: true, ...webhook };
  const ids = await Promise.all([
    ...Array.from({ length: SCRAPES }, async () => await api.scrape('dentists', scrape)),
    api.verify(emails, webhook),
  ]);
  for (const id of ids) jobs.set(id, kindOf(id) === 'scrape' ? LEADS : EMAILS);
  return ids;
}

async function stillOpen(api: Api, ids: readonly string[]): Promise<string[]> {
  const reads = await Promise.all(
    ids.map(async (id) => ({ id, job: (await api.get(`/${kindOf(id)}/jobs/${id}`)).body })),
  );
  return reads.filter(({ job }) => !hasEnded(job)).map(({ id }) => id);
}

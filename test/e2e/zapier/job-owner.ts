import { type Clock, createClient, providers } from '@scrapekit/core';
import { undiciTransport } from '@scrapekit/core/undici';
import type { ReferenceServer, TestAccount } from '../reference-server.ts';

export interface OwnedJob {
  readonly id: string;
  readonly status: string;
}

/** An account and the server's own view of it, which needs no API key. */
export interface JobOwner extends TestAccount {
  /** Lists the newest jobs of the account, of all providers, as the dashboard shows them: at most 25. */
  jobs(): Promise<readonly OwnedJob[]>;
  /** Resolves when the server has ended the job. */
  ended(id: unknown, clock: Clock): Promise<void>;
  /** Creates another API key, which has rate limits of its own. */
  createKey(): Promise<string>;
}

/** Creates an account with this number of credits. */
export async function createJobOwner(
  server: Pick<ReferenceServer, 'admin' | 'url'>,
  balance: number,
): Promise<JobOwner> {
  const credentials = { email: `${crypto.randomUUID()}@example.com`, password: crypto.randomUUID() };
  const created = (await server.admin('/accounts', { ...credentials, balance })) as TestAccount;
  const cookie = await logIn(server, credentials);
  const { account_id: id } = created;
  const jobs = async () => {
    const page = await fetch(`${server.url}/dashboard/jobs`, { headers: { cookie }, redirect: 'error' });
    return readJobs(await page.text());
  };
  return {
    ...created,
    email: credentials.email,
    jobs,
    ended: async (jobId, clock) => {
      for (;;) {
        const job = (await jobs()).find((each) => each.id === String(jobId));
        if (job !== undefined && !['queued', 'running'].includes(job.status)) return;
        await clock.sleep(1000);
      }
    },
    createKey: async () => {
      const key = (await server.admin(`/accounts/${id}/keys`, {})) as { readonly api_key: string };
      return key.api_key;
    },
  };
}

async function logIn(server: Pick<ReferenceServer, 'url'>, credentials: object): Promise<string> {
  const session = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(credentials),
  });
  if (!session.ok) throw new Error(`The log-in was answered with ${session.status}.`);
  return session.headers.get('set-cookie')?.split(';')[0] ?? '';
}

function readJobs(page: string): OwnedJob[] {
  const cells = page.matchAll(/href="\/dashboard\/jobs\/([\w-]+)"[^]*?<span class="state (\w+)">/g);
  return [...cells].map(([, id = '', status = '']) => ({ id, status }));
}

/** Finds a website of the simulated internet that shows an email address. */
export async function findWebsite(
  server: ReferenceServer,
  owner: JobOwner,
  clock: Clock,
): Promise<{ readonly website: string; readonly email: string }> {
  const client = createClient(providers.scrapekit, {
    transport: undiciTransport(),
    clock,
    credentials: { apiKey: owner.api_key },
    baseUrl: server.url,
  });
  const job = await client.create('scrape', { query: 'bakeries', location: 'Boston', max_leads: 10 });
  await owner.ended(job.id, clock);
  for await (const { website, emails_found: emails } of client.results(job)) {
    const [email] = emails as readonly string[];
    if (email !== undefined) return { website: String(website), email };
  }
  throw new Error('No website of the simulated internet shows an address.');
}

import { createApi, type Api } from '../../packages/reference-server/test/support/api.ts';
import type { SpawnedServer } from '../../packages/reference-server/test/support/spawn-server.ts';

const ACCOUNTS = 3;
const PASSWORD = 'correct horse';
/** Long enough to keep the large jobs running while requests are sent; a single verification still takes a second or two. */
const LATENCY_MS = 100;

/** An account that requests are sent for. */
export interface Caller {
  readonly email: string;
  readonly password: string;
  readonly key: string;
  readonly cookie: string;
  readonly jobs: { readonly scrape: readonly string[]; readonly verify: readonly string[] };
}

/** The accounts that exist before the requests are sent. */
export interface Arranged {
  readonly callers: readonly Caller[];
  readonly suspended: { readonly key: string };
  readonly broke: { readonly key: string };
}

/** Creates accounts with jobs in every state, one account without credits, and one that is suspended. */
export async function arrangeAccounts(server: SpawnedServer): Promise<Arranged> {
  const people = await Promise.all(
    Array.from({ length: ACCOUNTS }, async (_, index) => await createAccount(server, `caller-${index}`, 10)),
  );
  const ended = await Promise.all(people.map(async ({ api }) => await endedJobs(api)));
  await server.admin.post('/world', { latency_ms: LATENCY_MS });
  const open = await Promise.all(people.map(async ({ api }) => await openJobs(api)));
  const broke = await createAccount(server, 'broke', 0);
  const suspended = await createAccount(server, 'suspended', 1);
  await server.admin.patch(`/accounts/${suspended.id}`, { suspended: true });
  const callers = people.map(({ email, key, cookie }, index) => {
    const own = [...(ended[index] ?? []), ...(open[index] ?? [])];
    const of = (prefix: string) => own.filter((id) => id.startsWith(prefix));
    return {
      email,
      password: PASSWORD,
      key,
      cookie,
      jobs: { scrape: of('sk_job_'), verify: of('sk_verify_') },
    };
  });
  return { callers, suspended, broke };
}

interface Person {
  readonly id: string;
  readonly email: string;
  readonly key: string;
  readonly cookie: string;
  readonly api: Api;
}

async function createAccount(server: SpawnedServer, name: string, balance: number): Promise<Person> {
  const email = `${name}@example.com`;
  const { body } = await server.admin.post('/accounts', { email, password: PASSWORD, balance });
  const session = await createApi(server.url, '').post('/api/session', { email, password: PASSWORD });
  const [cookie = ''] = session.headers.get('set-cookie')?.split(';') ?? [];
  const { account_id: id, api_key: key } = body;
  return { id, email, key, cookie, api: createApi(`${server.url}/api/v1`, key) };
}

async function endedJobs(api: Api): Promise<readonly string[]> {
  const jobs = await Promise.all([
    api.scrape('dentists', { max_leads: 3, client_request_id: 'mine' }),
    api.scrape('bakeries', { max_leads: 3, verify_emails: true }),
    api.scrape('dentists', { max_leads: 3, location: 'Nowhere at all, Xyzland' }),
    api.verify(['info@place-1.test', 'nobody', 'a@gmail.com']),
  ]);
  await Promise.all(jobs.map(async (id) => await api.ended(id)));
  return jobs;
}

const emails = Array.from({ length: 500 }, (_, index) => `info@place-${index}.test`);

async function openJobs(api: Api): Promise<readonly string[]> {
  const jobs = await Promise.all([
    api.scrape('florists', { max_leads: 300, verify_emails: true }),
    api.scrape('florists', { max_leads: 300 }),
    api.verify(emails),
    api.verify(emails),
  ]);
  const [, cancelled, , alsoCancelled] = jobs;
  for (const id of [cancelled, alsoCancelled]) await api.post(`/jobs/${id}/cancel`);
  return jobs;
}

import type { ReferenceServer, TestAccount } from '../reference-server.ts';

export interface OwnedJob {
  readonly id: string;
  readonly status: string;
}

/** An account and the server's own view of it, which needs no API key. */
export interface JobOwner extends TestAccount {
  /** Lists the newest jobs of the account, of all providers, as the dashboard shows them: at most 25. */
  jobs(): Promise<readonly OwnedJob[]>;
  /** Resolves with the thousandths of a credit that the account was charged so far. */
  charged(): Promise<number>;
  /** Creates another API key, which has rate limits of its own. */
  createKey(): Promise<string>;
}

/** Creates an account with this number of credits. */
export async function createJobOwner(server: ReferenceServer, balance: number): Promise<JobOwner> {
  const credentials = { email: `${crypto.randomUUID()}@example.com`, password: crypto.randomUUID() };
  const created = (await server.admin('/accounts', { ...credentials, balance })) as TestAccount;
  const cookie = await logIn(server, credentials);
  const { account_id: id } = created;
  return {
    ...created,
    email: credentials.email,
    jobs: async () => {
      const page = await fetch(`${server.url}/dashboard`, { headers: { cookie }, redirect: 'error' });
      return readJobs(await page.text());
    },
    charged: async () => {
      const { opening, balance: rest } = (await server.admin(`/ledger/${id}`)) as Ledger;
      return opening - rest;
    },
    createKey: async () => {
      const key = (await server.admin(`/accounts/${id}/keys`, {})) as { readonly api_key: string };
      return key.api_key;
    },
  };
}

interface Ledger {
  readonly opening: number;
  readonly balance: number;
}

async function logIn(server: ReferenceServer, credentials: object): Promise<string> {
  const session = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(credentials),
  });
  if (!session.ok) throw new Error(`The log-in was answered with ${session.status}.`);
  return session.headers.get('set-cookie')?.split(';')[0] ?? '';
}

function readJobs(page: string): OwnedJob[] {
  const cells = page.matchAll(/<code class="faint">([\w-]+)<\/code>[^]*?<span class="state (\w+)">/g);
  return [...cells].map(([, id = '', status = '']) => ({ id, status }));
}

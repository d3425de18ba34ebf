import type { ReferenceServer, TestAccount } from '../../e2e/reference-server.ts';
import { type N8nApi } from './n8n-api.ts';
import { poll } from './poll.ts';
import { node, type NodeDraft, type NodeParts } from './workflow-draft.ts';

export interface CredentialData {
  readonly apiKey: string;
  readonly webhookSecret: string;
  readonly baseUrl: string;
}

/** The nodes that use one ScrapeKit credential. */
export interface ScrapeKitNodes {
  scrapeKit(parts: NodeParts): NodeDraft;
  scrapeKitTrigger(parts: NodeParts): NodeDraft;
}

/** An account of the reference server, with its credential in n8n. */
export interface User extends ScrapeKitNodes {
  readonly account: TestAccount;
  readonly credentialData: CredentialData;
  /** Resolves with the ids of all scrape jobs of the account, newest first, once there are this many. */
  jobIds(count: number): Promise<readonly string[]>;
  /** Resolves when the job has this status. */
  jobIs(status: string, jobId: string): Promise<void>;
  cancel(jobId: string): Promise<void>;
  /** Resolves with the number of leads that the account has paid for. */
  chargedLeads(): Promise<number>;
  /** Starts a scrape job by ScrapeKit's API and returns its id. */
  startScrape(body: object): Promise<string>;
  /** Runs a scrape job by ScrapeKit's API and resolves with its leads. */
  findLeads(body: object): Promise<readonly FoundLead[]>;
}

export interface FoundLead {
  readonly website: string;
  /** The addresses, with semicolons between them. */
  readonly emails_found: string;
}

/** Keeps the tests below the server's rate limit. */
const POLL_MS = 1_000;

export async function createUser(api: N8nApi, server: ReferenceServer, credits: number): Promise<User> {
  const account = await server.createAccount(credits);
  const { api_key: apiKey, webhook_secret: webhookSecret } = account;
  const credentialData = { apiKey, webhookSecret, baseUrl: server.url };
  return {
    account,
    credentialData,
    ...(await connectNodes(api, credentialData)),
    ...jobsOf(server.url, apiKey),
    chargedLeads: async () => {
      const { lines } = (await server.admin(`/ledger/${account.account_id}`)) as Ledger;
      return lines.filter(({ kind }) => kind === 'lead').length;
    },
  };
}

interface Ledger {
  readonly lines: readonly { readonly kind: string }[];
}

/** Creates a ScrapeKit credential in n8n and returns nodes that use it. */
export async function connectNodes(api: N8nApi, data: CredentialData): Promise<ScrapeKitNodes> {
  const credentials = { scrapeKitApi: await api.createCredential('scrapeKitApi', data) };
  return {
    scrapeKit: (parts) => node('n8n-nodes-scrapekit.scrapeKit', { name: 'ScrapeKit', credentials, ...parts }),
    scrapeKitTrigger: (parts) =>
      node('n8n-nodes-scrapekit.scrapeKitTrigger', { name: 'Trigger', credentials, ...parts }),
  };
}

/** Reads and cancels the jobs of an account by ScrapeKit's API. */
function jobsOf(
  url: string,
  apiKey: string,
): Pick<User, 'jobIds' | 'jobIs' | 'cancel' | 'startScrape' | 'findLeads'> {
  const call = async <Answer>(path: string, method = 'GET', body?: object): Promise<Answer> => {
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${url}/api/v1${path}`, { method, headers, ...sent });
    if (!response.ok) throw new Error(`The server answered ${path} with ${response.status}.`);
    return (await response.json()) as Answer;
  };
  const listIds = async () =>
    (await call<{ readonly jobs: readonly { readonly job_id: string }[] }>('/scrape/jobs')).jobs.map(
      ({ job_id: id }) => id,
    );
  const statusOf = async (id: string) =>
    (await call<{ readonly status: string }>(`/scrape/jobs/${id}`)).status;
  const jobIs = (status: string, id: string) =>
    poll(async () => (await statusOf(id)) === status, { everyMs: POLL_MS });
  const startScrape = async (body: object) =>
    (await call<{ readonly job_id: string }>('/scrape/jobs', 'POST', body)).job_id;
  return {
    jobIs,
    startScrape,
    jobIds: async (count) => {
      await poll(async () => (await listIds()).length >= count, { everyMs: POLL_MS });
      return await listIds();
    },
    cancel: async (id) => {
      await call(`/jobs/${id}/cancel`, 'POST', {});
    },
    findLeads: async (body) => {
      const id = await startScrape(body);
      await jobIs('completed', id);
      const { results } = await call<{ readonly results: readonly FoundLead[] }>(
        `/scrape/jobs/${id}/results`,
      );
      return results;
    },
  };
}

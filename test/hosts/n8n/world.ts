import { startReferenceServer, type ReferenceServer, type TestAccount } from '../../e2e/reference-server.ts';
import { type N8nHost, startN8nHost } from './n8n-host.ts';
import { type CredentialRef, poll } from './n8n-api.ts';
import { node, type NodeDraft, type NodeParts } from './workflow-draft.ts';

/** The real n8n and the reference server that its nodes talk to. */
export interface World extends AsyncDisposable {
  readonly host: N8nHost;
  readonly server: ReferenceServer;
  /** Creates an account on the server, with its credentials in n8n. */
  createUser(credits?: number): Promise<User>;
}

export interface User {
  readonly account: TestAccount;
  /** The data of the ScrapeKit credential. */
  readonly credentialData: {
    readonly apiKey: string;
    readonly webhookSecret: string;
    readonly baseUrl: string;
  };
  readonly credential: CredentialRef;
  /** Returns a ScrapeKit node that uses the credential. */
  scrapeKit(parts: NodeParts): NodeDraft;
  scrapeKitTrigger(parts: NodeParts): NodeDraft;
  /** Resolves with the ids of all scrape jobs of the account, newest first, once there are this many. */
  jobIds(count: number): Promise<readonly string[]>;
  /** Resolves when the job has this status. */
  jobIs(status: string, jobId: string): Promise<void>;
  cancel(jobId: string): Promise<void>;
  /** Starts a scrape job by ScrapeKit's API and returns its id. */
  startScrape(body: object): Promise<string>;
}

/** Keeps the tests below the server's rate limit. */
const POLL_MS = 1_000;

/** Makes a job of three leads take about ten seconds, which is longer than a node waits before it sleeps. */
const LATENCY_MS = 1_500;

export async function startWorld(): Promise<World> {
  const server = await startReferenceServer();
  await server.admin('/world', { latency_ms: LATENCY_MS });
  const host = await startN8nHost().catch(async (error: unknown) => {
    await server.close();
    throw error;
  });
  return {
    host,
    server,
    createUser: async (credits = 100) => {
      const account = await server.createAccount(credits);
      const { api_key: apiKey, webhook_secret: webhookSecret } = account;
      const credentialData = { apiKey, webhookSecret, baseUrl: server.url };
      const credential = await host.api.createCredential('scrapeKitApi', credentialData);
      const credentials = { scrapeKitApi: credential };
      return {
        account,
        credentialData,
        credential,
        scrapeKit: (parts) =>
          node('n8n-nodes-scrapekit.scrapeKit', { name: 'ScrapeKit', credentials, ...parts }),
        scrapeKitTrigger: (parts) =>
          node('n8n-nodes-scrapekit.scrapeKitTrigger', { name: 'Trigger', credentials, ...parts }),
        ...jobsOf(server.url, apiKey),
      };
    },
    [Symbol.asyncDispose]: async () => {
      await host[Symbol.asyncDispose]();
      await server.close();
    },
  };
}

/** Reads and cancels the jobs of an account by ScrapeKit's API. */
function jobsOf(url: string, apiKey: string): Pick<User, 'jobIds' | 'jobIs' | 'cancel' | 'startScrape'> {
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
  return {
    jobIds: async (count) => {
      await poll(async () => (await listIds()).length >= count, POLL_MS);
      return await listIds();
    },
    jobIs: (status, id) => poll(async () => (await statusOf(id)) === status, POLL_MS),
    cancel: async (id) => {
      await call(`/jobs/${id}/cancel`, 'POST', {});
    },
    startScrape: async (body) =>
      (await call<{ readonly job_id: string }>('/scrape/jobs', 'POST', body)).job_id,
  };
}

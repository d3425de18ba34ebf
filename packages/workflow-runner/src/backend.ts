import { randomBytes } from 'node:crypto';
import {
  type DashboardAccess,
  keepLogIn,
  type KeptLogIn,
  readConfig,
  type RunningServer,
  type ServerConfig,
  startServer,
} from '@scrapekit/reference-server';
import { z } from 'zod/v4';

export interface Backend extends AsyncDisposable, RunAccount {
  readonly url: string;
  readonly config: ServerConfig;
  /** The log-in that the data directory held at the start; undefined when it held no account. */
  readonly dashboardAccess?: DashboardAccess;
}

export interface BackendOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly losesWebhooks: boolean;
  /** The smallest number of credits that the account has at the start. */
  readonly balance: number;
}

/** Added to each DNS, SMTP and HTTP answer of the simulated internet, to resemble the real one. */
const LATENCY_MS = 150;

/** Starts the reference server in this process and opens the account of its data directory. */
export async function startBackend(options: BackendOptions): Promise<Backend> {
  const { environment, balance, losesWebhooks } = options;
  const given = readConfig({ LOG_LEVEL: 'warn', ...environment });
  const adminToken = given.adminToken ?? randomBytes(24).toString('hex');
  const config = {
    ...given,
    adminToken,
    // The webhooks go to n8n's engine on this machine, which has a self-signed certificate.
    allowPrivateWebhooks: true,
  };
  const server = await startServer(config, { withFirstAccount: true });
  try {
    const { url, dashboardAccess } = server;
    const account = await openRunAccount({ server, dataDir: config.dataDir, adminToken, balance });
    const body = { latency_ms: LATENCY_MS, faults: { lose_webhooks: losesWebhooks } };
    await request(`${url}/admin/world`, { method: 'POST', token: adminToken, body });
    return { ...account, url, config, dashboardAccess, [Symbol.asyncDispose]: () => server.close() };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** The account of a run, with its key, its secret and its log-in. */
interface RunAccount extends KeptLogIn {
  readonly webhookSecret: string;
}

export interface RunAccountOptions {
  readonly server: RunningServer;
  readonly dataDir: string;
  readonly adminToken: string;
  /** The smallest number of credits that the account has at the start. */
  readonly balance: number;
}

const newAccount = z.object({ api_key: z.string(), webhook_secret: z.string() });
const session = z.object({ account_id: z.string() });
const secret = z.object({ webhook_secret: z.string() });
const newKey = z.object({ key: z.string() });
const accountView = z.object({ balance: z.number() });

/** Opens the account of the log-in file in the data directory, or creates an account when that log-in does not work. */
async function openRunAccount(options: RunAccountOptions): Promise<RunAccount> {
  const { dashboardAccess } = options.server;
  if (dashboardAccess?.state === 'valid') return await reopenAccount(dashboardAccess, options);
  const created = await createRunAccount(options);
  // An outdated file is not replaced, so that every start reports the changed password.
  if (dashboardAccess?.state !== 'outdated') await keepLogIn(options.dataDir, created);
  return created;
}

async function createRunAccount({ server, adminToken, balance }: RunAccountOptions): Promise<RunAccount> {
  const email = `demo-${randomBytes(6).toString('hex')}@example.com`;
  const password = randomBytes(18).toString('base64url');
  const body = { email, password, balance };
  const answer = await requestJson(`${server.url}/admin/accounts`, {
    method: 'POST',
    token: adminToken,
    body,
  });
  const { api_key: apiKey, webhook_secret: webhookSecret } = newAccount.parse(answer);
  return { email, password, apiKey, webhookSecret };
}

async function reopenAccount(
  { email, password, apiKey: keptKey }: KeptLogIn,
  { server: { url }, dataDir, adminToken, balance }: RunAccountOptions,
): Promise<RunAccount> {
  const loggedIn = await request(`${url}/api/session`, { method: 'POST', body: { email, password } });
  const { account_id: id } = session.parse(await loggedIn.json());
  const cookie = loggedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { webhook_secret: webhookSecret } = secret.parse(
    await requestJson(`${url}/api/webhook/secret`, { method: 'GET', cookie }),
  );
  const apiKey = (await isUsable(url, keptKey)) ? keptKey : await replaceKey();
  const account = await requestJson(`${url}/api/v1/account`, { method: 'GET', token: apiKey });
  if (accountView.parse(account).balance < balance)
    await request(`${url}/admin/accounts/${id}`, { method: 'PATCH', token: adminToken, body: { balance } });
  return { email, password, apiKey, webhookSecret };

  /** Creates a key after the stored one was deleted in the dashboard. */
  async function replaceKey(): Promise<string> {
    const body = { name: 'npm start' };
    const { key } = newKey.parse(await requestJson(`${url}/api/keys`, { method: 'POST', cookie, body }));
    await keepLogIn(dataDir, { email, password, apiKey: key });
    return key;
  }
}

async function isUsable(url: string, apiKey: string): Promise<boolean> {
  const { status } = await fetch(`${url}/api/v1/account`, { headers: { authorization: `Bearer ${apiKey}` } });
  return status !== 401;
}

export interface RequestOptions {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** An API key or the admin token, sent as a Bearer token. */
  readonly token?: string;
  /** The cookie of a dashboard session, as `name=value`. */
  readonly cookie?: string;
  /** Sent as JSON. */
  readonly body?: object;
}

/** Sends a request to the server. Throws an error with the server's answer when the status is not 2xx. */
async function request(url: string, { method, token, cookie, body }: RequestOptions): Promise<Response> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(cookie === undefined ? {} : { cookie }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok)
    throw new Error(`The server refused ${method} ${new URL(url).pathname}: ${await response.text()}`);
  return response;
}

const requestJson = async (url: string, options: RequestOptions): Promise<unknown> =>
  await (await request(url, options)).json();

import { randomBytes } from 'node:crypto';
import { keepLogIn, type KeptLogIn, type RunningServer } from '@scrapekit/reference-server';
import { z } from 'zod/v4';
import { ask, askForJson } from './ask.ts';

/** The account that a run works with, and how a person logs in to it. */
export interface RunAccount extends KeptLogIn {
  readonly webhookSecret: string;
}

export interface RunAccountOptions {
  readonly server: RunningServer;
  readonly dataDir: string;
  readonly adminToken: string;
  /** Credits that the account has at least. */
  readonly balance: number;
}

const newAccount = z.object({ api_key: z.string(), webhook_secret: z.string() });
const session = z.object({ account_id: z.string() });
const secret = z.object({ webhook_secret: z.string() });
const newKey = z.object({ key: z.string() });
const accountView = z.object({ balance: z.number() });

/** Opens the account that the data directory keeps, or creates one where its password is not known. */
export async function openRunAccount(options: RunAccountOptions): Promise<RunAccount> {
  const { dashboardAccess } = options.server;
  if (dashboardAccess?.state === 'valid') return await reopenAccount(dashboardAccess, options);
  const created = await createRunAccount(options);
  // An outdated file stays as it is: every start then says that the password was changed.
  if (dashboardAccess?.state !== 'outdated') await keepLogIn(options.dataDir, created);
  return created;
}

async function createRunAccount({ server, adminToken, balance }: RunAccountOptions): Promise<RunAccount> {
  const email = `demo-${randomBytes(6).toString('hex')}@example.com`;
  const password = randomBytes(18).toString('base64url');
  const body = { email, password, balance };
  const answer = await askForJson(`${server.url}/admin/accounts`, {
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
  const loggedIn = await ask(`${url}/api/session`, { method: 'POST', body: { email, password } });
  const { account_id: id } = session.parse(await loggedIn.json());
  const cookie = loggedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { webhook_secret: webhookSecret } = secret.parse(
    await askForJson(`${url}/api/webhook/secret`, { method: 'GET', cookie }),
  );
  const apiKey = (await isUsable(url, keptKey)) ? keptKey : await replaceKey();
  const account = await askForJson(`${url}/api/v1/account`, { method: 'GET', token: apiKey });
  if (accountView.parse(account).balance < balance)
    await ask(`${url}/admin/accounts/${id}`, { method: 'PATCH', token: adminToken, body: { balance } });
  return { email, password, apiKey, webhookSecret };

  // The kept key was deleted in the dashboard.
  async function replaceKey(): Promise<string> {
    const body = { name: 'npm start' };
    const { key } = newKey.parse(await askForJson(`${url}/api/keys`, { method: 'POST', cookie, body }));
    await keepLogIn(dataDir, { email, password, apiKey: key });
    return key;
  }
}

async function isUsable(url: string, apiKey: string): Promise<boolean> {
  const { status } = await fetch(`${url}/api/v1/account`, { headers: { authorization: `Bearer ${apiKey}` } });
  return status !== 401;
}

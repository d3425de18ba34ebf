import { randomUUID } from 'node:crypto';
import { startServer } from '../../../src/index.ts';
import { createApi, type Answer, type Api } from '../../support/api.ts';
import { eventually } from '../../support/eventually.ts';
import type { TestDatabase } from '../../support/test-database.ts';
import { ADMIN_TOKEN, PASSWORD } from '../../support/test-server.ts';
import { createScriptedWeb, type ScriptedWeb } from './scripted-web.ts';

export interface Account {
  readonly id: string;
  readonly email: string;
  readonly key: string;
  /** Sends a request to `/matchkraft/api/v2` with the account's key. */
  readonly send: (method: string, path: string, body?: unknown) => Promise<Answer>;
  /** Creates a job and returns its id. */
  readonly submit: (jobType: string, records: readonly unknown[]) => Promise<string>;
  /** Reads the job repeatedly until `ready` returns true. */
  readonly resultsWhen: (
    jobType: string,
    id: string,
    ready: (job: Answer['body']) => boolean,
  ) => Promise<Answer['body']>;
  /** Reads the job repeatedly until it has ended. */
  readonly ended: (jobType: string, id: string) => Promise<Answer['body']>;
  /** Sends a request to the dashboard with the session of the account's owner. */
  readonly inDashboard: (method: string, path: string) => Promise<Response>;
}

export interface MatchKraftServer {
  readonly url: string;
  readonly web: ScriptedWeb;
  readonly admin: Api;
  account(): Promise<Account>;
  close(): Promise<void>;
}

interface Visit {
  readonly method: string;
  readonly path: string;
}

/** Starts a server with scripted leads. */
export async function startMatchKraft(database: TestDatabase): Promise<MatchKraftServer> {
  const web = createScriptedWeb();
  const settings = { port: 0, adminToken: ADMIN_TOKEN, logLevel: 'silent', allowPrivateWebhooks: true };
  const server = await startServer({ ...database.settings, ...settings }, { leadEngine: web });
  const admin = createApi(`${server.url}/admin`, ADMIN_TOKEN);
  return {
    url: server.url,
    web,
    admin,
    account: async () => {
      const email = `${randomUUID()}@example.com`;
      const { body } = await admin.post('/accounts', { email, password: PASSWORD, balance: 0 });
      return describeAccount(server.url, { id: body.account_id, key: body.api_key, email });
    },
    close: async () => await server.close(),
  };
}

function describeAccount(url: string, account: Pick<Account, 'id' | 'key' | 'email'>): Account {
  const api = createApi(`${url}/matchkraft/api/v2`, '');
  const send: Account['send'] = async (method, path, body) =>
    await api.send(method, path, {
      headers: { apikey: account.key, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  const resultsWhen: Account['resultsWhen'] = async (jobType, id, ready) => {
    const { body } = await eventually(
      async () => await send('GET', `/${jobType}/results/${id}`),
      (answer) => answer.status !== 200 || ready(answer.body),
    );
    return body;
  };
  return {
    ...account,
    send,
    resultsWhen,
    submit: async (jobType, records) => {
      const { body, text } = await send('POST', `/${jobType}`, { jobName: 'Test', records });
      if (body.jobId === undefined) throw new Error(`The job was refused: ${text}`);
      return body.jobId;
    },
    ended: async (jobType, id) =>
      await resultsWhen(jobType, id, ({ status }) => ['COMPLETED', 'FAILED'].includes(status)),
    inDashboard: async (method, path) => await visit(url, account.email, { method, path }),
  };
}

async function visit(url: string, email: string, { method, path }: Visit): Promise<Response> {
  const session = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  const [cookie = ''] = session.headers.get('set-cookie')?.split(';') ?? [];
  const headers = { cookie, origin: url, 'content-type': 'application/x-www-form-urlencoded' };
  return await fetch(`${url}/dashboard${path}`, { method, headers, redirect: 'manual' });
}

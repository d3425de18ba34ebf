import { randomUUID } from 'node:crypto';
import type { Clock } from '@scrapekit/core';
import { startServer, type RunningServer, type ServerConfig } from '../../src/index.ts';
import { createApi, type Answer, type Api } from './api.ts';
import { createScriptedLeadEngine, type ScriptedLeadEngine } from './scripted-lead-engine.ts';
import type { TestDatabase } from './test-database.ts';

export const ADMIN_TOKEN = 'test-admin-token-0123456789';
export const PASSWORD = 'correct horse';

export interface TestAccount {
  readonly id: string;
  readonly email: string;
  readonly key: string;
  readonly secret: string;
  readonly api: Api;
}

export interface LedgerView {
  readonly opening: number;
  readonly balance: number;
  readonly lines: readonly {
    kind: string;
    units: number;
    job_id: string | null;
    row: number | null;
    at: string;
  }[];
}

export interface Dashboard {
  readonly cookie: string;
  send(
    method: string,
    path: string,
    init?: { headers?: Record<string, string>; body?: string },
  ): Promise<Answer>;
}

/** A server in this process with scripted leads, and its clients. */
export interface TestServer {
  readonly url: string;
  readonly leadEngine: ScriptedLeadEngine;
  readonly admin: Api;
  /** Logs in and returns the answer. */
  logIn(credentials: { email: string; password?: string }): Promise<Answer>;
  /** Logs in and returns a client that sends the session cookie. */
  dashboard(account: { email: string }): Promise<Dashboard>;
  /** Creates an account with that many credits. */
  account(balance: number): Promise<TestAccount>;
  ledger(accountId: string): Promise<LedgerView>;
  close(): Promise<void>;
}

export async function startTestServer(
  database: TestDatabase,
  settings: Partial<ServerConfig> = {},
  clock?: Clock,
): Promise<TestServer> {
  const leadEngine = createScriptedLeadEngine();
  const config = {
    ...database.settings,
    port: 0,
    adminToken: ADMIN_TOKEN,
    logLevel: 'silent',
    allowPrivateWebhooks: true,
    ...settings,
  };
  return toTestServer(await startServer(config, { leadEngine, clock }), leadEngine);
}

function toTestServer(server: RunningServer, leadEngine: ScriptedLeadEngine): TestServer {
  const admin = createApi(`${server.url}/admin`, ADMIN_TOKEN);
  const browser = createApi(`${server.url}/api`, '');
  const logIn: TestServer['logIn'] = async ({ email, password = PASSWORD }) =>
    await browser.post('/session', { email, password });
  return {
    url: server.url,
    leadEngine,
    admin,
    logIn,
    dashboard: async (account) => {
      const { headers } = await logIn(account);
      const [cookie = ''] = headers.get('set-cookie')?.split(';') ?? [];
      return {
        cookie,
        send: async (method, path, { headers: more, body } = {}) =>
          await browser.send(method, path, { headers: { cookie, ...more }, body }),
      };
    },
    account: async (balance) => {
      const email = `${randomUUID()}@example.com`;
      const { body } = await admin.post('/accounts', { email, password: PASSWORD, balance });
      const { account_id: id, api_key: key, webhook_secret: secret } = body;
      return { id, email, key, secret, api: createApi(`${server.url}/api/v1`, key) };
    },
    ledger: async (accountId) => (await admin.get(`/ledger/${accountId}`)).body,
    close: async () => await server.close(),
  };
}

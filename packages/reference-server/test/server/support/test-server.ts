import { randomUUID } from 'node:crypto';
import { startServer, type RunningServer, type ServerConfig } from '../../../src/index.ts';
import { createApi, type Api } from './api.ts';
import { createScriptedDomain, type ScriptedDomain } from './scripted-domain.ts';
import type { TestDatabase } from './test-database.ts';

export const ADMIN_TOKEN = 'test-admin-token-0123456789';

export interface TestAccount {
  readonly id: string;
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

/** A server over HTTP, with scripted leads. */
export interface TestServer {
  readonly url: string;
  readonly domain: ScriptedDomain;
  readonly admin: Api;
  /** A new account with that many credits. */
  account(balance: number): Promise<TestAccount>;
  ledger(accountId: string): Promise<LedgerView>;
  close(): Promise<void>;
}

export async function startTestServer(
  database: TestDatabase,
  settings: Partial<ServerConfig> = {},
): Promise<TestServer> {
  const domain = createScriptedDomain();
  const config = {
    ...database.settings,
    port: 0,
    adminToken: ADMIN_TOKEN,
    logLevel: 'silent',
    allowPrivateWebhooks: true,
    ...settings,
  };
  return describeServer(await startServer(config, { domain }), domain);
}

function describeServer(server: RunningServer, domain: ScriptedDomain): TestServer {
  const admin = createApi(`${server.url}/admin`, ADMIN_TOKEN);
  return {
    url: server.url,
    domain,
    admin,
    account: async (balance) => {
      const email = `${randomUUID()}@example.com`;
      const { body } = await admin.post('/accounts', { email, password: 'correct horse', balance });
      const { account_id: id, api_key: key, webhook_secret: secret } = body;
      return { id, key, secret, api: createApi(`${server.url}/api/v1`, key) };
    },
    ledger: async (accountId) => (await admin.get(`/ledger/${accountId}`)).body,
    close: async () => await server.close(),
  };
}

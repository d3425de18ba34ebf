import { randomUUID } from 'node:crypto';
import { systemClock } from '@scrapekit/core/system-clock';
import { TestClock } from 'pg-boss';
import { startServer } from '../../../src/index.ts';
import { createApi, type Answer, type Api } from '../../support/api.ts';
import { createScriptedLeadEngine } from '../../support/scripted-lead-engine.ts';
import type { TestDatabase } from '../../support/test-database.ts';
import { ADMIN_TOKEN, PASSWORD } from '../../support/test-server.ts';
import { startWebsites, type Websites } from './start-websites.ts';

export interface Webhook {
  readonly id: string;
  readonly secret: string;
  readonly uuid: string;
  /** Fetches the webhook from the admin API. */
  read(): Promise<Answer['body']>;
  enable(): Promise<Answer>;
}

export interface Account {
  readonly id: string;
  readonly key: string;
  /** Calls `GET /scrape` with the account's key, or with another key. */
  scrape(query: Readonly<Record<string, string>>, key?: string): Promise<Answer>;
  /** Calls `POST /scrape` with a body that is posted to the page. */
  post(query: Readonly<Record<string, string>>, body: string, type: string): Promise<Answer>;
  get(path: string): Promise<Answer>;
  /** Fetches a page of the dashboard, logged in as the account. */
  browse(path: string): Promise<Answer>;
  /** Creates a second key in a project and an environment. */
  addKey(scope: { readonly project?: string; readonly env?: string }): Promise<string>;
  /** Registers a webhook, whether it is accepted or refused. */
  register(webhook: object): Promise<Answer>;
  addWebhook(webhook: object): Promise<Webhook>;
}

export interface ScrapflyServer {
  readonly url: string;
  readonly admin: Api;
  readonly websites: Websites;
  /** The clock of the server and its queue; only a test moves it. */
  readonly clock: TestClock;
  account(): Promise<Account>;
  close(): Promise<void>;
}

/** Starts a server that scrapes the websites of `startWebsites`, with a clock that only a test moves. */
export async function startScrapfly(database: TestDatabase): Promise<ScrapflyServer> {
  const websites = await startWebsites();
  const clock = new TestClock(Date.parse('2026-11-20T00:00:00Z'));
  const settings = { port: 0, adminToken: ADMIN_TOKEN, logLevel: 'silent', allowPrivateWebhooks: true };
  const server = await startServer(
    { ...database.settings, ...settings },
    {
      leadEngine: { ...createScriptedLeadEngine(), net: websites.net },
      clock: { now: () => clock.now(), sleep: async (ms, signal) => await systemClock.sleep(ms, signal) },
      queueClock: clock,
    },
  );
  const admin = createApi(`${server.url}/admin`, ADMIN_TOKEN);
  return {
    url: server.url,
    admin,
    websites,
    clock,
    account: async () => {
      const email = `${randomUUID()}@example.com`;
      const { body } = await admin.post('/accounts', { email, password: PASSWORD, balance: 0 });
      return describeAccount(server.url, admin, { id: body.account_id, key: body.api_key, email });
    },
    close: async () => {
      await server.close();
      await websites.close();
    },
  };
}

function describeAccount(
  url: string,
  admin: Api,
  { id, key, email }: Pick<Account, 'id' | 'key'> & { readonly email: string },
): Account {
  const api = createApi(`${url}/scrapfly`, '');
  const endpoints = `/accounts/${id}/webhook-endpoints`;
  const register: Account['register'] = async (webhook) =>
    await admin.post(endpoints, { provider: 'scrapfly', ...webhook });
  const find = async (endpoint: string) => {
    const { body } = await admin.get(endpoints);
    return body.webhook_endpoints.find((one: { id: string }) => one.id === endpoint);
  };
  return {
    id,
    key,
    scrape: async (query, asked = key) =>
      await api.get(`/scrape?${new URLSearchParams({ ...query, key: asked }).toString()}`),
    post: async (query, body, type) =>
      await api.send('POST', `/scrape?${new URLSearchParams({ ...query, key }).toString()}`, {
        headers: { 'content-type': type },
        body,
      }),
    get: async (path) => await api.get(`${path}?key=${key}`),
    browse: async (path) => {
      const site = createApi(url, '');
      const { headers } = await site.post('/api/session', { email, password: PASSWORD });
      const [cookie = ''] = headers.get('set-cookie')?.split(';') ?? [];
      return await site.send('GET', path, { headers: { cookie } });
    },
    addKey: async (scope) => (await admin.post(`/accounts/${id}/keys`, scope)).body.api_key,
    register,
    addWebhook: async (webhook) => {
      const { status, body, text } = await register(webhook);
      if (status !== 201) throw new Error(`The webhook was refused: ${text}`);
      return {
        id: body.id,
        secret: body.secret,
        uuid: body.options.uuid,
        read: async () => await find(body.id),
        enable: async () => await admin.post(`${endpoints}/${body.id}/enable`),
      };
    },
  };
}

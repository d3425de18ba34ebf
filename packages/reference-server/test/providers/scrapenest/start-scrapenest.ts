import { randomUUID } from 'node:crypto';
import { systemClock } from '@scrapekit/core/system-clock';
import { TestClock } from 'pg-boss';
import { startServer, type ServerConfig } from '../../../src/index.ts';
import { createApi, type Api } from '../../support/api.ts';
import { eventually } from '../../support/eventually.ts';
import { createScriptedLeadEngine } from '../../support/scripted-lead-engine.ts';
import type { TestDatabase } from '../../support/test-database.ts';
import { ADMIN_TOKEN, PASSWORD } from '../../support/test-server.ts';
import { startSite, type Site } from './start-site.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  // Tests read the fields that they expect.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

/** Calls the server as one account. */
export interface Account {
  readonly id: string;
  readonly key: string;
  readonly call: (method: string, path: string, body?: unknown) => Promise<Answer>;
  /** Creates a job and returns its id. */
  readonly scrape: (url: string) => Promise<string>;
  /** Waits until the job has ended and returns it. */
  readonly ended: (id: string) => Promise<Answer['body']>;
  /** Registers an endpoint. */
  readonly register: (
    url: string,
    events?: readonly string[],
  ) => Promise<{ readonly id: string; readonly secret: string }>;
}

/** A server with a clock that only the test moves. */
export interface ScrapeNestServer {
  readonly url: string;
  readonly clock: TestClock;
  readonly site: Site;
  readonly admin: Api;
  pass(seconds: number): Promise<void>;
  account(email?: string): Promise<Account>;
  /** Fetches a page of the dashboard, logged in with that email. */
  inDashboard(email: string, path: string): Promise<string>;
  close(): Promise<void>;
}

export const START = Date.parse('2026-11-20T00:00:00Z');

export async function startScrapeNest(
  database: TestDatabase,
  settings: Partial<ServerConfig> = {},
): Promise<ScrapeNestServer> {
  const site = await startSite();
  const clock = new TestClock(START);
  const config = {
    ...database.settings,
    port: 0,
    adminToken: ADMIN_TOKEN,
    logLevel: 'silent',
    allowPrivateWebhooks: true,
    ...settings,
  };
  const server = await startServer(config, {
    clock: { ...systemClock, now: () => clock.now() },
    queueClock: clock,
    leadEngine: { ...createScriptedLeadEngine(), net: site.net },
  });
  const admin = createApi(`${server.url}/admin`, ADMIN_TOKEN);
  return {
    url: server.url,
    clock,
    site,
    admin,
    pass: async (seconds) => await clock.setTime(clock.now() + seconds * 1_000),
    inDashboard: async (email, path) => {
      const browser = createApi(`${server.url}/api`, '');
      const { headers } = await browser.post('/session', { email, password: PASSWORD });
      const [cookie = ''] = headers.get('set-cookie')?.split(';') ?? [];
      return await (await fetch(`${server.url}/dashboard${path}`, { headers: { cookie } })).text();
    },
    account: async (email = `${randomUUID()}@example.com`) => {
      const { body } = await admin.post('/accounts', { email, password: PASSWORD, balance: 0 });
      return accountAt(`${server.url}/scrapenest/api/v1`, { id: body.account_id, key: body.api_key });
    },
    close: async () => {
      await server.close();
      await site.close();
    },
  };
}

/** Calls the routes below `base` with an account's key. */
export function accountAt(base: string, { id, key }: { id: string; key: string }): Account {
  const call: Account['call'] = async (method, path, body) => {
    const headers = { 'x-api-key': key, 'content-type': 'application/json' };
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(base + path, { method, headers, ...init });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const isJson = answer.headers.get('content-type')?.startsWith('application/json') ?? false;
    return {
      status: answer.status,
      headers: answer.headers,
      bytes,
      body: isJson ? JSON.parse(bytes.toString()) : undefined,
    };
  };
  const created = async (path: string, body: unknown) => {
    const answer = await call('POST', path, body);
    if (answer.status !== 201) throw new Error(`Refused: ${answer.bytes.toString()}`);
    return answer.body;
  };
  return {
    id,
    key,
    call,
    scrape: async (url) => (await created('/jobs', { url })).id,
    ended: async (job) =>
      (
        await eventually(
          async () => await call('GET', `/jobs/${job}`),
          ({ body }) => body.finished_at !== null,
        )
      ).body,
    register: async (url, events = ['job.completed']) =>
      await created('/webhook-endpoints', { url, enabled_events: events }),
  };
}

import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { TestClock } from 'pg-boss';
import { startServer } from '../../../src/index.ts';
import { createApi, type Answer, type Api } from '../../server/support/api.ts';
import { eventually } from '../../server/support/eventually.ts';
import type { Received } from '../../server/support/receiver.ts';
import { createScriptedDomain, type ScriptedDomain } from '../../server/support/scripted-domain.ts';
import type { TestDatabase } from '../../server/support/test-database.ts';
import { ADMIN_TOKEN, PASSWORD } from '../../server/support/test-server.ts';

export const PUBLIC_URL = 'https://scrupp.example';
/** Three hundred requests a minute are allowed, and the minute does not pass by itself. */
const POLL_MS = 100;

export interface Account {
  readonly id: string;
  readonly key: string;
  /** Speaks to `/scrupp/api/v1` with the account's key. */
  readonly api: Api;
  /** Starts a company task and returns its process id; throws when it is refused. */
  readonly look: (items: readonly string[], more?: object) => Promise<number>;
  /** The status of a task that has ended. */
  readonly ended: (processId: number) => Promise<Answer['body']>;
  /** A browser's tab: what it sends carries the account's session cookie. */
  readonly dashboard: () => Promise<(method: string, path: string) => Promise<Answer>>;
}

export interface ScruppServer {
  readonly url: string;
  readonly domain: ScriptedDomain;
  readonly clock: TestClock;
  readonly admin: Api;
  readonly account: (balance?: number) => Promise<Account>;
  /** The delivery of a task's end once it is as `ready` wants it. */
  readonly delivery: (
    processId: number,
    ready: (delivery: Answer['body']) => boolean,
  ) => Promise<Answer['body']>;
  close(): Promise<void>;
}

/** A server with scripted leads, whose time passes when the test says so. */
export async function startScrupp(database: TestDatabase): Promise<ScruppServer> {
  const domain = createScriptedDomain();
  const queueClock = new TestClock(Date.parse('2026-11-20T00:00:00Z'));
  const clock: Clock = {
    now: () => queueClock.now(),
    sleep: async (ms, signal) => await systemClock.sleep(ms, signal),
  };
  const settings = {
    ...database.settings,
    port: 0,
    adminToken: ADMIN_TOKEN,
    logLevel: 'silent',
    allowPrivateWebhooks: true,
    publicUrl: PUBLIC_URL,
  };
  const server = await startServer(settings, { clock, queueClock, leadEngine: domain });
  const { url } = server;
  const admin = createApi(`${url}/admin`, ADMIN_TOKEN);
  return {
    url,
    domain,
    clock: queueClock,
    admin,
    account: async (balance = 1) => await newAccount(url, admin, balance),
    delivery: async (processId, ready) =>
      await eventually(
        async () => {
          const { deliveries } = (await admin.get('/deliveries')).body;
          return deliveries.find(({ job_id: id }: { job_id: string }) => id === String(processId));
        },
        (delivery) => delivery !== undefined && ready(delivery),
      ),
    close: async () => await server.close(),
  };
}

async function newAccount(url: string, admin: Api, balance: number): Promise<Account> {
  const email = `${randomUUID()}@example.com`;
  const { body } = await admin.post('/accounts', { email, password: PASSWORD, balance });
  const api = createApi(`${url}/scrupp/api/v1`, body.api_key);
  const browser = createApi(url, '');
  return {
    id: body.account_id,
    key: body.api_key,
    api,
    look: async (items, more = {}) => {
      const { status, body: task, text } = await api.post('/company/linkedin', { items, ...more });
      if (status !== 202) throw new Error(`The task was refused: ${text}`);
      return task.process_id;
    },
    ended: async (processId) => {
      const read = async () => {
        await delay(POLL_MS);
        return (await api.get(`/task/${processId}/status`)).body;
      };
      return await eventually(read, ({ status }) => status !== 'queued' && status !== 'running');
    },
    dashboard: async () => {
      const { headers } = await browser.post('/api/session', { email, password: PASSWORD });
      const [cookie = ''] = headers.get('set-cookie')?.split(';') ?? [];
      return async (method, path) => await browser.send(method, path, { headers: { cookie } });
    },
  };
}

/** The headers of a request by their lower-case names. */
export const headersOf = ({ headers }: Received): Readonly<Record<string, string>> =>
  Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));

/** What the document has a receiver compute. */
export function expectedSignature(key: string, { body }: Received, timestamp: string): string {
  return `sha256=${createHmac('sha256', key).update(`${timestamp}.`).update(body).digest('hex')}`;
}

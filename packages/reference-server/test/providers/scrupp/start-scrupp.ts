import { createHmac, randomUUID } from 'node:crypto';
import type { Clock } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { TestClock } from 'pg-boss';
import { startServer } from '../../../src/index.ts';
import { createApi, type Answer, type Api } from '../../support/api.ts';
import { eventually } from '../../support/eventually.ts';
import { startReceiver, type Received, type Receiver } from '../../support/receiver.ts';
import { createScriptedLeadEngine, type ScriptedLeadEngine } from '../../support/scripted-lead-engine.ts';
import type { TestDatabase } from '../../support/test-database.ts';
import { ADMIN_TOKEN, PASSWORD } from '../../support/test-server.ts';

export const PUBLIC_URL = 'https://scrupp.example';

export interface Account {
  readonly id: string;
  readonly key: string;
  /** Sends requests to `/scrupp/api/v1` with the account's key. */
  readonly api: Api;
  /** Creates a company task and returns its process id; throws when the create is refused. */
  readonly look: (items: readonly string[], more?: object) => Promise<number>;
  /** Waits until the task has ended and returns its status. */
  readonly ended: (processId: number) => Promise<Answer['body']>;
  /** Logs in to the dashboard and returns a function that sends requests with the session cookie. */
  readonly dashboard: () => Promise<(method: string, path: string) => Promise<Answer>>;
}

export interface ScruppServer {
  readonly url: string;
  readonly leadEngine: ScriptedLeadEngine;
  readonly clock: TestClock;
  readonly admin: Api;
  readonly account: (balance?: number) => Promise<Account>;
  /** Waits until `ready` returns true for the delivery of the task's event, and returns that delivery. */
  readonly delivery: (
    processId: number,
    ready: (delivery: Answer['body']) => boolean,
  ) => Promise<Answer['body']>;
  close(): Promise<void>;
}

/** The running server and the receiver that all suites use. */
export interface Stage {
  readonly server: ScruppServer;
  /** Answers with the statuses that a test arranged for the path, and with 204 after them. */
  readonly receiver: Receiver;
  /** Arranges one status for each request to the path; `null` leaves a request without an answer. */
  readonly arrange: (path: string, ...statuses: readonly (number | null)[]) => void;
  close(): Promise<void>;
}

/** Starts the server and the receiver. */
export async function startStage(database: TestDatabase): Promise<Stage> {
  const arranged = new Map<string, (number | null)[]>();
  const receiver = await startReceiver(({ path }, response) => {
    const status = arranged.get(path)?.shift();
    if (status !== null) response.writeHead(status ?? 204).end();
  });
  const server = await startScrupp(database);
  return {
    server,
    receiver,
    arrange: (path, ...statuses) => void arranged.set(path, [...statuses]),
    close: async () => {
      await server.close();
      await receiver.close();
    },
  };
}

/** Starts a server with scripted leads and a clock that moves only when the test moves it. */
export async function startScrupp(database: TestDatabase): Promise<ScruppServer> {
  const leadEngine = createScriptedLeadEngine();
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
  const server = await startServer(settings, { clock, queueClock, leadEngine });
  const { url } = server;
  const admin = createApi(`${url}/admin`, ADMIN_TOKEN);
  return {
    url,
    leadEngine,
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
      const read = async () => (await api.get(`/task/${processId}/status`)).body;
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

/** Computes the signature as Scrupp's documentation tells a receiver to (S06). */
export function expectedSignature(key: string, { body }: Received, timestamp: string): string {
  return `sha256=${createHmac('sha256', key).update(`${timestamp}.`).update(body).digest('hex')}`;
}

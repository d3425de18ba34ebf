import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  createClient,
  createInbox,
  createWebhookReceiver,
  providers,
  type Client,
  type Row,
  type WebhookEvent,
} from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { undiciTransport } from '@scrapekit/core/undici';
import { startServer, type RunningServer } from '@scrapekit/reference-server';
import { TestClock } from 'pg-boss';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startUnreliableReceiver } from './unreliable-receiver.ts';

const ADMIN_TOKEN = 'admin-token-of-the-tests';

interface Account {
  readonly account_id: string;
  readonly api_key: string;
  readonly webhook_secret: string;
}

interface LoggedDelivery {
  readonly job_id: string;
  readonly state: string;
  readonly attempts: number;
  readonly attempted_at: string;
  readonly latency_ms: number;
  readonly next_attempt_at: string | null;
}

/** What a provider needs to set up its webhook. */
interface WebhookSetup {
  readonly account: Account;
  readonly client: Client;
  readonly url: string;
  /** Registers a webhook endpoint, as a user does in the dashboard, and returns its secret. */
  readonly register: (settings: object) => Promise<string>;
}

interface Case {
  readonly id: keyof typeof providers;
  readonly statements: string;
  readonly operation: string;
  readonly input: (website: string) => object;
  /** Sets up deliveries to `url` and returns the secrets that verify them. */
  readonly setUpWebhook: (setup: WebhookSetup) => Promise<readonly string[]> | readonly string[];
  /** Seconds until a lost delivery is repeated; null for a provider that does not repeat it. */
  readonly repeatedAfter: number | null;
  /** A field that every row has. */
  readonly field: string;
}

const cases: readonly Case[] = [
  {
    id: 'scrapekit',
    statements: 'C171, C196',
    operation: 'scrape',
    input: () => ({ query: 'dentists', location: 'Austin, Texas', max_leads: 5 }),
    setUpWebhook: ({ account }) => [account.webhook_secret],
    repeatedAfter: null,
    field: 'name',
  },
  {
    id: 'matchkraft',
    statements: 'M04, M06, M09',
    operation: 'domainScan',
    input: (website) => ({ records: [website] }),
    setUpWebhook: async ({ register, url }) => {
      await register({ provider: 'matchkraft', url });
      return [];
    },
    repeatedAfter: null,
    field: 'website',
  },
  {
    id: 'scrapenest',
    statements: 'N01, N02, N04, N05',
    operation: 'scrape',
    input: (website) => ({ url: website }),
    setUpWebhook: async ({ client, url }) => [
      (await client.registerEndpoint({ url, events: ['job.completed'] })).secret,
    ],
    repeatedAfter: 5,
    field: 'name',
  },
  {
    id: 'scrupp',
    statements: 'S05, S06, S07',
    operation: 'companies',
    input: (website) => ({ items: [website] }),
    setUpWebhook: ({ account }) => [account.api_key],
    repeatedAfter: 30,
    field: 'company_website',
  },
  {
    id: 'scrapfly',
    statements: 'F01, F04, F08, F11',
    operation: 'scrape',
    input: (website) => ({ url: website, webhook_name: 'e2e' }),
    setUpWebhook: async ({ register, url }) => [await register({ provider: 'scrapfly', url, name: 'e2e' })],
    repeatedAfter: 30,
    field: 'content',
  },
];

describe('a job with a lost first webhook', () => {
  // The queue takes the time of retries from this clock. Everything else uses real time.
  const queueClock = new TestClock(Date.now());
  let dataDir: string;
  let server: RunningServer;
  let website: string;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'scrapekit-e2e-'));
    const settings = { port: 0, dataDir, adminToken: ADMIN_TOKEN, allowPrivateWebhooks: true };
    server = await startServer({ ...settings, logLevel: 'silent' }, { queueClock });
    website = await websiteOfALead();
  });
  afterAll(async () => {
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const admin = async <Answer>(path: string, body?: object): Promise<Answer> => {
    const response = await fetch(`${server.url}/admin${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Answer;
  };
  const createAccount = async () =>
    await admin<Account>('/accounts', {
      email: `${crypto.randomUUID()}@example.com`,
      password: crypto.randomUUID(),
      balance: 10,
    });
  const connect = (id: keyof typeof providers, { api_key: apiKey }: Account) => {
    const clock = { now: () => systemClock.now(), sleep: shortSleep };
    const inbox = createInbox({ clock });
    const baseUrl = id === 'scrapekit' ? server.url : `${server.url}/${id}`;
    const transport = undiciTransport();
    const options = { transport, clock, credentials: { apiKey }, baseUrl, deliveries: inbox };
    return { clock, inbox, client: createClient(providers[id], options) };
  };
  const websiteOfALead = async () => {
    const { client } = connect('scrapekit', await createAccount());
    const job = await client.create('scrape', { query: 'bakeries', location: 'Boston', max_leads: 10 });
    await client.wait(job);
    const leads = await Array.fromAsync(client.results(job));
    return leads.map((lead) => String(lead.website)).find((site, index) => emailsOf(leads[index]) > 0)!;
  };
  const deliveriesOf = async (jobId: string) => {
    const { deliveries } = await admin<{ readonly deliveries: readonly LoggedDelivery[] }>('/deliveries');
    return deliveries.filter((delivery) => delivery.job_id === jobId);
  };

  test.each(cases)(
    '$statements: $id ends the job once, with its rows',
    async ({ id, operation, input, setUpWebhook, repeatedAfter, field }) => {
      const account = await createAccount();
      const { clock, inbox, client } = connect(id, account);
      const secrets: string[] = [];
      const dispatched: WebhookEvent[] = [];
      const receive = createWebhookReceiver({
        provider: providers[id],
        inbox,
        clock,
        secrets,
        dispatch: (event) => void dispatched.push(event),
      });
      const receiver = await startUnreliableReceiver(receive);
      const register = async (settings: object) => {
        const path = `/accounts/${account.account_id}/webhook-endpoints`;
        return (await admin<{ secret: string }>(path, settings)).secret;
      };
      secrets.push(...(await setUpWebhook({ account, client, url: receiver.url, register })));

      const isPerJob = providers[id].webhook.registration.kind === 'per-job';
      const job = await client.create(
        operation,
        input(website),
        isPerJob ? { webhookUrl: receiver.url } : {},
      );
      const lost = await until(
        async () => await deliveriesOf(job.id),
        (deliveries) => deliveries.some(({ attempts, state }) => attempts === 1 && state !== 'sending'),
      );
      if (repeatedAfter !== null) await queueClock.setTime(new Date(lost[0]!.next_attempt_at!));
      const ended = await client.wait(job, { timeoutMs: 60_000 });
      const rows = await Array.fromAsync(client.results(job));

      expect(lost.map(({ state }) => state)).toEqual([repeatedAfter === null ? 'failed' : 'waiting']);
      expect(lost.map(pauseSeconds)).toEqual([repeatedAfter]);
      expect(ended.status).toBe('completed');
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect(row).toHaveProperty(field);
      if (repeatedAfter === null) {
        expect(receiver.requests).toHaveLength(1);
      } else {
        await until(
          () => dispatched,
          ({ length }) => length > 0,
        );
        expect(dispatched.map(({ jobId }) => jobId)).toEqual([job.id]);
      }

      // A delivery that is sent twice is dispatched once. A changed delivery is refused.
      const genuine = receiver.requests.at(-1)!;
      const before = dispatched.length;
      expect((await receive(genuine)).status).toBe(200);
      expect(dispatched).toHaveLength(repeatedAfter === null ? before + 1 : before);
      expect((await receive(genuine)).status).toBe(200);
      expect(dispatched).toHaveLength(1);
      const forged = { ...genuine, body: Buffer.from(genuine.body).fill(0x20, 0, 1) };
      expect((await receive(forged)).status).toBeGreaterThanOrEqual(400);
      await receiver.close();
    },
    90_000,
  );
});

const emailsOf = (lead: Row | undefined): number =>
  Array.isArray(lead?.emails_found) ? lead.emails_found.length : 0;

/** The seconds between the end of an attempt and the next one; null when there is no next one. */
const pauseSeconds = ({
  attempted_at: from,
  latency_ms,
  next_attempt_at: to,
}: LoggedDelivery): number | null =>
  to === null ? null : (Date.parse(to) - Date.parse(from) - latency_ms) / 1_000;

/** Pauses for a hundredth of the time. */
const shortSleep = async (ms: number, signal?: AbortSignal): Promise<void> =>
  await delay(ms / 100, undefined, { signal });

async function until<T>(read: () => T | Promise<T>, ready: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read();
    if (ready(value)) return value;
    await delay(20);
  }
}

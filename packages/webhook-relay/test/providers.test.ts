import { createClient, providers, type Client } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { undiciTransport } from '@scrapekit/core/undici';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  startReferenceServer,
  type ReferenceServer,
  type TestAccount,
} from '../../../test/e2e/reference-server.ts';
import type { RelayConfig, Source } from '../src/config/config.ts';
import { startFront, type Front, type PassingWebhook } from './support/start-front.ts';
import { startTarget, type TargetRequest, type TestTarget } from './support/start-target.ts';
import { startTestRelay, urlTarget, type TestRelay } from './support/test-relay.ts';

const ADMIN_TOKEN = 'token of the operator';
/** A secret of the right form that signs nothing. The one that signs stands behind it, as after a change of secrets. */
const OTHER_SECRET = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;

type ProviderId = keyof typeof providers;

interface Case {
  readonly id: ProviderId;
  readonly operation: string;
  readonly input: (website: string) => object;
}

const search = { query: 'dentists', location: 'Austin, TX', max_leads: 5 };
const cases: readonly Case[] = [
  { id: 'scrapekit', operation: 'scrape', input: () => search },
  { id: 'matchkraft', operation: 'domainScan', input: (website) => ({ records: [website] }) },
  { id: 'scrupp', operation: 'companies', input: (website) => ({ items: [website] }) },
  { id: 'scrapfly', operation: 'scrape', input: (website) => ({ url: website, webhook_name: 'relay' }) },
  { id: 'scrapenest', operation: 'scrape', input: (website) => ({ url: website }) },
];

let server: ReferenceServer;
let account: TestAccount;
let front: Front;
let target: TestTarget;
let relay: TestRelay;
let website: string;

beforeAll(async () => {
  server = await startReferenceServer();
  account = await server.createAccount(1_000);
  front = await startFront();
  target = await startTarget();
  relay = await startTestRelay(configWith({}), { adminToken: ADMIN_TOKEN });
  await relay.restart(configWith(await registerWebhooks()));
  front.relayUrl = relay.running.url;
  website = await websiteOfALead();
});
afterAll(async () => {
  await relay.close();
  await target.close();
  await front.close();
  await server.close();
});
beforeEach(() => {
  front.handling = async (webhook, pass) => await pass(webhook);
  front.passed.length = 0;
});

const baseUrlOf = (id: ProviderId): string => (id === 'scrapekit' ? server.url : `${server.url}/${id}`);

/** The settings with one source for each provider. Every target gets the rows as well. */
function configWith(secrets: Readonly<Partial<Record<ProviderId, string>>>): RelayConfig {
  const sources = cases.map(({ id }): Source => {
    const secret = secrets[id];
    const rows = { kind: 'pages', maxBytes: 5_000_000, maxRows: 1_000 } as const;
    return {
      ...{ name: id, provider: providers[id], baseUrl: baseUrlOf(id), apiKey: account.api_key },
      ...{ webhookSecrets: secret === undefined ? [] : [OTHER_SECRET, secret], lateAfterMs: 2_000 },
      targets: [urlTarget(`of-${id}`, target.url, { rows })],
    };
  });
  const targets = sources.flatMap((source) => source.targets);
  return { publicUrl: front.url, allowPrivate: true, sources, targets };
}

/** Enters the addresses of the relay at the providers, as its user does. Returns the secrets that sign. */
async function registerWebhooks(): Promise<Readonly<Partial<Record<ProviderId, string>>>> {
  const urlOf = (id: ProviderId) => relay.running.webhookUrls.get(id) ?? '';
  const enter = async (settings: object) =>
    (await server.admin(`/accounts/${account.account_id}/webhook-endpoints`, settings)) as {
      readonly secret: string;
    };
  await enter({ provider: 'matchkraft', url: urlOf('matchkraft') });
  const { secret: ofScrapfly } = await enter({
    ...{ provider: 'scrapfly', name: 'relay', url: urlOf('scrapfly') },
  });
  const { secret: ofScrapenest } = await clientOf('scrapenest', baseUrlOf('scrapenest')).registerEndpoint({
    ...{ url: urlOf('scrapenest'), events: ['job.completed'] },
  });
  return {
    ...{ scrapekit: account.webhook_secret, scrupp: account.api_key },
    ...{ scrapfly: ofScrapfly, scrapenest: ofScrapenest },
  };
}

const clientOf = (id: ProviderId, baseUrl: string): Client =>
  createClient(providers[id], {
    ...{ transport: undiciTransport(), clock: systemClock, baseUrl },
    credentials: { apiKey: account.api_key },
  });

async function websiteOfALead(): Promise<string> {
  const client = clientOf('scrapekit', server.url);
  const job = await client.create('scrape', { query: 'bakeries', location: 'Boston', max_leads: 10 });
  await client.wait(job);
  const leads = await Array.fromAsync(client.results(job));
  const found = leads.find(({ emails_found: emails }) => Array.isArray(emails) && emails.length > 0);
  return String(found?.['website']);
}

/** Creates a job as a tool does that has the relay as its base URL. */
async function createThroughRelay({ id, operation, input }: Case): Promise<string> {
  const client = clientOf(id, `${relay.running.url}/proxy/${id}`);
  return (await client.create(operation, input(website))).id;
}

const arrivalOf = async (jobId: string): Promise<TargetRequest> =>
  await target.find(({ body }) => body.job.id === jobId);

/** Counts the stored deliveries of a target, which are all that it ever gets. */
async function countDeliveries(name: string): Promise<number> {
  const response = await fetch(`${relay.running.url}/metrics`, {
    headers: { authorization: `Basic ${Buffer.from(`me:${ADMIN_TOKEN}`).toString('base64')}` },
  });
  const lines = (await response.text()).matchAll(/^relay_deliveries\{target="([^"]*)".*\} (\d+)$/gm);
  return Array.from(lines).reduce((sum, [, of, count]) => sum + (of === name ? Number(count) : 0), 0);
}

async function send({ path, headers, body }: PassingWebhook): Promise<number> {
  const url = `${relay.running.url}${path}`;
  return (await fetch(url, { method: 'POST', headers, body: new Uint8Array(body) })).status;
}

test.each(cases)(
  'a job of $id that a tool creates through the relay reaches its target once, with its rows',
  async (one) => {
    const jobId = await createThroughRelay(one);
    const { body } = await arrivalOf(jobId);
    const before = await countDeliveries(`of-${one.id}`);
    const webhook = front.passed.find(({ path }) => path.startsWith(`/in/${one.id}/`));
    const repeated = await send(webhook!);
    const forged = await send({ ...webhook!, body: Buffer.from(webhook!.body).fill(' ', 0, 1) });

    expect(body).toMatchObject({
      ...{ type: 'job.completed', provider: one.id, reconciled: one.id === 'matchkraft' },
      job: { id: jobId, operation: one.operation, status: 'completed' },
    });
    expect(body.rows?.length).toBeGreaterThan(0);
    expect(repeated).toBe(200);
    expect(forged).toBeGreaterThanOrEqual(400);
    expect(await countDeliveries(`of-${one.id}`)).toBe(before);
  },
);

test.each(cases)('a job of $id that the relay did not create reaches its target', async (one) => {
  const isPerJob = providers[one.id].webhook.registration.kind === 'per-job';
  const { id: jobId } = await clientOf(one.id, baseUrlOf(one.id)).create(
    one.operation,
    one.input(website),
    isPerJob ? { webhookUrl: relay.running.webhookUrls.get(one.id) } : {},
  );
  const { body } = await arrivalOf(jobId);

  expect(body).toMatchObject({ type: 'job.completed', reconciled: one.id === 'matchkraft' });
  expect(body.rows?.length).toBeGreaterThan(0);
});

// Scrapfly has no route for the state of a job.
test.each(cases.filter(({ id }) => id !== 'scrapfly'))(
  'a job of $id whose webhook is lost reaches its target',
  async (one) => {
    front.handling = () => Promise.resolve(200);
    const jobId = await createThroughRelay(one);
    const { body } = await arrivalOf(jobId);

    expect(body).toMatchObject({ type: 'job.completed', reconciled: true });
    expect(body.rows?.length).toBeGreaterThan(0);
  },
);

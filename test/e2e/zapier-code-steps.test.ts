import { readFile } from 'node:fs/promises';
import { createClient, providers, type Client } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { undiciTransport } from '@scrapekit/core/undici';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { runCodeStep, type Item } from '../examples/code-step.ts';
import { openCallbackUrl, type RawRequest } from './callback-url.ts';
import { startReferenceServer, type ReferenceServer, type TestAccount } from './reference-server.ts';

interface WebhookSetup {
  readonly client: Client;
  readonly url: string;
  /** Registers a webhook endpoint, as a user does in the dashboard, and returns its secret. */
  readonly register: (settings: object) => Promise<string>;
}

interface Case {
  readonly id: keyof typeof providers;
  readonly statements: string;
  readonly host: string;
  readonly operation: string;
  readonly input: (website: string) => object;
  /** Sets up deliveries to the URL and returns the secret that the user enters; empty for a provider without one. */
  readonly setUpWebhook: (setup: WebhookSetup) => Promise<string> | string;
  /** The header that Zapier shows as a field, for each value of the Input Data that comes from one. */
  readonly headers: Readonly<Record<string, string>>;
  /** A column that every row has. */
  readonly column: string;
}

const cases: readonly Case[] = [
  {
    id: 'scrapekit',
    statements: 'C165, C170',
    host: 'https://scrapekit.ai',
    operation: 'scrape',
    input: () => ({ query: 'dentists', location: 'Austin, Texas', max_leads: 5 }),
    setUpWebhook: () => account.webhook_secret,
    headers: { signature: 'Http-X-Scrapekit-Signature', timestamp: 'Http-X-Scrapekit-Timestamp' },
    column: 'place_id',
  },
  {
    id: 'matchkraft',
    statements: 'M04, M05, M09',
    host: 'https://app.matchkraft.com',
    operation: 'domainScan',
    input: (website) => ({ records: [website] }),
    setUpWebhook: async ({ register, url }) => {
      await register({ provider: 'matchkraft', url });
      return '';
    },
    headers: {},
    column: 'website',
  },
  {
    id: 'scrupp',
    statements: 'S04, S06, S07',
    host: 'https://api.scrupp.com',
    operation: 'companies',
    input: (website) => ({ items: [website] }),
    setUpWebhook: () => account.api_key,
    headers: { signature: 'Http-X-Scrupp-Signature', timestamp: 'Http-X-Scrupp-Timestamp' },
    column: 'company_website',
  },
  {
    id: 'scrapfly',
    statements: 'F01, F08',
    host: 'https://api.scrapfly.io',
    operation: 'scrape',
    input: (website) => ({ url: website, webhook_name: 'zap' }),
    setUpWebhook: async ({ register, url }) => await register({ provider: 'scrapfly', url, name: 'zap' }),
    headers: { signature: 'Http-X-Scrapfly-Webhook-Signature' },
    column: 'content',
  },
  {
    id: 'scrapenest',
    statements: 'N01, N05',
    host: 'https://api.scrapenest.com',
    operation: 'scrape',
    input: (website) => ({ url: website }),
    setUpWebhook: async ({ client, url }) =>
      (await client.registerEndpoint({ url, events: ['job.completed'] })).secret,
    headers: {
      signature: 'Http-Svix-Signature',
      timestamp: 'Http-Svix-Timestamp',
      message_id: 'Http-Svix-Id',
    },
    column: 'name',
  },
];

const transport = undiciTransport();
let server: ReferenceServer;
let account: TestAccount;
/** A website of the simulated internet that shows an email address. */
let website: string;

beforeAll(async () => {
  server = await startReferenceServer();
  account = await server.createAccount(10);
  website = await findWebsite();
});
afterAll(async () => {
  await server.close();
});

const baseUrlOf = (id: Case['id']): string => (id === 'scrapekit' ? server.url : `${server.url}/${id}`);
const connect = (id: Case['id']): Client =>
  createClient(providers[id], {
    transport,
    clock: systemClock,
    credentials: { apiKey: account.api_key },
    baseUrl: baseUrlOf(id),
  });
const register = async (settings: object): Promise<string> => {
  const endpoint = await server.admin(`/accounts/${account.account_id}/webhook-endpoints`, settings);
  return (endpoint as { secret: string }).secret;
};

async function runStep({ id, host, headers }: Case, delivery: RawRequest, secret: string) {
  const fromHeaders = Object.entries(headers).map(([name, header]) => [name, delivery.headers[header] ?? '']);
  return await runCodeStep(id, {
    inputData: {
      raw_body: delivery.content,
      webhook_secret: secret,
      api_key: account.api_key,
      ...(Object.fromEntries(fromHeaders) as Record<string, string>),
    },
    // The files name the provider's host. This is the reference server in its place.
    fetch: async (url, init) =>
      await fetch(
        (url as string).replace(host, () => baseUrlOf(id)),
        init,
      ),
    now: Math.floor(Date.now() / 1_000),
  });
}

test.each(cases)('$statements: a webhook of $id becomes the rows of its job', async (provider) => {
  const { id, operation, input, setUpWebhook, column } = provider;
  const client = connect(id);
  const hook = await openCallbackUrl();
  onTestFinished(() => hook.close());
  const secret = await setUpWebhook({ client, url: hook.url, register });

  const isPerJob = providers[id].webhook.registration.kind === 'per-job';
  const job = await client.create(operation, input(website), isPerJob ? { webhookUrl: hook.url } : {});
  const delivery = await hook.find(({ content }) => content.includes(job.id));
  const items = await runStep(provider, delivery, secret);

  expect(items.length).toBeGreaterThan(0);
  for (const [index, item] of items.entries())
    expect(item).toMatchObject({
      has_row: true,
      job_id: job.id,
      job_status: 'completed',
      row_id: `${job.id}:${index + 1}`,
      rows_total: items.length,
      [column]: expect.anything() as unknown,
    });
  if (id !== 'scrapfly') {
    const rows: Item[] = await Array.fromAsync(client.results(job));
    expect(items.map((item) => item[column])).toEqual(rows.map((row) => row[column]));
  }

  const forged = { ...delivery, content: delivery.content.replace(job.id, 'another') };
  await expect(runStep(provider, forged, secret)).rejects.toThrow('This delivery was refused');
});

test('the README names the headers as Zapier shows them', async () => {
  const readme = await readFile(new URL('../../examples/zapier/README.md', import.meta.url), 'utf8');

  for (const { headers } of cases)
    for (const header of Object.values(headers))
      expect(readme).toContain(`_Headers ${header.replaceAll('-', ' ')}_`);
});

async function findWebsite(): Promise<string> {
  const client = connect('scrapekit');
  const job = await client.create('scrape', { query: 'bakeries', location: 'Boston', max_leads: 10 });
  await client.wait(job);
  const leads = await Array.fromAsync(client.results(job));
  const lead = leads.find(({ emails_found: emails }) => Array.isArray(emails) && emails.length > 0);
  return String(lead?.website);
}

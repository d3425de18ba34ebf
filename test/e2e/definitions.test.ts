import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type Client,
  type Clock,
  createClient,
  type JobOperation,
  providers,
  type Row,
} from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { undiciTransport } from '@scrapekit/core/undici';
import { startServer, type RunningServer } from '@scrapekit/reference-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

type ProviderId = keyof typeof providers;

const ADMIN_TOKEN = 'admin-token-of-the-tests';
const BALANCE = 10;
const website = 'https://example.com/';

/** Pauses for a tenth of the time between two readings of a job. */
const clock: Clock = {
  now: () => systemClock.now(),
  sleep: async (ms, signal) => {
    await delay(ms / 10, undefined, { signal });
  },
};

/** The operations whose jobs can be read by polling, with an input. */
const jobs: readonly { readonly id: ProviderId; readonly operation: string; readonly input: object }[] = [
  {
    id: 'scrapekit',
    operation: 'scrape',
    input: { query: 'dentists', location: 'Austin, Texas', max_leads: 5, verify_emails: true },
  },
  { id: 'scrapekit', operation: 'verify', input: { emails: ['info@example.com', 'nobody@mailinator.com'] } },
  { id: 'matchkraft', operation: 'domainScan', input: { records: [website] } },
  { id: 'matchkraft', operation: 'emailValidation', input: { records: ['info@example.com'] } },
  {
    id: 'matchkraft',
    operation: 'emailFinder',
    input: { records: [{ firstName: 'Maria', lastName: 'Lopez', website }] },
  },
  { id: 'scrupp', operation: 'companies', input: { items: ['dentists in Austin, Texas'], max: 2 } },
  { id: 'scrupp', operation: 'contacts', input: { items: ['dentists in Austin, Texas'], max: 2 } },
  {
    id: 'scrupp',
    operation: 'job',
    input: { type: 'company.name', input: { items: ['dentists in Austin, Texas'], max: 2 } },
  },
];

describe('the definitions describe what the server answers', () => {
  let dataDir: string;
  let server: RunningServer;
  let apiKey: string;
  let email: string;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'scrapekit-e2e-'));
    server = await startServer({ port: 0, dataDir, adminToken: ADMIN_TOKEN, logLevel: 'silent' });
    email = `${crypto.randomUUID()}@example.com`;
    const response = await fetch(`${server.url}/admin/accounts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: crypto.randomUUID(), balance: BALANCE }),
    });
    apiKey = ((await response.json()) as { readonly api_key: string }).api_key;
  });
  afterAll(async () => {
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const connect = (id: ProviderId, key = apiKey): Client => {
    const baseUrl = id === 'scrapekit' ? server.url : `${server.url}/${id}`;
    const credentials = { apiKey: key };
    return createClient(providers[id], {
      transport: undiciTransport(),
      clock,
      credentials,
      baseUrl,
    });
  };

  test('C003, S11: an account is read with a good key and refused with a bad one', async () => {
    await expect(connect('scrapekit').account()).resolves.toMatchObject({ email, balance: BALANCE * 1000 });
    await expect(connect('scrupp').account()).resolves.toEqual({ balance: BALANCE * 1000 });
    await expect(connect('scrapfly').account()).resolves.toMatchObject({ balance: BALANCE * 1000 });
    await expect(connect('scrapenest').account()).resolves.toEqual({});
    for (const id of ['scrapekit', 'scrupp', 'scrapfly', 'scrapenest'] as const) {
      const bad = connect(id, `sk_live_${'x'.repeat(40)}`).account();
      await expect(bad).rejects.toSatisfy(({ status }: { status: number }) =>
        ((providers[id] as { badKeyStatuses?: readonly number[] }).badKeyStatuses ?? [401]).includes(status),
      );
    }
  });

  test.each(jobs)('$id $operation: the columns of its job and rows', async ({ id, operation, input }) => {
    const client = connect(id);
    const operations: Readonly<Record<string, unknown>> = providers[id].operations;
    const definition = operations[operation] as JobOperation;

    const created = await client.create(operation, input);
    const ended = await client.wait(created, { timeoutMs: 60_000 });
    const rows: Row[] = await Array.fromAsync(client.results(ended));

    expect(definition.job.created.safeParse(created.raw).error).toBeUndefined();
    expect(definition.job.schema.safeParse(ended.raw).error).toBeUndefined();
    expect(rows).not.toEqual([]);
    for (const row of rows) expect(definition.rows.schema.safeParse(row).error).toBeUndefined();
    const columns = Object.keys(definition.rows.schema.shape);
    expect(columns.filter((column) => rows.every((row) => !(column in row)))).toEqual([]);
  });

  test('N07: the files of a ScrapeNest job are fetched by the ids in its rows', async () => {
    const finder = connect('scrapekit');
    const search = await finder.create('scrape', { query: 'bakeries', location: 'Boston', max_leads: 10 });
    await finder.wait(search);
    const leads: Row[] = await Array.fromAsync(finder.results(search));
    const found = leads.find(({ emails_found }) => (emails_found as readonly string[]).length > 0);
    const client = connect('scrapenest');
    const { artifact, schema } = providers.scrapenest.operations.scrape.rows;

    const job = await client.create('scrape', { url: String(found?.website) });
    await client.wait(job);
    const files: Row[] = await Array.fromAsync(client.results(job));

    expect(files).not.toEqual([]);
    for (const file of files) {
      expect(schema.safeParse(file).error).toBeUndefined();
      const bytes = Buffer.concat(
        await Array.fromAsync(client.artifact(job, String(file[artifact.idColumn]))),
      );
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256);
    }
  });

  test('X01: the list shows a job that was just created', async () => {
    const client = connect('scrapekit');
    const { id } = await client.create('verify', { emails: ['sales@example.com'] });

    const listed = await Array.fromAsync(client.list('verify'));

    expect(listed[0]).toMatchObject({ id, operation: 'verify' });
  });
});

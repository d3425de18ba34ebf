import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, providers, type Client, type Clock, type Row } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { undiciTransport } from '@scrapekit/core/undici';
import { readConfig, startRelay, type RelayConfig, type RunningRelay } from '@scrapekit/webhook-relay';
import { N8n } from '@scrapekit/workflow-runner';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { runCodeStep } from '../examples/code-step.ts';
import { passThrough, readBlueprint, runScenario } from '../examples/make-scenario.ts';
import { runStep } from '../examples/pipedream-step.ts';
import { canRunScript, runScript } from '../examples/shell-script.ts';
import { openCallbackUrl, type CallbackUrl, type RawRequest } from './callback-url.ts';
import { readPlainWorkflow } from './plain-workflow.ts';
import { startReferenceServer, type ReferenceServer, type TestAccount } from './reference-server.ts';

const SEARCH = { query: 'dentists', location: 'Austin, Texas', max_leads: 5 };
const secrets = {
  MAKE_KEY: 'key-of-make',
  CLAY_TOKEN: 'token-of-clay',
  ZAPIER_SIGNING_SECRET: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
};
const tools = ['make', 'zapier', 'clay'] as const;

let server: ReferenceServer;
let account: TestAccount;
let client: Client;
let folder: string;
/** Takes the webhooks of the provider and loses them. */
let lost: CallbackUrl;
let hooks: Readonly<Record<(typeof tools)[number], CallbackUrl>>;
let relay: RunningRelay;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'e2e-catch-hooks-'));
  server = await startReferenceServer();
  account = await server.createAccount(1_000);
  client = createClient(providers.scrapekit, {
    transport: undiciTransport(),
    clock: systemClock,
    credentials: { apiKey: account.api_key },
    baseUrl: server.url,
  });
  lost = await openCallbackUrl();
  const [make, zapier, clay] = await Promise.all(tools.map(() => openCallbackUrl()));
  hooks = { make: make!, zapier: zapier!, clay: clay! };
  relay = await startRelay({
    ...{ config: await relayConfig(), dataDir: folder, host: '127.0.0.1', port: 0 },
    logger: pino({ level: 'silent' }),
  });
});

afterAll(async () => {
  await relay.close();
  await Promise.all([lost, ...Object.values(hooks)].map(async (hook) => await hook.close()));
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** The settings of the example, with the addresses of the tests in place of those that the user enters. */
async function relayConfig(): Promise<RelayConfig> {
  const text = await readFile(new URL('../../examples/catch-hooks/relay.yaml', import.meta.url), 'utf8');
  const environment = {
    ...secrets,
    SCRAPEKIT_API_KEY: account.api_key,
    SCRAPEKIT_WEBHOOK_SECRET: account.webhook_secret,
  };
  const config = readConfig(text, { fileName: 'relay.yaml', environment });
  const targets = config.targets.map((target) => ({
    ...target,
    url: hooks[target.name as (typeof tools)[number]].url,
  }));
  const late = { baseUrl: server.url, lateAfterMs: 1_500, targets };
  return {
    publicUrl: new URL(lost.url).origin,
    allowPrivate: true,
    targets,
    sources: config.sources.map((source) => ({ ...source, ...late })),
  };
}

/** Starts a job through the relay. Its webhook is lost. */
async function createThroughRelay(): Promise<string> {
  const response = await fetch(`${relay.url}/proxy/leads/api/v1/scrape/jobs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${account.api_key}`, 'content-type': 'application/json' },
    body: JSON.stringify(SEARCH),
  });
  return ((await response.json()) as { job_id: string }).job_id;
}

/** The rows of the job as core reads them, by the column that no two of them share. */
const placesOf = async (jobId: string): Promise<readonly unknown[]> =>
  places(await Array.fromAsync(client.results({ id: jobId, operation: 'scrape' })));
const places = (rows: readonly Row[]): readonly unknown[] => rows.map((row) => row.place_id).toSorted();

/** Reads the file that the script has written. */
const readLeads = async (jobId: string): Promise<readonly Row[]> =>
  JSON.parse(await readFile(join(folder, `${jobId}.json`), 'utf8')) as readonly Row[];

const isAbout =
  (jobId: string) =>
  ({ content }: RawRequest): boolean =>
    content.includes(jobId);

// A step of Pipedream runs with another global function.
const { fetch: request } = globalThis;

/** Sends the requests of an example to the reference server in place of ScrapeKit. */
const toServer: typeof fetch = async (url, init) =>
  await request(
    (url as string).replace('https://scrapekit.ai', () => server.url),
    init,
  );

test.skipIf(!canRunScript)(
  'C165, C170: a webhook of the server becomes the rows of its job in Make, Pipedream and the script',
  async () => {
    await using arrivals = new AsyncDisposableStack();
    const hook = await openCallbackUrl();
    arrivals.defer(async () => await hook.close());
    const { id } = await client.create('scrape', SEARCH, { webhookUrl: hook.url });
    const { content, headers } = await hook.find(isAbout(id));
    const { api_key, webhook_secret } = account;
    const timestamp = headers['Http-X-Scrapekit-Timestamp'] ?? '';
    const signature = headers['Http-X-Scrapekit-Signature'] ?? '';
    const sent = { 'x-scrapekit-timestamp': timestamp, 'x-scrapekit-signature': signature };

    const bundles = await runScenario(readBlueprint('make'), {
      bundle: passThrough(content, sent),
      settings: { api_key, webhook_secret },
      now: Math.floor(Date.now() / 1_000),
      fetch: toServer,
    });
    const end = await runStep('pipedream-webhook', {
      props: { api_key, webhook_secret },
      event: { headers: sent, bodyRaw: content },
      fetch: toServer,
    });
    const { code } = await runScript(['webhook', folder], {
      env: {
        SCRAPEKIT_URL: server.url,
        SCRAPEKIT_API_KEY: api_key,
        SCRAPEKIT_WEBHOOK_SECRET: webhook_secret,
        X_SCRAPEKIT_TIMESTAMP: timestamp,
        X_SCRAPEKIT_SIGNATURE: signature,
      },
      input: content,
    });

    const expected = await placesOf(id);
    expect(places(bundles.map((each) => each['6'] as Row))).toEqual(expected);
    expect(places((end as { value: readonly Row[] }).value)).toEqual(expected);
    expect(code).toBe(0);
    expect(places(await readLeads(id))).toEqual(expected);
  },
);

test('Make: the rows of a job whose webhook was lost arrive through the relay', async () => {
  const jobId = await createThroughRelay();
  const { content, headers } = await hooks.make.find(isAbout(jobId));
  const bundle = JSON.parse(content) as Row;
  const bundles = await runScenario(readBlueprint('make-relay'), { bundle, now: 0, fetch });

  expect(bundle).toMatchObject({ reconciled: true });
  expect(headers['Http-X-Make-Apikey']).toBe(secrets.MAKE_KEY);
  expect(places(bundles.map((each) => each['2'] as Row))).toEqual(await placesOf(jobId));
  expect(bundles[0]).toMatchObject({ 3: { row_id: `${jobId}:1:1` } });
});

test('Zapier: the rows of a job whose webhook was lost arrive through the relay', async () => {
  const jobId = await createThroughRelay();
  const { content, headers } = await hooks.zapier.find(isAbout(jobId));
  const items = await runCodeStep('../catch-hooks/zapier-relay', {
    inputData: {
      raw_body: content,
      webhook_id: headers['Http-Webhook-Id'] ?? '',
      timestamp: headers['Http-Webhook-Timestamp'] ?? '',
      signature: headers['Http-Webhook-Signature'] ?? '',
      signing_secret: secrets.ZAPIER_SIGNING_SECRET,
    },
    fetch,
    now: Math.floor(Date.now() / 1_000),
  });

  expect(items[0]).toMatchObject({ has_row: true, row_id: `${jobId}:1:1` });
  expect(places(items)).toEqual(await placesOf(jobId));
});

test('Clay: each row of a job whose webhook was lost arrives as one request through the relay', async () => {
  const jobId = await createThroughRelay();
  await client.wait({ id: jobId, operation: 'scrape' });
  const expected = await placesOf(jobId);
  const arrived = () => hooks.clay.received.filter(isAbout(jobId));

  await vi.waitFor(() => expect(arrived()).toHaveLength(expected.length), { timeout: 60_000 });
  expect(places(arrived().map(({ content }) => JSON.parse(content) as Row))).toEqual(expected);
  for (const { headers } of arrived()) expect(headers['Http-X-Clay-Webhook-Auth']).toBe(secrets.CLAY_TOKEN);
});

/** Passes each wait of a workflow as soon as the newest job has ended. */
const clock: Clock = {
  now: () => systemClock.now(),
  sleep: async () => {
    await client.wait({ id: await newestJob(), operation: 'scrape' });
  },
};

async function newestJob(): Promise<string> {
  const response = await fetch(`${server.url}/api/v1/scrape/jobs?limit=1`, {
    headers: { authorization: `Bearer ${account.api_key}` },
  });
  const { jobs } = (await response.json()) as { jobs: { job_id: string }[] };
  return jobs[0]!.job_id;
}

test('n8n: a workflow of plain nodes reads the rows of its job without a webhook', async () => {
  await using n8n = await N8n.start({ nodePackages: [], folder, clock });
  const outcome = await n8n.run(await readPlainWorkflow('n8n-wait', server.url), {
    credentials: { httpBearerAuth: { token: account.api_key } },
  });
  const rows = (outcome.outputs['New Leads Only']?.[0] ?? []).map(({ json }) => json);
  const jobId = await newestJob();

  expect(outcome).toMatchObject({ status: 'success' });
  expect(outcome.resumes.map(({ by }) => by)).toContain('timer');
  expect(rows[0]).toMatchObject({ row_id: `${jobId}:1` });
  expect(places(rows)).toEqual(await placesOf(jobId));
});

test('Pipedream: a step reads the rows of its job without a webhook', async () => {
  const props = { api_key: account.api_key, ...SEARCH };
  const start = await runStep('pipedream-job', { props, fetch: toServer });
  const { context } = start as { context: { job_id: string } };
  await client.wait({ id: context.job_id, operation: 'scrape' });
  const end = await runStep('pipedream-job', { props, run: { runs: 2, context }, fetch: toServer });

  expect(start.kind).toBe('rerun');
  const { value } = end as { value: readonly Row[] };
  expect(value[0]).toMatchObject({ row_id: `${context.job_id}:1` });
  expect(places(value)).toEqual(await placesOf(context.job_id));
});

test.skipIf(!canRunScript)('curl: the script reads the rows of a job whose webhook was lost', async () => {
  const job = await client.create('scrape', SEARCH, { webhookUrl: lost.url });
  const { code, errors } = await runScript(['job', job.id, folder], {
    env: {
      SCRAPEKIT_URL: server.url,
      SCRAPEKIT_API_KEY: account.api_key,
      SCRAPEKIT_POLL_SECONDS: '1',
    },
  });

  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(places(await readLeads(job.id))).toEqual(await placesOf(job.id));
});

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, providers } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { undiciTransport } from '@scrapekit/core/undici';
import { buildNodePackage, N8n, type NodePackage, type Outcome } from '@scrapekit/workflow-runner';
import type { IDataObject, IWorkflowBase } from 'n8n-workflow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startReferenceServer, type ReferenceServer, type TestAccount } from './reference-server.ts';

const examples = new URL('../../examples/workflows/', import.meta.url);

let server: ReferenceServer;
let account: TestAccount;
/** A website of the simulated internet that shows an email address. */
let website: string;
let nodePackage: NodePackage;
let n8n: N8n;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'e2e-siblings-'));
  server = await startReferenceServer();
  account = await server.createAccount(100);
  website = await findWebsite();
  nodePackage = await buildNodePackage();
  n8n = await N8n.start({ nodePackages: [nodePackage.folder], folder });
});

afterAll(async () => {
  await n8n[Symbol.asyncDispose]();
  await nodePackage[Symbol.asyncDispose]();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const readExample = async (file: string): Promise<IWorkflowBase> =>
  JSON.parse(await readFile(new URL(file, examples), 'utf8')) as IWorkflowBase;

async function run(workflow: IWorkflowBase): Promise<Outcome> {
  const { api_key: apiKey } = account;
  return await n8n.run(workflow, {
    credentials: {
      scruppApi: { apiKey, baseUrl: `${server.url}/scrupp` },
      scrapflyApi: { apiKey, baseUrl: `${server.url}/scrapfly` },
      scrapeNestApi: { apiKey, baseUrl: `${server.url}/scrapenest` },
    },
  });
}

const itemsOf = ({ outputs }: Outcome, node: string): readonly IDataObject[] =>
  (outputs[node] ?? []).flat().map(({ json }) => json);

test('S01, S09: the example that looks up contacts with Scrupp writes a file with the contacts that were found', async () => {
  const example = await readExample('contacts-of-companies-to-csv.json');
  const outcome = await run(withText(example, 'ibm, microsoft', website));

  expect(outcome).toMatchObject({ status: 'success' });
  const [contact] = itemsOf(outcome, 'Found');
  expect(contact).toMatchObject({ item: website, found: true });
  expect(fileOf(outcome, 'Convert to File').toString('utf8')).toContain(contact?.email);
});

test('S01, S06: the example that looks up many companies sleeps until the webhook of Scrupp, and each address keeps its company', async () => {
  const example = withText(
    await readExample('addresses-of-many-companies.json'),
    '"ibm"',
    JSON.stringify(website),
  );
  const node = example.nodes.find(({ name }) => name === 'Company Addresses')!;
  // Without these options the task would end before the node sleeps, or the node would poll before the webhook arrives.
  node.parameters.options = { waitBeforeSleep: 0, pollEvery: 600 };
  await server.admin('/world', { latency_ms: 150 });
  const outcome = await run(example);
  await server.admin('/world', { latency_ms: 0 });

  expect(outcome).toMatchObject({ status: 'success' });
  expect(outcome.resumes.map(({ by }) => by)).toEqual(['webhook']);
  const addresses = itemsOf(outcome, 'Address and Company');
  expect(addresses).not.toEqual([]);
  for (const address of addresses)
    expect(address).toMatchObject({
      asked_for: website,
      email: expect.stringContaining('@') as string,
      verdict: expect.any(String) as string,
    });
});

test('F20: the example that scrapes pages with Scrapfly makes a text file of each page', async () => {
  const example = await readExample('pages-as-markdown-files.json');
  const other = withText(example, 'https://example.com', website);
  const outcome = await run(withText(other, 'https://httpbin.org/html', website));

  expect(outcome).toMatchObject({ status: 'success' });
  expect(outcome.outputs['Convert to File']?.[0]).toHaveLength(2);
  expect(fileOf(outcome, 'Convert to File').toString('utf8')).toBe(itemsOf(outcome, 'Scrape')[0]?.content);
});

test('the example that scrapes a page with ScrapeNest downloads each of its files', async () => {
  const example = withText(await readExample('files-of-a-page.json'), 'https://example.com', website);
  const outcome = await run(example);

  expect(outcome).toMatchObject({ status: 'success' });
  const files = itemsOf(outcome, 'Scrape');
  expect(itemsOf(outcome, 'Download').map(({ artifact_id }) => artifact_id)).toEqual(
    files.map(({ id }) => id),
  );
  expect(fileOf(outcome, 'Download')).toHaveLength(Number(files[0]?.size));
});

async function findWebsite(): Promise<string> {
  const input = { query: 'dentists', location: 'Austin, Texas', max_leads: 20 };
  const client = createClient(providers.scrapekit, {
    transport: undiciTransport(),
    clock: systemClock,
    credentials: { apiKey: account.api_key },
    baseUrl: server.url,
  });
  const job = await client.wait(await client.create('scrape', input));
  for await (const { website: found, emails_found: emails } of client.results(job))
    if (typeof found === 'string' && Array.isArray(emails) && emails.length > 0) return found;
  throw new Error('No lead has a website with an address.');
}

/** Returns the workflow with another text in place of one that it has. */
function withText(workflow: IWorkflowBase, text: string, other: string): IWorkflowBase {
  const quoted = (value: string) => JSON.stringify(value).slice(1, -1);
  const changed = JSON.stringify(workflow).replace(quoted(text), () => quoted(other));
  expect(changed).not.toBe(JSON.stringify(workflow));
  return JSON.parse(changed) as IWorkflowBase;
}

/** Returns the bytes of the first file that left a node. */
function fileOf({ outputs }: Outcome, node: string): Buffer {
  const file = outputs[node]?.flat().find(({ binary }) => binary?.data !== undefined)?.binary?.data;
  return Buffer.from(file?.data ?? '', 'base64');
}

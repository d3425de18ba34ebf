import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  API_KEY,
  ScriptedScrapeKit,
  SECRET,
} from '../../n8n-nodes-scrapekit/test/support/scripted-scrapekit.ts';
import { describeResumes, fileIn, leadsIn, readExample } from '../src/example-workflow.ts';
import { buildNodePackage, N8n, type NodePackage, type Outcome } from '../src/index.ts';

let folder: string;
let nodePackage: NodePackage;
let n8n: N8n;
let outcome: Outcome;
const scrapeKit = new ScriptedScrapeKit();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'n8n-test-'));
  nodePackage = await buildNodePackage();
  await scrapeKit.listen();
  n8n = await N8n.start({
    nodePackages: [nodePackage.folder],
    folder,
    clock: { now: () => Date.now(), sleep: () => Promise.resolve() },
  });
  const workflow = await readExample({ query: 'plumbers', location: 'Paris', maxLeads: 7 });
  outcome = await n8n.run(workflow, {
    credentials: { scrapeKitApi: { apiKey: API_KEY, webhookSecret: SECRET, baseUrl: scrapeKit.url } },
    onEvent: (event) => {
      if (event.kind === 'parked') scrapeKit.end(jobIdIn(event.items[0]?.json.waiting_job));
    },
  });
});
afterAll(async () => {
  await n8n[Symbol.asyncDispose]();
  await nodePackage[Symbol.asyncDispose]();
  await scrapeKit.close();
  await rm(folder, { recursive: true, force: true });
});

const jobIdIn = (ticket: unknown) => (ticket as { job_id: string }).job_id;

test('creates a job with the search of the command line', () => {
  expect(scrapeKit.creates).toEqual([
    {
      query: 'plumbers',
      location: 'Paris',
      max_leads: 7,
      verify_emails: true,
      client_request_id: expect.stringMatching(/^n8n-/) as string,
      webhook_url: expect.stringMatching(/^https:\/\//) as string,
    },
  ]);
});

test('returns the leads for the table', () => {
  expect(outcome.error).toBeUndefined();
  expect(leadsIn(outcome)).toEqual([
    {
      name: 'Smile Austin',
      phone: '',
      website: '',
      rating: '4.8',
      emails: 'hello@smileaustin.com; admin@smileaustin.com',
      verdict: '',
    },
    { name: 'Downtown Dental', phone: '', website: '', rating: '', emails: '', verdict: '' },
  ]);
});

test('returns a CSV file with the same rows', () => {
  const text =
    fileIn(outcome)
      ?.toString('utf8')
      .replace(/^\uFEFF/, '') ?? '';
  const { data, errors } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });

  expect(errors).toEqual([]);
  expect(data).toEqual(leadsIn(outcome));
});

test('describes how the workflow was resumed', () => {
  expect(describeResumes(outcome)).toMatch(/^resumed by polling after \d+\.\d s \(one poll\)$/);
});

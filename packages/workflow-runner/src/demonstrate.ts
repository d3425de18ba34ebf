import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { createClient, providers, type Client, type Clock } from '@scrapekit/core';
import { undiciTransport } from '@scrapekit/core/undici';
import type { Backend } from './backend.ts';
import type { N8n } from './engine/n8n.ts';
import type { Outcome } from './engine/outcome.ts';
import { readExample } from './example-workflow.ts';
import type { Flags } from './flags.ts';
import { leadsTable } from './leads-table.ts';
import { Narrator } from './narrator.ts';
import { describeResumes, fileIn, leadsIn } from './result.ts';
import type { Screen } from './screen.ts';
import { describeJob } from './watch-job.ts';

export interface Demonstration {
  readonly flags: Flags;
  readonly backend: Backend;
  readonly n8n: N8n;
  readonly screen: Screen;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const SHOWN = 10;

/** Runs the example workflow and shows what came of it. False: it ended with an error, which was shown. */
export async function demonstrate(demonstration: Demonstration): Promise<boolean> {
  const { flags, backend, n8n, screen, clock, signal } = demonstration;
  const { apiKey, webhookSecret, url: baseUrl } = backend;
  const workflow = await readExample(flags);
  const client = connect(demonstration);
  screen.line(screen.style('bold', `${workflow.name}: ${flags.query} in ${flags.location}`));
  await using narrator = new Narrator({ client, clock, screen });
  const outcome = await n8n.run(workflow, {
    credentials: { scrapeKitApi: { apiKey, webhookSecret, baseUrl } },
    onEvent: narrator.onEvent,
    signal,
  });
  for (const hint of outcome.hints) screen.line(`  ${hint}`);
  if (outcome.error === undefined) showLeads(outcome, screen);
  else showError(outcome.error, screen);
  screen.line();
  await showEnd(outcome, { demonstration, client, jobId: narrator.jobId });
  return outcome.status === 'success';
}

function connect({ backend, clock }: Demonstration): Client {
  const { url: baseUrl, apiKey } = backend;
  const transport = undiciTransport();
  return createClient(providers.scrapekit, { transport, clock, credentials: { apiKey }, baseUrl });
}

function showLeads(outcome: Outcome, screen: Screen): void {
  const leads = leadsIn(outcome);
  screen.line();
  if (leads.length === 0) screen.line('No leads were found.');
  else for (const row of leadsTable(leads.slice(0, SHOWN), screen.width)) screen.line(row);
  if (leads.length > SHOWN) screen.line(screen.style('dim', `… and ${leads.length - SHOWN} more`));
}

function showError({ node, message, description }: NonNullable<Outcome['error']>, screen: Screen): void {
  screen.line(`  ${screen.style('red', '✗')} ${node ?? 'The workflow'}: ${message}`);
  if (description !== undefined) screen.line(`    ${description}`);
}

interface End {
  readonly demonstration: Demonstration;
  readonly client: Client;
  readonly jobId: string | undefined;
}

async function showEnd(outcome: Outcome, { demonstration, client, jobId }: End): Promise<void> {
  const { screen, backend } = demonstration;
  const file = fileIn(outcome);
  if (file !== undefined) {
    const folder = join(backend.config.dataDir, 'leads');
    const path = join(folder, `${jobId ?? 'leads'}.csv`);
    await mkdir(folder, { recursive: true });
    await writeFile(path, file);
    screen.line(`CSV       ${relative('.', path)}`);
  }
  if (outcome.error === undefined) screen.line(`Waiting   ${describeResumes(outcome)}`);
  if (jobId !== undefined) {
    screen.line(`Job       ${describeJob(await client.get({ id: jobId, operation: 'scrape' }))}`);
  }
}

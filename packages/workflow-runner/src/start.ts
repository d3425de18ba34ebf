import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type Client, type Clock, createClient, providers } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { undiciTransport } from '@scrapekit/core/undici';
import type { DashboardAccess } from '@scrapekit/reference-server';
import { describeFailure } from '@scrapekit/reference-server/start-checks';
import { type Backend, startBackend } from './backend.ts';
import type { N8n } from './engine/n8n.ts';
import type { Outcome } from './engine/outcome.ts';
import { describeResumes, fileIn, leadsIn, readExample } from './example-workflow.ts';
import type { Flags } from './flags.ts';
import { leadsTable } from './leads-table.ts';
import { describeJob, Progress } from './progress.ts';
import { buildNodePackage } from './node-package.ts';
import { describeVerdicts, explainCount } from './run-summary.ts';
import type { Screen } from './screen.ts';

/** The smallest number of credits that the account has at each start. */
const BALANCE = 100;

/** Starts the server, runs the example workflow and keeps the server running until it is interrupted. Returns the exit code. */
export async function start(flags: Flags, screen: Screen): Promise<number> {
  const interrupted = new AbortController();
  const { signal } = interrupted;
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interrupted.abort());
  try {
    await using backend = await startBackend({
      environment: process.env,
      losesWebhooks: flags.loseWebhook,
      balance: BALANCE,
    });
    showBackend(backend, screen);
    screen.change("Building the n8n package and loading n8n's engine");
    await using nodePackage = await buildNodePackage();
    // The engine takes seconds to load, so it is loaded after the dashboard can be opened.
    const { N8n } = await import('./engine/n8n.ts');
    const folder = join(backend.config.dataDir, 'n8n');
    await using n8n = await N8n.start({ nodePackages: [nodePackage.folder], folder });
    const succeeded = await runExample({ flags, backend, n8n, screen, clock: systemClock, signal });
    if (!flags.once) await stayUp(backend, screen, signal);
    return succeeded ? 0 : 1;
  } catch (error) {
    if (signal.aborted) return 130;
    screen.failure(explain(error));
    return 1;
  }
}

function showBackend(backend: Backend, screen: Screen): void {
  const { url, email, password, apiKey, webhookSecret, config, dashboardAccess } = backend;
  screen.line(screen.style('bold', `Reference server at ${url}`));
  screen.line(`Dashboard       ${config.publicUrl ?? url}/dashboard`);
  screen.line(`E-mail address  ${email}`);
  screen.line(`Password        ${password}`);
  screen.line(`Kept in         ${describeKeeping(dashboardAccess)}`);
  screen.line(`API key         ${apiKey}`);
  screen.line(`Webhook secret  ${webhookSecret}`);
  screen.line(`Balance         at least ${BALANCE} credits`);
  screen.line(`Leads from      ${config.source === 'simulated' ? 'a simulated internet' : config.source}`);
  screen.line();
}

function describeKeeping(access: DashboardAccess | undefined): string {
  if (access?.state === 'outdated')
    return `no file: the password of ${access.email} was changed, so this account is for this run alone`;
  return `${access?.file ?? 'DATA_DIR'}, for the next npm start and for npm run start:server`;
}

async function stayUp(
  { url, config, email, password }: Backend,
  screen: Screen,
  signal: AbortSignal,
): Promise<void> {
  screen.line();
  screen.line(`The server stays up at ${url}. Stop it with Ctrl-C.`);
  screen.line(`Log in at ${config.publicUrl ?? url}/dashboard as ${email} with the password ${password}`);
  if (!signal.aborted) await once(signal, 'abort');
  screen.line('Stopping. The data is kept.');
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'syscall' in error ? describeFailure(error) : error.message;
}

export interface ExampleRun {
  readonly flags: Flags;
  readonly backend: Backend;
  readonly n8n: N8n;
  readonly screen: Screen;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const MAX_SHOWN_LEADS = 10;

/** Runs the example workflow and shows its result. Returns false when it ended with an error. */
export async function runExample(exampleRun: ExampleRun): Promise<boolean> {
  const { flags, backend, n8n, screen, clock, signal } = exampleRun;
  const { apiKey, webhookSecret, url: baseUrl } = backend;
  const workflow = await readExample(flags);
  const client = connect(exampleRun);
  screen.line(screen.style('bold', `${workflow.name}: ${flags.query} in ${flags.location}`));
  await using progress = new Progress({ client, clock, screen });
  const outcome = await n8n.run(workflow, {
    credentials: { scrapeKitApi: { apiKey, webhookSecret, baseUrl } },
    onEvent: progress.onEvent,
    signal,
  });
  for (const hint of outcome.hints) screen.line(`  ${hint}`);
  if (outcome.error === undefined) showLeads(outcome, screen);
  else showError(outcome.error, screen);
  screen.line();
  await showEnd(outcome, { exampleRun, client, jobId: progress.jobId });
  return outcome.status === 'success';
}

function connect({ backend, clock }: ExampleRun): Client {
  const { url: baseUrl, apiKey } = backend;
  const transport = undiciTransport();
  return createClient(providers.scrapekit, { transport, clock, credentials: { apiKey }, baseUrl });
}

function showLeads(outcome: Outcome, screen: Screen): void {
  const leads = leadsIn(outcome);
  screen.line();
  if (leads.length === 0) screen.line('No leads were found.');
  else for (const row of leadsTable(leads.slice(0, MAX_SHOWN_LEADS), screen.width)) screen.line(row);
  if (leads.length > MAX_SHOWN_LEADS)
    screen.line(screen.style('dim', `… and ${leads.length - MAX_SHOWN_LEADS} more`));
}

function showError({ node, message, description }: NonNullable<Outcome['error']>, screen: Screen): void {
  screen.line(`  ${screen.style('red', '✗')} ${node ?? 'The workflow'}: ${message}`);
  if (description !== undefined) screen.line(`    ${description}`);
}

interface EndOptions {
  readonly exampleRun: ExampleRun;
  readonly client: Client;
  readonly jobId: string | undefined;
}

async function showEnd(outcome: Outcome, { exampleRun, client, jobId }: EndOptions): Promise<void> {
  const { screen, backend, flags } = exampleRun;
  const leads = leadsIn(outcome);
  if (leads.length > 0) screen.line(`Verdicts  ${describeVerdicts(leads)}`);
  const file = fileIn(outcome);
  if (file !== undefined) {
    const folder = join(backend.config.dataDir, 'leads');
    const path = join(folder, `${jobId ?? 'leads'}.csv`);
    await mkdir(folder, { recursive: true });
    await writeFile(path, file);
    screen.line(`CSV       ${relative('.', path)}`);
  }
  if (outcome.error === undefined) screen.line(`Waiting   ${describeResumes(outcome)}`);
  if (jobId === undefined) return;
  const job = await client.get({ id: jobId, operation: 'scrape' });
  screen.line(`Job       ${describeJob(job)}`);
  const { balance = 0 } = await client.account();
  const few = explainCount(job, { search: flags, balance });
  if (few !== undefined) screen.line(`Leads     ${few}`);
}

import { once } from 'node:events';
import { join } from 'node:path';
import { systemClock } from '@scrapekit/core/system-clock';
import type { DashboardAccess } from '@scrapekit/reference-server';
import { startBackend, type Backend } from './backend.ts';
import { demonstrate } from './demonstrate.ts';
import { N8n } from './engine/n8n.ts';
import type { Flags } from './flags.ts';
import { buildNodePackage } from './node-package.ts';
import { Screen } from './screen.ts';

/** Credits that the account has at each start. */
const BALANCE = 100;

/** The whole demonstration, until it is over or interrupted. Answers with the exit code. */
export async function start(flags: Flags): Promise<number> {
  const screen = new Screen(process.stdout);
  const interrupted = new AbortController();
  const { signal } = interrupted;
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interrupted.abort());
  try {
    screen.change('Starting the reference server and building the n8n package');
    await using nodePackage = await buildNodePackage();
    await using backend = await startBackend({
      environment: process.env,
      losesWebhooks: flags.loseWebhook,
      balance: BALANCE,
    });
    introduce(backend, screen);
    const folder = join(backend.config.dataDir, 'n8n');
    await using n8n = await N8n.start({ nodePackages: [nodePackage.folder], folder });
    const succeeded = await demonstrate({ flags, backend, n8n, screen, clock: systemClock, signal });
    if (!flags.once) await stayUp(backend, screen, signal);
    return succeeded ? 0 : 1;
  } catch (error) {
    if (signal.aborted) return 130;
    screen.line(`${screen.style('red', '✗')} ${explain(error)}`);
    return 1;
  }
}

function introduce(backend: Backend, screen: Screen): void {
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

async function stayUp({ url }: Backend, screen: Screen, signal: AbortSignal): Promise<void> {
  screen.line();
  screen.line(`The server stays up at ${url}. Stop it with Ctrl-C.`);
  if (!signal.aborted) await once(signal, 'abort');
  screen.line('Stopping. The data is kept.');
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as { code?: unknown; port?: unknown };
  if (code !== 'EADDRINUSE') return error.message;
  return `Port ${String(port)} is taken. Stop what listens there, or choose another one: PORT=8788 npm start`;
}

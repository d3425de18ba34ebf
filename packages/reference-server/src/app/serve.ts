import { describeFailure } from '@scrapekit/storage/startup-failure';
import { toCredits } from '../accounts/credits.ts';
import { type DashboardAccess, FIRST_ACCOUNT_UNITS, howToSetPassword } from '../accounts/first-account.ts';
import type { ServerConfig } from '../settings/config.ts';
import { createLogger } from './logger.ts';
import { type RunningServer, startServer } from './start-server.ts';

/** Runs a server until SIGINT or SIGTERM. */
export async function serve(config: ServerConfig): Promise<void> {
  process.once('uncaughtException', endWithReason);
  const server = await startServer(config);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(server));
  // Under `npm run`, a SIGTERM ends the shell between npm and this process and does not reach this process.
  if (process.env['npm_lifecycle_event'] !== undefined) whenOrphaned(() => void stop(server));
  process.stdout.write(`${welcome(server, config)}\n`);
}

/** Ends the process as Node does, but logs fewer fields. Node prints all, and those of a statement hold keys (C183). */
function endWithReason(error: Error): void {
  createLogger('fatal').fatal({ err: error }, 'the server ends because of an error that nothing caught');
  process.exit(1);
}

function welcome(server: RunningServer, config: ServerConfig): string {
  const { url, firstAccount, dashboardAccess } = server;
  const listening = `ScrapeKit reference server listening on ${url}`;
  const dashboard = `${config.publicUrl ?? url}/dashboard`;
  if (firstAccount !== undefined)
    return [
      listening,
      `A first account was created with ${toCredits(FIRST_ACCOUNT_UNITS)} credits. ${dashboardAccess?.file ?? ''} keeps its e-mail address, password and API key; its secrets are shown this once:`,
      `  API key         ${firstAccount.apiKey}`,
      `  Signing secret  ${firstAccount.signingSecret}`,
      `  Dashboard       ${dashboard}, ${firstAccount.email}, password ${firstAccount.password}`,
    ].join('\n');
  // A worker has no dashboard.
  return config.role === 'worker'
    ? listening
    : `${listening}\nThe dashboard is at ${dashboard}. ${describeAccess(dashboardAccess, config)}`;
}

function describeAccess(access: DashboardAccess | undefined, config: ServerConfig): string {
  const isEmbedded = config.databaseUrl === undefined;
  if (access === undefined)
    return `There is no account yet. Create one with POST /admin/accounts${isEmbedded ? '' : ', or run: scrapekit-server account create <email> 100'}`;
  const { state, email, file } = access;
  if (state === 'valid') return `Log in as ${email}; the password is kept in ${file}.`;
  // An operator with an admin token creates the accounts and chooses their passwords.
  if (state === 'not kept' && config.adminToken !== undefined)
    return 'GET /admin/accounts lists the accounts, and PATCH /admin/accounts/{id} sets a new password.';
  const problem =
    state === 'outdated'
      ? `The password kept in ${file} is not the one of ${email} any more`
      : `The password of ${email} is not kept in ${file}`;
  return `${problem}. ${howToSetPassword(email, { isEmbedded })}`;
}

async function stop(server: RunningServer): Promise<void> {
  try {
    await server.close();
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`${describeFailure(error)}\n`);
  }
}

const CHECK_EVERY_MS = 500;

/** Calls `react` once when the parent process has ended. The timer does not keep this process running. */
export function whenOrphaned(react: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    react();
  }, CHECK_EVERY_MS);
  timer.unref();
}

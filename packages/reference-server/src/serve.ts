import { startServer } from './app.ts';
import { whenOrphaned } from './when-orphaned.ts';
import type { ServerConfig } from './config.ts';
import { describeFailure } from './describe-failure.ts';
import type { RunningServer } from './app/running-server.ts';
import { toCredits } from './accounts/credits.ts';
import { FIRST_ACCOUNT_UNITS } from './accounts/first-account.ts';

/** Runs a server until the process is told to stop. */
export async function serve(config: ServerConfig): Promise<void> {
  const server = await startServer(config);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(server));
  // Under `npm run` a SIGTERM ends the shell between npm and this process, and never gets here.
  if (process.env['npm_lifecycle_event'] !== undefined) whenOrphaned(() => void stop(server));
  process.stdout.write(`${welcome(server)}\n`);
}

function welcome({ url, firstAccount }: RunningServer): string {
  const listening = `ScrapeKit reference server listening on ${url}`;
  if (firstAccount === undefined) return listening;
  return [
    listening,
    `A first account was created with ${toCredits(FIRST_ACCOUNT_UNITS)} credits. Its secrets are shown this once:`,
    `  API key         ${firstAccount.apiKey}`,
    `  Signing secret  ${firstAccount.signingSecret}`,
    `  Dashboard       ${firstAccount.email}, password ${firstAccount.password}`,
  ].join('\n');
}

async function stop(server: RunningServer): Promise<void> {
  try {
    await server.close();
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`${describeFailure(error)}\n`);
  }
}

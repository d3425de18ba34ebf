import { startServer } from './app.ts';
import { readConfig } from './config.ts';
import { ConfigurationError } from './configuration-error.ts';
import type { RunningServer } from './app/running-server.ts';
import { toCredits } from './accounts/credits.ts';
import { FIRST_ACCOUNT_UNITS } from './accounts/first-account.ts';

/** Runs a server until the process is told to stop; settings come from the environment. */
export async function serve(): Promise<void> {
  try {
    const server = await startServer(readConfig(process.env));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(server));
    process.stdout.write(`${welcome(server)}\n`);
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`${describe(error)}\n`);
  }
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
    process.stderr.write(`${describe(error)}\n`);
  }
}

function describe(error: unknown): string {
  if (error instanceof ConfigurationError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return 'PORT is in use by another program. Choose another one, or 0 for any free one.';
  }
  return `The server could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

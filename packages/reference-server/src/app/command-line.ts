import { parseArgs } from 'node:util';
import { describeFailure, SettingError } from '@scrapekit/storage/startup-failure';
import { readConfig } from '../settings/config.ts';
import { serverVersion } from '../settings/version.ts';
import type { AccountCommand } from './account-commands.ts';
import { requireFreePort } from './free-port.ts';
import { describeForgottenDashes, optionsThatNpmTook } from './npm-options.ts';
import { requireUsableFolder } from './usable-folder.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const USAGE = `scrapekit-server [--role all|api|worker]            runs the server until it is told to stop
scrapekit-server backup <file>                      writes the embedded database to a new file; the server may run
scrapekit-server restore <file>                     makes an embedded database from such a file, after checking it
scrapekit-server account create <email> [credits]   creates an account, prints its password, API key and signing secret
scrapekit-server account list                       lists the accounts with their balances
scrapekit-server account password <email>           gives an account a new password and prints it
scrapekit-server account balance <email> [credits]  sets the balance and prints it; +5 adds five credits
scrapekit-server --version

Settings come from the environment: see the README.`;

/** Runs the command of the arguments. A failure is printed and sets the exit code 1. */
export async function runCommandLine(args: readonly string[], environment: Environment): Promise<void> {
  try {
    await run(args, environment);
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`${describeFailure(error)}\n`);
  }
}

async function run(args: readonly string[], environment: Environment): Promise<void> {
  if (optionsThatNpmTook(['role'], environment).length > 0)
    throw new SettingError(
      describeForgottenDashes({ command: 'npm run start:server', options: ['--role <role>'] }),
    );
  const { values, positionals } = parseArguments(args);
  const [command, file, ...rest] = positionals;
  const accountCommand = command === 'account' ? toAccountCommand(positionals.slice(1)) : undefined;
  if (values.help === true) process.stdout.write(`${USAGE}\n`);
  else if (values.version === true) process.stdout.write(`${serverVersion()}\n`);
  else if (command === undefined)
    await startServing(values.role === undefined ? environment : { ...environment, ROLE: values.role });
  else if ((command === 'backup' || command === 'restore') && file !== undefined && rest.length === 0)
    await copyDatabase(command, file, environment);
  else if (accountCommand !== undefined) await changeAccounts(accountCommand, environment);
  else throw new SettingError(`These arguments are no command: ${positionals.join(' ')}\n\n${USAGE}`);
}

// Each command imports its modules when it runs, so that the other commands start quickly.
async function startServing(environment: Environment): Promise<void> {
  const config = readConfig(environment);
  if (config.databaseUrl === undefined) await requireUsableFolder(config.dataDir);
  await requireFreePort(config);
  const { serve } = await import('./serve.ts');
  await serve(config);
}

/** Returns the command of the arguments after `account`, or undefined when they are none. */
function toAccountCommand([name, email = '', credits, ...rest]: readonly string[]):
  AccountCommand | undefined {
  const isKnown = name === 'create' || name === 'list' || name === 'password' || name === 'balance';
  if (!isKnown || rest.length > 0 || (email === '') !== (name === 'list')) return undefined;
  return name === 'password' && credits !== undefined ? undefined : { name, email, credits };
}

async function changeAccounts(command: AccountCommand, environment: Environment): Promise<void> {
  const config = readConfig(environment);
  const { runAccountCommand } = await import('./account-commands.ts');
  await runAccountCommand(command, config);
}

function parseArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        role: { type: 'string' },
        version: { type: 'boolean', short: 'v' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SettingError(`${reason}\n\n${USAGE}`, { cause });
  }
}

async function copyDatabase(
  command: 'backup' | 'restore',
  file: string,
  environment: Environment,
): Promise<void> {
  const config = readConfig(environment);
  const { runBackupCommand } = await import('./backup-command.ts');
  await runBackupCommand(command, file, config);
}

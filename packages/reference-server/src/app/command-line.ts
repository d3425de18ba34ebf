import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { systemClock } from '@scrapekit/core/system-clock';
import { readConfig } from '../settings/config.ts';
import { describeFailure, SettingError } from '../settings/startup-failure.ts';
import { serverVersion } from '../settings/version.ts';
import { requireFreePort } from './free-port.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const USAGE = `scrapekit-server [--role all|api|worker]   runs the server until it is told to stop
scrapekit-server backup <file>             writes the embedded database to a file; stop the server first
scrapekit-server restore <file>            makes an embedded database from such a file
scrapekit-server account password <email>  gives an account a new password and prints it
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
  const { values, positionals } = parseArguments(args);
  const [command, file, ...rest] = positionals;
  if (values.help === true) process.stdout.write(`${USAGE}\n`);
  else if (values.version === true) process.stdout.write(`${serverVersion()}\n`);
  else if (command === undefined)
    await startServing(values.role === undefined ? environment : { ...environment, ROLE: values.role });
  else if ((command === 'backup' || command === 'restore') && file !== undefined && rest.length === 0)
    await copyDatabase(command, file, environment);
  else if (command === 'account' && file === 'password' && rest.length === 1)
    await renewPassword(rest[0] ?? '', environment);
  else throw new SettingError(`These arguments are no command: ${positionals.join(' ')}\n\n${USAGE}`);
}

// Each command imports its modules when it runs, so that the other commands start quickly.
async function startServing(environment: Environment): Promise<void> {
  const config = readConfig(environment);
  await requireFreePort(config);
  const { serve } = await import('./serve.ts');
  await serve(config);
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
  const { dataDir, databaseUrl } = readConfig(environment);
  if (databaseUrl !== undefined)
    throw new SettingError('DATABASE_URL is set: use pg_dump and pg_restore for that database.');
  const { backUp, restore } = await import('../storage/backup.ts');
  await { backup: backUp, restore }[command](dataDir, file);
  process.stdout.write(command === 'backup' ? `Written to ${file}.\n` : `Restored to ${dataDir}.\n`);
}

async function renewPassword(email: string, environment: Environment): Promise<void> {
  const { dataDir, databaseUrl } = readConfig(environment);
  if (databaseUrl === undefined && !existsSync(dataDir))
    throw new SettingError(`There is no folder ${dataDir}. Set DATA_DIR to the server's folder.`);
  const [{ openStorage }, { setPassword }, { keepNewPassword }, { randomText }] = await Promise.all([
    import('../storage/open-storage.ts'),
    import('../accounts/accounts.ts'),
    import('../accounts/first-account.ts'),
    import('../accounts/random-text.ts'),
  ]);
  const onError = (error: unknown) => void process.stderr.write(`${describeFailure(error)}\n`);
  const storage = await openStorage({ dataDir, databaseUrl, queueNames: [], onError });
  try {
    const password = randomText(24);
    const at = new Date(systemClock.now());
    if (!(await setPassword(storage, email, { password, at })))
      throw new SettingError(`There is no account with the e-mail address ${email}.`);
    // The password is printed first, because it would be lost if the file could not be written.
    process.stdout.write(`The new password of ${email} is shown this once: ${password}\n`);
    const file = await keepNewPassword(dataDir, { email, password });
    if (file !== undefined) process.stdout.write(`${file} keeps it, too.\n`);
  } finally {
    await storage.close();
  }
}

import { parseArgs } from 'node:util';
import { describeUnknownField, ProviderError, type ProviderDefinition } from '@scrapekit/core';
import { textOf, type Command, type Flags } from './command.ts';
import { accountCommand } from './commands/account.ts';
import { artifactCommand, cancelCommand, jobCommand, jobsCommand, resultsCommand } from './commands/jobs.ts';
import { listenCommand } from './commands/listen.ts';
import { runCommand } from './commands/run.ts';
import { verifyCommand } from './commands/verify.ts';
import { connect, findOperation, findProvider } from './connection.ts';
import { describeCommand, describeProgram, describeOperations } from './help.ts';
import type { FlagValues } from './input-flags.ts';
import { print, say, type Terminal } from './terminal.ts';
import { exitCodeFor, exitCodes, isClosedPipe, UsageError } from './exit-codes.ts';

const commands: Readonly<Record<string, Command>> = {
  verify: verifyCommand,
  jobs: jobsCommand,
  job: jobCommand,
  results: resultsCommand,
  artifact: artifactCommand,
  cancel: cancelCommand,
  listen: listenCommand,
  account: accountCommand,
};

/** The flags of every command. */
const generalFlags = {
  provider: { type: 'string', value: 'id', help: 'The service to use. Default: scrapekit.' },
  'base-url': {
    type: 'string',
    value: 'url',
    help: 'Send the requests to this URL, for example a test server.',
  },
  debug: { type: 'boolean', help: 'Print each request to stderr, without keys.' },
  help: { type: 'boolean', short: 'h', help: 'Print this help.' },
} as const satisfies Flags;

/** Flags that would put a secret where other users of the machine can read it. */
const secretFlags = ['api-key', 'key', 'token', 'secret', 'webhook-secret'];

/** Runs a command line and resolves with the exit code. */
export async function runCommandLine(
  args: readonly string[],
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  try {
    return await runArguments(args, terminal, signal);
  } catch (error) {
    return report(error, { terminal, signal, json: args.includes('--json') });
  }
}

async function runArguments(
  args: readonly string[],
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  refuseSecrets(args);
  const [name = '--help', ...rest] = args;
  const definition = findProvider(valueOf(rest, 'provider') ?? 'scrapekit');
  if (['--help', '-h', 'help'].includes(name)) {
    print(terminal, describeProgram(commands, generalFlags));
    return exitCodes.done;
  }
  const chosen = chooseCommand(name, rest, definition);
  if (chosen === undefined) {
    print(terminal, describeOperations(definition));
    return exitCodes.done;
  }
  const { command, args: own } = chosen;
  const flags: Flags = { ...command.flags, ...generalFlags };
  const { values, positionals } = parseFlags(own, flags);
  if (values.help === true) {
    print(terminal, describeCommand(chosen.name, command, generalFlags));
    return exitCodes.done;
  }
  requireFlags(command.flags, values);
  const debug = values.debug === true ? (record: object) => say(terminal, JSON.stringify(record)) : undefined;
  const settings = { baseUrl: textOf(values, 'base-url'), debug };
  return await command.run({
    definition,
    positionals,
    values,
    terminal,
    signal,
    connect: () => connect(definition, settings),
  });
}

interface ChosenCommand {
  readonly name: string;
  readonly command: Command;
  readonly args: readonly string[];
}

/** Finds the command. An operation is a command as well, and `run` without an operation lists them: undefined. */
function chooseCommand(
  name: string,
  rest: readonly string[],
  definition: ProviderDefinition,
): ChosenCommand | undefined {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command !== undefined) return { name, command, args: rest };
  if (name === 'run') {
    const [operation, ...args] = rest;
    if (operation === undefined || operation.startsWith('-')) return undefined;
    const found = findOperation(definition, operation);
    const provider = definition.id === 'scrapekit' ? '' : ` --provider ${definition.id}`;
    return { name: `run ${operation}${provider}`, command: runCommand(found.name, found.operation), args };
  }
  if (name !== 'scrape') throw new UsageError(`There is no command '${name}'. See scrapekit --help.`);
  const found = findOperation(definition, name);
  return { name, command: runCommand(found.name, found.operation), args: rest };
}

function refuseSecrets(args: readonly string[]): void {
  const flag = secretFlags.find((name) =>
    args.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`)),
  );
  if (flag === undefined) return;
  throw new UsageError(
    `--${flag} does not exist, because other users of this machine can see command lines, and shells store them. ` +
      'Set an environment variable such as SCRAPEKIT_API_KEY or SCRAPEKIT_WEBHOOK_SECRET.',
  );
}

/** Reads a flag before the flags of the command are known. */
function valueOf(args: readonly string[], flag: string): string | undefined {
  const joined = args.find((arg) => arg.startsWith(`--${flag}=`));
  if (joined !== undefined) return joined.slice(flag.length + 3);
  const index = args.indexOf(`--${flag}`);
  return index === -1 ? undefined : args[index + 1];
}

function parseFlags(
  args: readonly string[],
  flags: Flags,
): { readonly values: FlagValues; readonly positionals: readonly string[] } {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { type, short, multiple }]) => [
      name,
      { type, multiple: multiple ?? false, ...(short === undefined ? {} : { short }) },
    ]),
  );
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, allowNegative: true });
  } catch (cause) {
    throw new UsageError(describeParseError(cause, Object.keys(flags)), { cause });
  }
}

/** Describes an error of `parseArgs`. For an unknown flag it suggests the one with a similar name, if any. */
function describeParseError(error: unknown, names: readonly string[]): string {
  const message = error instanceof Error ? error.message : String(error);
  const unknown = /^Unknown option '--?([^']+)'/.exec(message)?.[1];
  return unknown === undefined ? message : describeUnknownField(unknown, names).replace('field', 'flag');
}

function requireFlags(flags: Flags, values: FlagValues): void {
  const missing = Object.entries(flags)
    .filter(([name, { required }]) => required === true && values[name] === undefined)
    .map(([name]) => `--${name}`);
  if (missing.length > 0) throw new UsageError(`Missing: ${missing.join(', ')}. --help explains the flags.`);
}

interface ReportOptions {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  readonly json: boolean;
}

/** Prints an error and returns the exit code for it. */
function report(error: unknown, { terminal, signal, json }: ReportOptions): number {
  if (isClosedPipe(error)) return exitCodeFor(error);
  if (json && ProviderError.isInstance(error)) say(terminal, JSON.stringify({ error: error.toJSON() }));
  else if (error === signal.reason) say(terminal, 'Stopped.');
  else say(terminal, `Error: ${error instanceof Error ? error.message : String(error)}`);
  return signal.aborted ? exitCodes.interrupted : exitCodeFor(error);
}

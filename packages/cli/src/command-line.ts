import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describeUnknownField, ProviderError, type ProviderDefinition } from '@scrapekit/core';
import { textOf, type Command, type Flags } from './command.ts';
import { accountCommand } from './commands/account.ts';
import { artifactCommand, cancelCommand, jobCommand, jobsCommand, resultsCommand } from './commands/jobs.ts';
import { listenCommand } from './commands/listen.ts';
import { runCommand } from './commands/run.ts';
import { verifyCommand } from './commands/verify.ts';
import { connect, findOperation, findProvider, keyVariableOf } from './connection.ts';
import { describeCommand, describeProgram, describeOperations } from './help.ts';
import type { FlagValues } from './input-flags.ts';
import { redactWord, refuseSecrets } from './secrets.ts';
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

/** Runs a command line and resolves with the exit code. */
export async function runCommandLine(
  args: readonly string[],
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  try {
    return await runArguments(args, terminal, signal);
  } catch (error) {
    return report(error, args, { terminal, signal });
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
  if (name === '--version') {
    refuseWords(parseFlags(rest, generalFlags).positionals);
    print(terminal, readVersion());
    return exitCodes.done;
  }
  const chosen = chooseCommand(name, rest, definition);
  if (chosen === undefined) {
    refuseWords(parseFlags(rest, generalFlags).positionals);
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
  if (command.takesWords !== true) refuseWords(positionals);
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

/** Returns the version in the package.json, which is one folder above both the source and the built code. */
function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return (manifest as { readonly version: string }).version;
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
  if (name !== 'scrape')
    throw new UsageError(`There is no command '${redactWord(name)}'. See scrapekit --help.`);
  const found = findOperation(definition, name);
  return { name, command: runCommand(found.name, found.operation), args: rest };
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
  if (unknown !== undefined)
    return describeUnknownField(unknown, names)
      .replace('field', 'flag')
      .replace(`"${unknown}"`, `"${redactWord(unknown)}"`);
  const [, flag, problem = ''] = /^Option '(?:-\w, )?(--[\w-]+)[^']*' (.*)/.exec(message) ?? [];
  if (flag === undefined) return message;
  if (problem.startsWith('argument is ambiguous'))
    return `${flag} is followed by a text that starts with a dash. If this is the value, write ${flag}=<value>.`;
  return problem.startsWith('argument missing') ? `${flag} needs a value.` : `${flag} takes no value.`;
}

function refuseWords(words: readonly string[]): void {
  if (words.length === 0) return;
  const extra = words.map(redactWord).join(' ');
  throw new UsageError(`'${extra}' belongs to no flag. Put a text with blanks in quotes.`);
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
}

/** Returns the message of an error. Core names a credential, which is an environment variable on the command line. */
function describeError(error: unknown, args: readonly string[]): string {
  const message = error instanceof Error ? error.message : String(error);
  if (!ProviderError.isInstance(error) || error.status === undefined) return message;
  const variable = keyVariableOf(findProvider(valueOf(args, 'provider') ?? 'scrapekit'));
  return message.replace('Check the API key in the credential.', `Check the API key in ${variable}.`);
}

/** Prints an error of a command line and returns the exit code for it. */
function report(error: unknown, args: readonly string[], { terminal, signal }: ReportOptions): number {
  if (isClosedPipe(error)) return exitCodeFor(error);
  const message = describeError(error, args);
  if (args.includes('--json') && ProviderError.isInstance(error))
    say(terminal, JSON.stringify({ error: { ...error.toJSON(), message } }));
  else if (error === signal.reason) say(terminal, 'Stopped.');
  else say(terminal, `Error: ${message}`);
  return signal.aborted ? exitCodes.interrupted : exitCodeFor(error);
}

import type { ParseArgsOptionDescriptor } from 'node:util';
import type { ProviderDefinition } from '@scrapekit/core';
import type { Connection } from './connection.ts';
import type { FlagValues } from './input-flags.ts';
import type { Terminal } from './terminal.ts';

/** The flags of a command with their words, for `parseArgs` and for `--help`. */
export type Flags = Readonly<Record<string, ParseArgsOptionDescriptor & FlagWords>>;

export interface FlagWords {
  readonly help: string;
  /** The word for the value in the help, such as `file`. */
  readonly value?: string;
  readonly required?: boolean;
}

/** The parts that a command works with. */
export interface CommandContext {
  readonly definition: ProviderDefinition;
  readonly positionals: readonly string[];
  readonly values: FlagValues;
  readonly terminal: Terminal;
  /** Aborts when the user presses Ctrl-C. */
  readonly signal: AbortSignal;
  /** Connects to the provider. It is called late, so that a usage error is found without a key. */
  readonly connect: () => Connection;
}

/** A command after its name was read. The flags may depend on the provider. */
export interface Command {
  /** The text after the name of the command in the help, such as `<file.csv> --column <name>`. */
  readonly usage: string;
  /** One to three sentences about the work of the command. */
  readonly description: string;
  readonly flags: Flags;
  /** Whether words without a flag may follow, such as the id of a job. The command checks their number. */
  readonly takesWords?: boolean;
  /** Resolves with the exit code. */
  readonly run: (context: CommandContext) => Promise<number>;
}

/** Returns the value of a flag that takes a text. */
export function textOf(values: FlagValues, flag: string): string | undefined {
  const value = values[flag];
  return typeof value === 'string' ? value : undefined;
}

import { readFile } from 'node:fs/promises';
import type { ParseArgsOptionDescriptor } from 'node:util';
import { inputFields, type Field, type Operation } from '@scrapekit/core';
import { parse } from 'csv-parse/sync';
import { isMissingFile, UsageError } from './exit-codes.ts';
import { redactWord } from './secrets.ts';

export type FlagValues = Readonly<
  Record<string, string | boolean | readonly (string | boolean)[] | undefined>
>;

/** A flag for one input field of an operation. */
export interface InputFlag {
  /** The name on the command line, such as `max-leads`. */
  readonly name: string;
  readonly field: Field;
}

/** Derives the flags of an operation from the fields of its input. */
export const flagsOf = (operation: Operation): readonly InputFlag[] =>
  inputFields(operation).map((field) => ({ name: toKebabCase(field.key), field }));

/** Writes `max_leads` and `jobName` as `max-leads` and `job-name`. */
export const toKebabCase = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();

/** Returns whether the elements of a list are objects, so that a value is JSON or a row of a CSV file. */
export const listsObjects = ({ element }: Field): boolean => element?.type === 'object';

/** Returns the options of `parseArgs` for these flags. */
export const toOptions = (flags: readonly InputFlag[]): Record<string, ParseArgsOptionDescriptor> =>
  Object.fromEntries(
    flags.map(({ name, field }) => [
      name,
      {
        type: field.type === 'boolean' ? ('boolean' as const) : ('string' as const),
        multiple: field.type === 'list',
      },
    ]),
  );

/** Makes the input of an operation from the values of its flags. Throws UsageError for a value or file it cannot read. */
export async function readInput(
  flags: readonly InputFlag[],
  values: FlagValues,
): Promise<Record<string, unknown>> {
  const input: Record<string, unknown> = {};
  for (const flag of flags) {
    const value = values[flag.name];
    if (value === undefined) continue;
    input[flag.field.key] =
      typeof value === 'object' ? await readList(flag, value.map(String)) : readValue(flag, value);
  }
  return input;
}

function readValue(flag: InputFlag, value: string | boolean): unknown {
  if (typeof value === 'boolean') return value;
  const { type } = flag.field;
  // A text that is no number, such as `all`, may be allowed as well. Core decides.
  if (type === 'integer' || type === 'number') return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  return type === 'object' ? parseJson(flag, value) : value;
}

/** Reads the values of a repeated flag. A value such as `@people.csv` stands for the content of the file. */
async function readList(flag: InputFlag, values: readonly string[]): Promise<readonly unknown[]> {
  const lists = values.map(async (value) => {
    if (value.startsWith('@')) return await readListFile(flag, value.slice(1));
    return [listsObjects(flag.field) ? parseJson(flag, value) : value];
  });
  return (await Promise.all(lists)).flat();
}

async function readListFile(flag: InputFlag, path: string): Promise<readonly unknown[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if (isMissingFile(cause))
      throw new UsageError(`There is no file ${redactWord(path)} for --${flag.name}.`, { cause });
    throw new UsageError(`--${flag.name}: the file ${path} cannot be read.`, { cause });
  });
  if (path.endsWith('.json')) {
    const list = parseJson(flag, text);
    if (Array.isArray(list)) return list as unknown[];
    throw new UsageError(`--${flag.name}: the file ${path} must hold a JSON array.`);
  }
  if (path.endsWith('.csv')) return readCsv(flag, path, text);
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

function readCsv(flag: InputFlag, path: string, text: string): readonly unknown[] {
  try {
    if (listsObjects(flag.field)) return parse(text, { bom: true, columns: true, skip_empty_lines: true });
    const rows = parse(text, { bom: true, skip_empty_lines: true, relax_column_count: true });
    return rows.slice(1).map(([first]) => first);
  } catch (cause) {
    throw new UsageError(`--${flag.name}: the file ${path} is not a CSV file. ${String(cause)}`, { cause });
  }
}

function parseJson({ name }: InputFlag, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`--${name}: the value must be JSON, such as '{"name":"value"}'.`, { cause });
  }
}

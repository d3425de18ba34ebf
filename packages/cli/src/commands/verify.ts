import { createReadStream } from 'node:fs';
import { inputFields, rowColumns, type JobOperation, type Row } from '@scrapekit/core';
import { parse } from 'csv-parse';
import { textOf, type Command, type CommandContext } from '../command.ts';
import { jobOperations } from '../connection.ts';
import {
  announceJob,
  outputFlags,
  timeoutFlag,
  timeoutMsOf,
  withCompletedJob,
  type FollowedJob,
} from '../job-output.ts';
import { openFile, standardOutput } from '../rows.ts';
import { isMissingFile, UsageError } from '../exit-codes.ts';
import { redactWord } from '../secrets.ts';

export const verifyCommand: Command = {
  usage: '<file.csv> --column <name>',
  takesWords: true,
  description:
    'Verifies the email addresses in a column of a CSV file and writes the file again with the verdict in further ' +
    'columns. An address that occurs several times is paid for once.',
  flags: {
    column: { type: 'string', value: 'name', help: 'The column with the addresses. Default: email.' },
    delimiter: {
      type: 'string',
      value: 'character',
      help: 'The character between two cells. Default: a comma.',
    },
    ...outputFlags,
    csv: { ...outputFlags.csv, help: 'Write to this CSV file instead of stdout.' },
    ...timeoutFlag,
  },
  async run(context) {
    const { values, terminal, signal } = context;
    const source = readSource(context);
    const { name, field, operation } = findVerification(context);
    const { columns, addresses } = await readAddresses(source);
    const path = textOf(values, 'csv');
    const format = values.json === true ? 'json' : 'csv';
    const timeoutMs = timeoutMsOf(values);
    const connection = context.connect();
    const target = path === undefined ? standardOutput(terminal, format) : await openFile(path, format);
    try {
      const job = await connection.jobs(name).create({ [field]: [...addresses] }, { signal });
      announceJob(terminal, job);
      const followed = { connection, job, operation, timeoutMs };
      return await withCompletedJob(context, followed, async () => {
        const verdicts = await readVerdicts(context, followed);
        const verdictColumns = verdictColumnsOf(operation).map(prefixed);
        await target.write(joinVerdicts(source, verdicts, operation), [...columns, ...verdictColumns]);
      });
    } finally {
      await target.discard();
    }
  },
};

interface Source {
  readonly path: string;
  readonly column: string;
  readonly delimiter: string;
}

function readSource({ positionals, values }: CommandContext): Source {
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0) throw new UsageError('Give one CSV file.');
  return {
    path,
    column: textOf(values, 'column') ?? 'email',
    delimiter: textOf(values, 'delimiter')?.replace('\\t', '\t') ?? ',',
  };
}

/** Finds the operation that verifies a list of addresses, and the field for the list. */
function findVerification({ definition }: CommandContext): {
  readonly name: string;
  readonly field: string;
  readonly operation: JobOperation;
} {
  for (const { name, operation } of jobOperations(definition)) {
    const list = inputFields(operation).find(({ type, required }) => type === 'list' && required);
    if (operation.rows.verdicts !== undefined && list !== undefined)
      return { name, field: list.key, operation };
  }
  throw new UsageError(`${definition.name} verifies no list of addresses.`);
}

/** Reads the rows of the file as objects. Throws UsageError for a file that cannot be read. */
async function* readRows({ path, delimiter }: Source): AsyncGenerator<Readonly<Record<string, string>>> {
  const parser = parse({
    bom: true,
    columns: (header: readonly string[]) => requireDistinct(header, path),
    delimiter,
    skip_empty_lines: true,
    relax_column_count_less: true,
  });
  const file = createReadStream(path);
  file.once('error', (error) => parser.destroy(error));
  try {
    yield* file.pipe(parser) as AsyncIterable<Readonly<Record<string, string>>>;
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    if (isMissingFile(cause)) throw new UsageError(`There is no file ${redactWord(path)}.`, { cause });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`The file ${path} cannot be read as CSV: ${reason}`, { cause });
  } finally {
    file.destroy();
  }
}

/** Two columns of one name would become one, and the cells of the first would be lost. */
function requireDistinct(header: readonly string[], path: string): string[] {
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  if (twice === undefined) return [...header];
  throw new UsageError(`The file ${path} has the column '${twice}' more than once.`);
}

async function readAddresses(
  source: Source,
): Promise<{ readonly columns: readonly string[]; readonly addresses: ReadonlySet<string> }> {
  const addresses = new Set<string>();
  let columns: readonly string[] = [];
  for await (const row of readRows(source)) {
    if (columns.length === 0) columns = Object.keys(row);
    const address = addressIn(row, source);
    if (address !== '') addresses.add(address);
  }
  if (!columns.includes(source.column)) {
    throw new UsageError(
      `The file ${source.path} has no column '${source.column}'. It has: ${columns.join(', ') || 'no rows'}.`,
    );
  }
  return { columns, addresses };
}

/** Returns the address of a row in lower case, as verdicts name it (C123). */
const addressIn = (row: Readonly<Record<string, string>>, { column }: Source): string =>
  (row[column] ?? '').trim().toLowerCase();

async function readVerdicts(
  { signal }: CommandContext,
  { connection, job }: FollowedJob,
): Promise<ReadonlyMap<string, Row>> {
  const verdicts = new Map<string, Row>();
  for await (const row of connection.jobs(job.operation).results(job, { signal })) {
    // Core returns an element of the results that is no object as it was sent.
    const email = (row as Row | null)?.email;
    if (typeof email === 'string') verdicts.set(email.toLowerCase(), row);
  }
  return verdicts;
}

const verdictColumnsOf = (operation: JobOperation): readonly string[] =>
  rowColumns(operation)
    .map(({ key }) => key)
    .filter((column) => column !== 'email');

/** A prefix, because a list of contacts often has a column such as `status`. */
const prefixed = (column: string): string => `verdict_${column}`;

/** Reads the file a second time, so that a large one need not fit into memory, and adds the verdicts. */
async function* joinVerdicts(
  source: Source,
  verdicts: ReadonlyMap<string, Row>,
  operation: JobOperation,
): AsyncGenerator<Row> {
  const columns = verdictColumnsOf(operation);
  for await (const row of readRows(source)) {
    const verdict = verdicts.get(addressIn(row, source));
    const added = columns.map((column) => [prefixed(column), verdict?.[column] ?? null]);
    yield { ...row, ...Object.fromEntries(added) };
  }
}

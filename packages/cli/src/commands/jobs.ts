import { pipeline } from 'node:stream/promises';
import {
  ApiError,
  formatCredits,
  type Job,
  type JobOperation,
  type JobReference,
  type ListContract,
} from '@scrapekit/core';
import { textOf, type Command, type CommandContext, type Flags } from '../command.ts';
import { findOperation, jobOperations, type Connection } from '../connection.ts';
import { createOutputFile } from '../output-file.ts';
import { chooseTarget, deliverRows, outputFlags, timeoutFlag, timeoutMsOf } from '../job-output.ts';
import { formatTable, print } from '../terminal.ts';
import { exitCodes, UsageError } from '../exit-codes.ts';

const operationFlag = {
  operation: {
    type: 'string',
    value: 'name',
    help: 'The operation that started the job. Without it, the job is looked for in all of them.',
  },
} as const satisfies Flags;

const jsonFlag = { json: { type: 'boolean', help: 'Print JSON.' } } as const satisfies Flags;

export const jobCommand: Command = {
  usage: '<job id>',
  takesWords: true,
  description: 'Prints the status of a job.',
  flags: { ...operationFlag, ...jsonFlag },
  async run(context) {
    const connection = context.connect();
    printJob(context, await fetchJob(context, connection));
    return exitCodes.done;
  },
};

export const cancelCommand: Command = {
  usage: '<job id>',
  takesWords: true,
  description: 'Cancels a job. Rows that it has already produced stay billed.',
  flags: { ...operationFlag, ...jsonFlag },
  async run(context) {
    const connection = context.connect();
    const { id, operation } = await fetchJob(context, connection);
    printJob(context, await connection.jobs(operation).cancel(id));
    return exitCodes.done;
  },
};

export const resultsCommand: Command = {
  usage: '<job id>',
  takesWords: true,
  description: 'Waits for a job and writes its rows. Reading rows costs nothing.',
  flags: { ...operationFlag, ...outputFlags, ...timeoutFlag },
  async run(context) {
    const timeoutMs = timeoutMsOf(context.values);
    const connection = context.connect();
    const target = await chooseTarget(context.values, context.terminal);
    try {
      const job = await fetchJob(context, connection);
      const followed = { connection, job, operation: requireJobOperation(context, job), timeoutMs };
      return await deliverRows(context, followed, target);
    } finally {
      await target.discard();
    }
  },
};

export const artifactCommand: Command = {
  usage: '<job id> <artifact id>',
  takesWords: true,
  description:
    'Writes a file that a job produced, such as a page of ScrapeNest. The rows of the job hold the ids.',
  flags: {
    ...operationFlag,
    output: { type: 'string', value: 'file', help: 'Write to this file instead of stdout.' },
  },
  async run(context) {
    const { positionals, values, terminal, signal } = context;
    const [id, artifactId, ...others] = positionals;
    if (id === undefined || artifactId === undefined || others.length > 0)
      throw new UsageError('Give the id of a job and the id of an artifact.');
    const connection = context.connect();
    const path = textOf(values, 'output');
    const file = path === undefined ? undefined : await createOutputFile(path);
    try {
      const job = await fetchJob({ ...context, positionals: [id] }, connection);
      const bytes = connection.jobs(job.operation).artifact(job, artifactId, { signal });
      await (file?.write(bytes) ?? pipeline(bytes, terminal.stdout, { end: false }));
    } finally {
      await file?.discard();
    }
    return exitCodes.done;
  },
};

export const jobsCommand: Command = {
  usage: '',
  description: 'Lists the jobs of the account, newest first.',
  flags: {
    ...jsonFlag,
    operation: { type: 'string', value: 'name', help: 'List the jobs of this operation only.' },
    limit: { type: 'string', value: 'number', help: 'The largest number of jobs. Default: 20.' },
  },
  async run(context) {
    const { definition, values, terminal } = context;
    const limit = Number(textOf(values, 'limit') ?? 20);
    if (!Number.isInteger(limit) || limit < 1) throw new UsageError('--limit must be a whole number from 1.');
    const named = textOf(values, 'operation');
    const lists = jobOperations(definition).flatMap(({ name, operation: { list } }) =>
      list === undefined || (named !== undefined && name !== findOperation(definition, named).name)
        ? []
        : [{ name, list, limit }],
    );
    if (lists.length === 0) throw new UsageError(`${definition.name} offers no list of these jobs.`);
    const connection = context.connect();
    const dated = await Promise.all(lists.map((list) => listJobs(context, connection, list)));
    const newestFirst = dated.flat().toSorted((one, other) => other.createdAt - one.createdAt);
    const jobs = newestFirst.slice(0, limit).map(({ job }) => job);
    if (values.json === true) print(terminal, JSON.stringify(jobs.map(toJson)));
    else print(terminal, formatTable([['ID', 'OPERATION', 'STATUS', 'CREDITS'], ...jobs.map(toCells)]));
    return exitCodes.done;
  },
};

interface JobList {
  readonly name: string;
  readonly list: ListContract;
  readonly limit: number;
}

interface DatedJob {
  readonly job: Job;
  /** Milliseconds since 1970; 0 when the provider does not say when the job was created. */
  readonly createdAt: number;
}

async function listJobs(
  { signal }: CommandContext,
  connection: Connection,
  { name, list, limit }: JobList,
): Promise<readonly DatedJob[]> {
  const jobs: DatedJob[] = [];
  for await (const job of connection.jobs(name).list({ signal })) {
    const time = (job.raw as Readonly<Record<string, unknown>>)[list.createdAt];
    jobs.push({ job, createdAt: Date.parse(String(time)) || 0 });
    if (jobs.length === limit) break;
  }
  return jobs;
}

/** Reads the job that the command line names. An id does not tell the operation, so each is tried in turn. */
async function fetchJob(context: CommandContext, connection: Connection): Promise<Job> {
  const { definition, positionals, values, signal } = context;
  const [id, ...others] = positionals;
  if (id === undefined || others.length > 0) throw new UsageError('Give the id of one job.');
  const named = textOf(values, 'operation');
  if (named !== undefined)
    return await connection.jobs(findOperation(definition, named).name).get(id, { signal });
  let refusal: unknown;
  for (const { name } of jobOperations(definition)) {
    try {
      return await connection.jobs(name).get(id, { signal });
    } catch (error) {
      if (!ApiError.isInstance(error) || error.status !== 404) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

function requireJobOperation(
  { definition }: CommandContext,
  { operation: name }: JobReference,
): JobOperation {
  const { operation } = findOperation(definition, name);
  if (operation.kind === 'job') return operation;
  throw new UsageError(`The operation '${name}' starts no job.`);
}

function printJob({ terminal, values }: CommandContext, job: Job): void {
  if (values.json === true) {
    print(terminal, JSON.stringify(toJson(job)));
    return;
  }
  const { id, operation, status, error, progress, creditsUsed } = job;
  const lines: (readonly [string, string | undefined])[] = [
    ['id', id],
    ['operation', operation],
    ['status', status],
    ['error', error],
    [
      'progress',
      progress && `${progress.done}${progress.total === undefined ? '' : ` of ${progress.total}`}`,
    ],
    ['credits', creditsUsed === undefined ? undefined : formatCredits(creditsUsed)],
  ];
  for (const [label, value] of lines) if (value !== undefined) print(terminal, `${label}: ${value}`);
}

/** Returns a job without the provider's own answer, which differs between providers, and with credits as people read them. */
function toJson({ id, operation, status, error, progress, creditsUsed }: Job): object {
  return {
    id,
    operation,
    status,
    error,
    progress,
    credits: creditsUsed === undefined ? undefined : formatCredits(creditsUsed),
  };
}

const toCells = ({ id, operation, status, creditsUsed }: Job): readonly string[] => [
  id,
  operation,
  status,
  creditsUsed === undefined ? '' : formatCredits(creditsUsed),
];

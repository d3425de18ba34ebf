import {
  formatCredits,
  rowColumns,
  type CreatedJob,
  type Job,
  type JobOperation,
  type JobReference,
  type JobStatus,
} from '@scrapekit/core';
import { textOf, type CommandContext, type Flags } from './command.ts';
import type { Connection } from './connection.ts';
import type { FlagValues } from './input-flags.ts';
import { openFile, standardOutput, type RowTarget } from './rows.ts';
import { ProgressBar, say, type Terminal } from './terminal.ts';
import { exitCodes, isClosedPipe, UsageError } from './exit-codes.ts';

export const outputFlags = {
  csv: { type: 'string', value: 'file', help: 'Write the rows to this CSV file instead of stdout.' },
  json: { type: 'boolean', help: 'Write the rows as a JSON array instead of CSV.' },
} as const satisfies Flags;

export const timeoutFlag = {
  timeout: {
    type: 'string',
    value: 'seconds',
    help: 'Stop waiting after this time. The job goes on. Default: 3600.',
  },
} as const satisfies Flags;

/** Reads `--timeout`. Returns undefined without one. Throws UsageError when it is no positive number. */
export function timeoutMsOf(values: FlagValues): number | undefined {
  const text = textOf(values, 'timeout');
  if (text === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(text) && Number(text) > 0) return Number(text) * 1000;
  throw new UsageError('--timeout must be a number of seconds, such as 600.');
}

/** Opens the target that `--csv` and `--json` choose. */
export async function chooseTarget(values: FlagValues, terminal: Terminal): Promise<RowTarget> {
  const path = textOf(values, 'csv');
  if (path !== undefined && values.json === true) throw new UsageError('Give either --csv or --json.');
  if (path !== undefined) return await openFile(path, 'csv');
  return standardOutput(terminal, values.json === true ? 'json' : 'csv');
}

/** Prints the id of a new job, so that it is known when the next step fails, and the part of the input that was not sent. */
export function announceJob(terminal: Terminal, { id, receipt }: CreatedJob): void {
  say(terminal, `Job ${id} was created.`);
  const { dropped, clampedFrom, quantity } = receipt;
  if (dropped.length > 0) {
    const invalid = dropped.filter(({ reason }) => reason === 'invalid').length;
    say(terminal, `Not sent: ${invalid} invalid and ${dropped.length - invalid} duplicate values.`);
  }
  if (clampedFrom !== undefined && quantity !== undefined)
    say(terminal, `The balance pays for ${quantity} of the ${clampedFrom} that were asked for.`);
}

export interface FollowedJob {
  readonly connection: Connection;
  readonly job: JobReference;
  readonly operation: JobOperation;
  /** How long to wait; undefined: the client's default. */
  readonly timeoutMs: number | undefined;
}

/** Waits for a job, shows its progress and returns its last state. */
async function followJob(
  { terminal, signal }: CommandContext,
  { connection, job, operation, timeoutMs }: FollowedJob,
): Promise<Job> {
  const bar = new ProgressBar(terminal, operation.nouns.rows);
  try {
    const ended = await connection.jobs(job.operation).wait(job, {
      signal,
      timeoutMs,
      onStatus: (current) => bar.show(current),
    });
    bar.clear();
    say(terminal, describeEnd(ended));
    return ended;
  } finally {
    bar.clear();
  }
}

function describeEnd({ id, status, error, creditsUsed }: Job): string {
  const reason = error === undefined ? '' : `: ${error.replace(/\.$/, '')}`;
  const cost = creditsUsed === undefined ? '' : ` It cost ${formatCredits(creditsUsed)} credits.`;
  return `Job ${id} ${outcomes[status]}${reason}.${cost}`;
}

const outcomes: Readonly<Record<JobStatus, string>> = {
  queued: 'is queued',
  running: 'is running',
  completed: 'is completed',
  failed: 'failed',
  cancelled: 'was cancelled',
};

/** Waits for a job and writes its rows. Resolves with the exit code. */
export function deliverRows(
  context: CommandContext,
  followed: FollowedJob,
  target: RowTarget,
): Promise<number> {
  const { connection, job, operation } = followed;
  return withCompletedJob(context, followed, () =>
    target.write(
      connection.jobs(job.operation).results(job, { signal: context.signal }),
      rowColumns(operation).map(({ key }) => key),
    ),
  );
}

/** Waits for a job and then runs the work on its rows. When either fails, prints how to continue. Resolves with the exit code. */
export async function withCompletedJob(
  context: CommandContext,
  followed: FollowedJob,
  work: () => Promise<void>,
): Promise<number> {
  const { terminal, signal } = context;
  let ended: Job | undefined;
  try {
    ended = await followJob(context, followed);
    if (ended.status !== 'completed') return exitCodes.failed;
    await work();
    return exitCodes.done;
  } catch (error) {
    if (isClosedPipe(error)) throw error;
    for (const line of describeContinuation(context, followed, ended)) say(terminal, line);
    if (signal.aborted) return exitCodes.interrupted;
    throw error;
  }
}

/** Describes how to get the rows of a job after a failure. `ended` is undefined while the job may still be running. */
function describeContinuation(
  { definition }: CommandContext,
  { job, operation }: FollowedJob,
  ended: Job | undefined,
): readonly string[] {
  const provider = definition.id === 'scrapekit' ? '' : ` --provider ${definition.id}`;
  const named = `${job.id} --operation ${job.operation}${provider}`;
  if (ended !== undefined)
    return [`The rows were not written. To read them again: scrapekit results ${named}`];
  return [
    `Job ${job.id} was not cancelled, so it may go on and be billed.`,
    `To wait for it and read its rows: scrapekit results ${named}`,
    ...(operation.cancel === undefined ? [] : [`To cancel it: scrapekit cancel ${named}`]),
  ];
}

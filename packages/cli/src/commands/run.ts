import {
  describeOperation,
  estimateCost,
  formatCredits,
  type Field,
  type JobOperation,
  type Operation,
} from '@scrapekit/core';
import type { Command, CommandContext, Flags } from '../command.ts';
import { flagsOf, listsObjects, readInput, toKebabCase, toOptions, type InputFlag } from '../input-flags.ts';
import {
  announceJob,
  chooseTarget,
  deliverRows,
  outputFlags,
  timeoutFlag,
  timeoutMsOf,
} from '../job-output.ts';
import { print } from '../terminal.ts';
import { exitCodes, UsageError } from '../exit-codes.ts';

const estimateFlag = {
  estimate: { type: 'boolean', help: 'Print the cost and send nothing.' },
} as const satisfies Flags;

/** Creates the command that runs an operation; its flags are the operation's input fields. */
export function runCommand(name: string, operation: Operation): Command {
  const inputFlags = flagsOf(operation);
  return {
    usage: '',
    description: describeOperation(operation),
    flags: {
      ...describeInput(inputFlags),
      ...(operation.kind === 'job' ? { ...outputFlags, ...timeoutFlag } : { json: answerFlag }),
      ...(operation.kind === 'job' && operation.price !== undefined ? estimateFlag : {}),
    },
    async run(context) {
      const input = await readInput(inputFlags, context.values);
      if (operation.kind === 'call') return await runCall(context, name, input);
      if (context.values.estimate === true) return printEstimate(context, name, input);
      return await runJob(context, { name, operation, input });
    },
  };
}

const answerFlag = { type: 'boolean', help: 'Print the answer as JSON.' } as const;

function describeInput(inputFlags: readonly InputFlag[]): Flags {
  const options = toOptions(inputFlags);
  return Object.fromEntries(
    inputFlags.map(({ name, field }) => {
      const { type = 'string', multiple = false } = options[name] ?? {};
      const words = { help: describeField(field), value: placeholderOf(field), required: field.required };
      return [name, { type, multiple, ...words }];
    }),
  );
}

function describeField(field: Field): string {
  const { help, choices, alternative, type, example } = field;
  return [
    help,
    choices === undefined ? '' : `One of: ${choices.map(({ value }) => value).join(', ')}.`,
    alternative === undefined ? '' : `Or: ${alternative}.`,
    type === 'list' ? 'May be repeated. @file reads the values from a .txt, .csv or .json file.' : '',
    placeholderOf(field)?.startsWith('json') === true ? `Example: ${JSON.stringify(firstOf(example))}` : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

const firstOf = (example: unknown): unknown => (Array.isArray(example) ? (example as unknown[])[0] : example);

function placeholderOf(field: Field): string | undefined {
  if (field.type === 'boolean') return undefined;
  if (field.type === 'list') return listsObjects(field) ? 'json|@file' : 'text|@file';
  return field.type === 'object' ? 'json' : field.type;
}

function printEstimate(context: CommandContext, name: string, input: unknown): number {
  const cost = estimateCost(context.definition, name, input);
  const atMost = cost?.atMost ?? 'unbounded';
  if (cost?.expected !== undefined)
    print(context.terminal, `expected: ${formatCredits(cost.expected)} credits`);
  const limit =
    atMost === 'unbounded' ? 'only the balance limits the cost' : `${formatCredits(atMost)} credits`;
  print(context.terminal, `at most: ${limit}`);
  return exitCodes.done;
}

async function runCall(context: CommandContext, name: string, input: unknown): Promise<number> {
  const { terminal, values, signal } = context;
  const answer = await context.connect().call(name)(input, { signal });
  if (values.json === true) {
    print(terminal, JSON.stringify(answer));
    return exitCodes.done;
  }
  for (const [field, value] of Object.entries(answer))
    print(terminal, `${field}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return exitCodes.done;
}

interface JobInput {
  readonly name: string;
  readonly operation: JobOperation;
  readonly input: unknown;
}

async function runJob(context: CommandContext, { name, operation, input }: JobInput): Promise<number> {
  if (operation.state.from === 'webhook') throw webhookOnly(context, name);
  const { values, terminal, signal } = context;
  const timeoutMs = timeoutMsOf(values);
  const connection = context.connect();
  const target = await chooseTarget(values, terminal);
  try {
    const job = await connection.jobs(name).create(input, { signal });
    announceJob(terminal, job);
    const followed = { connection, job, operation, timeoutMs };
    return await deliverRows(context, followed, target);
  } finally {
    await target.discard();
  }
}

function webhookOnly({ definition }: CommandContext, name: string): UsageError {
  const others = Object.entries(definition.operations)
    .filter(([, { kind }]) => kind === 'call')
    .map(([other]) => toKebabCase(other));
  const advice = others.length === 0 ? '' : ` Use instead: ${others.join(', ')}.`;
  return new UsageError(
    `${definition.name} sends the result of '${toKebabCase(name)}' to a webhook only, so this command cannot wait for it.${advice}`,
  );
}

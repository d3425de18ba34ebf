import {
  formatCredits,
  isTerminal,
  JobTimeoutError,
  type Job,
  type JobOperation,
  type JobReference,
} from '@scrapekit/core';
import { z } from 'zod/v4';
import { describeJob, jobKey } from './describe-job.ts';
import { readFilePart } from './file-page.ts';
import { readPage } from './result-page.ts';
import { offeredOperations, type OfferedOperation, type Service } from './services.ts';
import { countOf } from '../presentation.ts';
import type { SpendLimit } from '../spend-limit.ts';
import { ToolError, type Answer, type Tool, type ToolCall, WEBSITE_TEXTS } from '../tool.ts';

type OfferedJob = OfferedOperation<JobOperation>;

const { shape: fields } = z.object({
  id: z.string().min(1).meta({ description: 'The id of the job.' }),
  cursor: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional()
    .meta({ description: 'The nextCursor of the answer before. Leave it out for the beginning.' }),
  file_id: z.string().min(1).meta({ description: 'The id of the file, which a row of the results has.' }),
  wait_seconds: z
    .int()
    .min(0)
    .max(45)
    .default(0)
    .meta({ description: 'How long to wait for the end of the job.' }),
  limit: z.int().min(1).max(100).default(20).meta({ description: 'The most rows or jobs in the answer.' }),
  client_request_id: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'The id under which a job was started.' }),
});

/** The input of a tool. It has the fields of the tool's own schema. */
type JobInput = z.output<z.ZodObject<typeof fields>>;

interface JobTool extends Pick<Tool, 'name' | 'description'> {
  readonly choices: readonly OfferedJob[];
  readonly fields: Partial<typeof fields>;
  readonly changes?: boolean;
  readonly run: (call: JobCall) => Promise<Answer>;
}

interface JobCall extends ToolCall {
  readonly offered: OfferedJob;
  readonly job: JobReference;
  readonly input: JobInput;
}

/** Makes the tools for jobs that exist and for the accounts. All of them cost nothing. */
export function jobTools(services: readonly Service[], limit: SpendLimit): readonly Tool[] {
  const choices = services.flatMap(offeredOperations).filter(isPolled);
  const describe = (offered: OfferedJob, job: Job): Answer => {
    if (isTerminal(job) && job.creditsUsed !== undefined) limit.settle(jobKey(offered, job), job.creditsUsed);
    return describeJob(offered, job);
  };
  const tools: readonly JobTool[] = [
    {
      name: 'get_job',
      description: 'Tells the status, progress and cost of a job, and waits for its end if you ask for that.',
      choices,
      fields: { id: fields.id, wait_seconds: fields.wait_seconds },
      run: async ({ offered, job, input, signal }) => {
        const options = { timeoutMs: input.wait_seconds * 1_000, signal };
        return describe(offered, await offered.client.wait(job, options).catch(lastState));
      },
    },
    {
      name: 'job_results',
      description: `Reads the rows of a completed job in pages. The first page also counts all rows, and the addresses of each verdict. ${WEBSITE_TEXTS}`,
      choices,
      fields: { id: fields.id, cursor: fields.cursor, limit: fields.limit },
      run: ({ offered: { client, operation }, job, input, signal }) =>
        readPage(client.results(job, { signal }), operation, input),
    },
    {
      name: 'job_file',
      description: `Reads a text file that a job produced, in parts. ${WEBSITE_TEXTS}`,
      choices: choices.filter(
        ({ operation: { rows } }) => rows.from === 'route' && rows.artifact !== undefined,
      ),
      fields: { id: fields.id, file_id: fields.file_id, cursor: fields.cursor },
      run: ({ offered, job, input: { file_id, cursor }, signal }) =>
        readFilePart(offered.client.artifact(job, file_id, { signal }), Number(cursor ?? 0)),
    },
    {
      name: 'cancel_job',
      description: 'Cancels a job that has not ended. Rows that it has produced stay billed.',
      choices: choices.filter(({ operation }) => operation.cancel !== undefined),
      fields: { id: fields.id },
      changes: true,
      run: async ({ offered, job, signal }) =>
        describe(offered, await offered.client.cancel(job, { signal })),
    },
    {
      name: 'list_jobs',
      description: 'Lists the jobs of an operation, newest first.',
      choices: choices.filter(({ operation }) => operation.list !== undefined),
      fields: { client_request_id: fields.client_request_id, limit: fields.limit },
      async run({ offered, input: { client_request_id: callersId, limit: most }, signal }) {
        const jobs: unknown[] = [];
        for await (const job of offered.client.list(offered.key, { callersId, signal }))
          if (jobs.push(describe(offered, job).data['job']) === most) break;
        return { message: `${countOf(jobs.length, 'job')}.`, data: { jobs } };
      },
    },
  ];
  const accounts = services.filter(({ definition }) => definition.account !== undefined);
  return [
    ...tools.filter((tool) => tool.choices.length > 0).map(jobTool),
    ...accounts.map((service) => accountTool(service, limit)),
  ];
}

const isPolled = (offered: OfferedOperation): offered is OfferedJob =>
  offered.operation.kind === 'job' && offered.operation.state.from === 'status';

/** Returns the job that was read before the time was over. Throws the error when the job could not be read. */
function lastState(error: unknown): Job {
  if (JobTimeoutError.isInstance(error) && error.cause === undefined) return error.job;
  throw error;
}

const freeHints = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true };

function jobTool({ name, description, choices, fields: own, changes = false, run }: JobTool): Tool {
  const names = z.enum(choices.map((choice) => choice.name));
  const operation = names.meta({ description: 'The tool that started the job.' });
  const schema = z.strictObject({ operation, ...own });
  return {
    name,
    description: `${description} It costs nothing.`,
    inputSchema: z.toJSONSchema(schema, { io: 'input' }) as Tool['inputSchema'],
    annotations: { ...freeHints, readOnlyHint: !changes, destructiveHint: changes },
    async run(given, call) {
      const { data, error } = schema.safeParse(given);
      const offered = choices.find((choice) => choice.name === data?.operation);
      if (offered === undefined) throw new ToolError(`${name}: ${describeIssues(error)}`);
      const input = data as unknown as JobInput;
      return await run({ ...call, offered, input, job: { id: input.id, operation: offered.key } });
    },
  };
}

const describeIssues = (error: z.ZodError | undefined): string =>
  `${error === undefined ? '' : `${z.prettifyError(error)}\n`}Correct the input and call again.`;

const accountTool = ({ definition, client }: Service, limit: SpendLimit): Tool => ({
  name: `${definition.id}_account`,
  description: `Checks the API key of ${definition.name} and tells the balance, where the service does. It costs nothing.`,
  inputSchema: { type: 'object', properties: {}, additionalProperties: false },
  annotations: freeHints,
  async run(_input, { signal }) {
    const account = await client.account({ signal });
    const sentences = [
      `${definition.name} accepts the API key.`,
      account.balance !== undefined && `The balance is ${formatCredits(account.balance)} credits.`,
      `This session may still spend ${formatCredits(limit.left)} credits.`,
    ];
    return { message: sentences.filter(Boolean).join(' '), data: { account, sessionLeft: limit.left } };
  },
});

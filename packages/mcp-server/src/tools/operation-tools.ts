import {
  AmbiguousCreateError,
  ApiError,
  ConfigurationError,
  describeOperation,
  groupVerdict,
  InputError,
  inputFields,
  inputSchema,
  NetworkError,
  type Row,
} from '@scrapekit/core';
import type { ConfirmedCall, Confirmations } from '../confirmations.ts';
import { describeCost, findCost } from '../cost.ts';
import { describeJob, jobKey } from './describe-job.ts';
import type { OfferedOperation } from './services.ts';
import type { SpendLimit } from '../spend-limit.ts';
import { ToolError, type Answer, type Tool, type ToolInput, WEBSITE_TEXTS } from '../tool.ts';

export interface Spending {
  readonly limit: SpendLimit;
  readonly confirmations: Confirmations;
}

const CONFIRM =
  'Leave it out in the first call, which starts nothing and tells the cost and a confirmation. When the user agrees, call ' +
  'again with the same input and that confirmation.';

/** Makes the tool that runs an operation after the user has seen what it costs. */
export function operationTool(offered: OfferedOperation, spending: Spending): Tool {
  const { name, operation, definition } = offered;
  const { properties, required = [], ...schema } = inputSchema(operation);
  const shown = inputFields(operation).filter(({ filledBy }) => filledBy !== 'host');
  const fields = Object.fromEntries(shown.map(({ key }) => [key, properties[key] ?? {}]));
  const confirm = { type: 'string', title: 'Confirmation', description: CONFIRM };
  return {
    name,
    title: `${definition.name}: ${operation.title}`,
    description: `${describeOperation(operation)} ${describeAnswer(offered)}`,
    inputSchema: {
      ...schema,
      properties: { ...fields, confirm },
      required: [...required],
      additionalProperties: false,
    },
    // Credits that were spent do not come back, so clients should treat each call as one that cannot be undone.
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
    async run({ confirm: id, ...input }, { ask }) {
      const call = confirmedCall(offered, spending, input);
      const { confirmations, limit } = spending;
      if (typeof id === 'string') return await confirmations.redeem(id, call);
      const cost = await findCost(offered, input);
      limit.check(cost.atMost);
      const message = describeCost(offered, input, cost, limit.left);
      const issued = confirmations.issue(call);
      if (ask === undefined) return askThroughModel(message, { ...cost, confirm: issued });
      if (await ask(message)) return await confirmations.redeem(issued, call);
      return { message: 'The user did not agree, so nothing was started.', data: { started: false } };
    },
  };
}

const askThroughModel = (message: string, data: { readonly confirm: string }): Answer => ({
  message: `${message} Nothing was started yet. Show this to the user. Only when the user agrees, call the tool again within 5 minutes with the same input and confirm: "${data.confirm}".`,
  data: { started: false, ...data },
});

function describeAnswer({ operation }: OfferedOperation): string {
  if (operation.kind === 'call') return WEBSITE_TEXTS;
  return operation.state.from === 'status'
    ? 'It starts a job: get_job tells its status and job_results its rows.'
    : 'It starts a job, and only your webhook receives its result: this server cannot read it.';
}

function confirmedCall(offered: OfferedOperation, { limit }: Spending, input: ToolInput): ConfirmedCall {
  const { name, key, operation, client, definition } = offered;
  const callersId = operation.kind === 'job' ? operation.list?.callersId : undefined;
  const whereToLook = (id: string) =>
    callersId === undefined
      ? `The dashboard is ${definition.dashboard}.`
      : `list_jobs also finds it, with operation ${name} and client_request_id ${id}.`;
  return {
    tool: name,
    input,
    async start(id) {
      const { atMost } = await findCost(offered, input);
      // Before anything is sent, so that calls at the same time cannot exceed the limit together.
      limit.reserve(id, atMost);
      try {
        if (operation.kind === 'call') return describeRow(offered, await client.call(key, input));
        const job = await client.create(key, callersId === undefined ? input : { ...input, [callersId]: id });
        limit.assign(id, jobKey(offered, job));
        return describeJob(offered, job);
      } catch (error) {
        if (didNothing(error)) limit.release(id);
        throw AmbiguousCreateError.isInstance(error)
          ? new ToolError(`${error.message} ${whereToLook(id)}`)
          : error;
      }
    },
    async recover(id) {
      if (callersId === undefined) return undefined;
      for await (const job of client.list(key, { callersId: id })) {
        limit.assign(id, jobKey(offered, job));
        return describeJob(offered, job);
      }
      return undefined;
    },
  };
}

/** Returns whether the provider did nothing before the error, so that nothing was charged. */
const didNothing = (error: unknown): boolean =>
  InputError.isInstance(error) ||
  ConfigurationError.isInstance(error) ||
  (ApiError.isInstance(error) && (error.status ?? 500) < 500) ||
  (NetworkError.isInstance(error) && !error.sent);

function describeRow({ operation }: OfferedOperation, row: Row): Answer {
  const { verdicts } = operation.rows;
  const group = verdicts && groupVerdict(String(row[verdicts.column]), verdicts);
  const verdict = group === undefined ? '' : ` The verdict is ${group}.`;
  return { message: `${operation.title}: done.${verdict}`, data: { verdictGroup: group, result: row } };
}

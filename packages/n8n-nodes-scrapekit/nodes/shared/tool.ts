import { isTerminal } from '@scrapekit/core';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { failureItem } from './node-error';
import { type JobRun, resultOptions, type RunJob } from './job-run';
import { jobFields, pageOf, toJson } from './result-items';

/** An AI agent cannot continue before its tool answers, so a tool waits only so long, and never sleeps. */
export const TOOL_WAIT_MS = 120_000;

/** The number of rows that an agent gets at once. A model reads every row, and hundreds would fill its context. */
const TOOL_ROWS = 20;

// Some versions of n8n run a tool in a special context, others as a node of a derived type with this ending.
export const isAgentTool = (context: IExecuteFunctions): boolean =>
	context.isToolExecution() || context.getNode().type.endsWith('Tool');

/** Returns one short item per job for an AI agent: the state of the job, the first rows and how to get the others. */
export async function answerOfTool(run: ToolRun, jobs: readonly ToolJob[]): Promise<INodeExecutionData[]> {
	const items: INodeExecutionData[] = [];
	for (const runJob of jobs) items.push(await toolItem(run, runJob));
	return items;
}

type ToolRun = Pick<JobRun, 'session' | 'resource' | 'operation'>;

type ToolJob = Omit<RunJob, 'plan'> & { readonly plan: Omit<RunJob['plan'], 'read'> };

async function toolItem(run: ToolRun, { plan, ticket, job }: ToolJob): Promise<INodeExecutionData> {
	const { session, resource } = run;
	const pairedItem = { item: plan.itemIndex };
	if (job === undefined || ticket.failure !== undefined) {
		return failureItem(session, ticket.failure ?? { message: 'No job was started.', facts: {} }, plan);
	}
	if (!isTerminal(job)) {
		const note = `The job is paid and still runs. Do not start it again: ask later for its results by job_id ${job.id}.`;
		return { json: { ...jobFields(job), note }, pairedItem };
	}
	const { maxItems = TOOL_ROWS, skip = 0 } = resultOptions(run, plan);
	const limit = Math.min(maxItems, TOOL_ROWS);
	const rows: IDataObject[] = [];
	// One row more than wanted tells whether there are others.
	for await (const { row } of pageOf(session, job, { maxItems: limit + 1, skip })) {
		rows.push(...toJson(row, { resource: { ...resource, echo: [] }, job, output: 'items', simplify: true }));
	}
	const more = rows.length > limit;
	const note = more
		? `These are rows ${skip + 1} to ${skip + limit}. Get the next ones, without cost, by job_id ${job.id} with Skip ${skip + limit}.`
		: 'These are all rows.';
	const short = rows.slice(0, limit);
	for (const row of short) delete row.job_id;
	return { json: { job_id: job.id, status: job.status, count: short.length, rows: short, note }, pairedItem };
}

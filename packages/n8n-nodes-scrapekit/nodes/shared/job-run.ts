import { isTerminal, type Job } from '@scrapekit/core';
import { type IDataObject, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { reportBalance } from './balance';
import { createOnce } from './create-job';
import { reportCost, reportNoRows } from './hints';
import { type PlannedInput, planInputs } from './job-input';
import { factsOf, failureItem, toNodeError } from './node-error';
import { readOption } from './parameters';
import type { Resource } from './provider-node';
import { type Output, resultItems } from './result-items';
import { itemFinder } from './row-links';
import type { ExecuteSession } from './session';
import {
	matchTickets,
	type Memory,
	missingJobs,
	reopenTickets,
	runIndexOf,
	type Ticket,
	TICKET_FIELD,
	type TicketItem,
} from './tickets';

/** A planned job of a run, and what is known about it. */
export interface RunJob {
	readonly plan: PlannedInput;
	readonly ticket: Ticket;
	/** The job as it was last fetched in this run. */
	job?: Job;
}

export interface WaitSettings {
	readonly giveUpAfterMs: number;
	readonly cancelOnStop: boolean;
	/** How long a run with new jobs waits before it sleeps, because n8n wakes later than a small job ends. */
	readonly waitBeforeSleepMs: number;
}

/** One run of a node that starts jobs and waits for them. */
export interface JobRun {
	readonly session: ExecuteSession;
	readonly resource: Resource;
	/** The provider's operation. */
	readonly operation: string;
	readonly settings: WaitSettings;
	readonly memory: Memory;
	readonly items: readonly TicketItem[];
	readonly jobs: readonly RunJob[];
}

export function openRun(session: ExecuteSession, resource: Resource, operation: string): JobRun {
	const { context } = session;
	const { memory, items } = matchTickets(context);
	reopenTickets(context, memory);
	const place = { context, itemIndex: 0 };
	const options = context.getNodeParameter('options', 0, {}) as IDataObject;
	const settings = {
		giveUpAfterMs: (readOption(place, 'giveUpAfter', 'Give Up After') ?? 60) * 60_000,
		cancelOnStop: options.cancelOnStop === true,
		waitBeforeSleepMs: (readOption(place, 'waitBeforeSleep', 'Wait Before Sleeping') ?? 5) * 1000,
	};
	const jobs = planInputs(session, resource, operation).map((plan) => ({
		plan,
		ticket: items[plan.itemIndex]?.ticket ?? {},
	}));
	return { session, resource, operation, settings, memory, items, jobs };
}

/** The jobs that wait for a free slot or for their end. */
export const openJobs = ({ jobs }: JobRun): readonly RunJob[] =>
	jobs.filter(({ ticket, job }) => ticket.failure === undefined && !(job !== undefined && isTerminal(job)));

/** How many jobs of the operation the account may run at once. */
export function slotsOf({ session: { node }, operation }: JobRun): number {
	const { activeLimit } = node.provider;
	const applies = activeLimit?.operations.includes(operation) ?? false;
	return applies ? (activeLimit?.jobs ?? MAX_AT_ONCE) : MAX_AT_ONCE;
}

/** A bound that keeps the requests of many jobs below the rate limits of every provider. */
const MAX_AT_ONCE = 10;

/** Starts a job, or fetches it when an earlier try has started it. */
export async function startJob(
	{ session, operation }: JobRun,
	runJob: RunJob,
	options: { readonly webhookUrl?: string | undefined; readonly signal?: AbortSignal | undefined } = {},
): Promise<void> {
	runJob.job = await createOnce(session, runJob.ticket, runJob.plan, { operation, ...options });
}

/** Throws the error, or notes it for the item's output when the node continues on errors (its setting On Error). */
export function failJob(run: JobRun, { plan, ticket }: RunJob, error: unknown): void {
	const { session, operation } = run;
	const { jobId } = ticket;
	const failure = toNodeError(session, error, { itemIndex: plan.itemIndex, jobId, operation });
	ticket.failure = { message: failure.message, facts: factsOf(failure) };
	ticket.failedIn = runIndexOf(session.context);
	if (!session.context.continueOnFail()) throw failure;
}

/** Adds to the error that ends a run the jobs which were paid and go on, so that their results can be fetched. */
export function nameOtherJobs({ session, jobs }: JobRun, error: unknown): unknown {
	const failure = toNodeError(session, error);
	const { job_id: ownId } = factsOf(failure);
	const others = jobs.flatMap(({ ticket: { jobId } }) =>
		jobId === undefined || jobId === ownId ? [] : [jobId],
	);
	if (others.length > 0) {
		failure.description = `${failure.description ?? ''} The other jobs of this run are paid and go on. Fetch their results by their IDs: ${others.join(', ')}.`;
	}
	return failure;
}

/**
 * Refuses items that lost their ticket on the way back to this node. If they counted as new items, their jobs would be
 * started and charged again. The error names the jobs that have no item any more, so that their results can be fetched.
 */
export function refuseLostItems({ session: { context }, memory, items, jobs }: JobRun): void {
	const lost = items.filter(({ isLost }) => isLost);
	if (lost.length === 0) return;
	const jobIds = missingJobs(memory, items);
	const waiting =
		jobIds.length === 0
			? 'No job was lost.'
			: `Fetch the results of the waiting jobs by their IDs: ${jobIds.join(', ')}.`;
	const message = `The item has lost its field "${TICKET_FIELD}": a node between "Still Running" and the input of this node removed it. No new job was started. ${waiting}`;
	for (const { itemIndex, ticket } of lost) {
		if (context.continueOnFail()) {
			ticket.failure = { message, facts: jobIds.length === 1 ? { job_id: String(jobIds[0]) } : {} };
			continue;
		}
		throw new NodeOperationError(context.getNode(), message, {
			description: `Connect "Still Running" directly to the point at the left of this node, or let every node between them keep the field "${TICKET_FIELD}".`,
			itemIndex: jobs[0]?.plan.itemIndex ?? itemIndex,
		});
	}
}

/** Returns the items of each job: its results, its error, or its state while it still runs. */
export async function outcomeItems(run: JobRun, jobs: readonly RunJob[]): Promise<INodeExecutionData[]> {
	const items: INodeExecutionData[] = [];
	for (const runJob of jobs) items.push(...(await jobItems(run, runJob)));
	reportCost(run.session, jobs);
	if (jobs.some(({ ticket }) => ticket.jobId !== undefined)) await reportBalance(run.session);
	return items;
}

async function jobItems(run: JobRun, runJob: RunJob): Promise<INodeExecutionData[]> {
	const { session, resource } = run;
	const { plan, ticket, job } = runJob;
	if (job !== undefined && ticket.failure === undefined) {
		if (job.status !== 'completed')
			return await resultItems(session, resource, job, { output: 'job', itemIndexes: plan.itemIndexes });
		try {
			const items = await resultItems(session, resource, job, resultOptions(run, plan));
			if (items.length === 0) reportNoRows(session, job);
			return items;
		} catch (error) {
			failJob(run, runJob, error);
		}
	}
	const failure = ticket.failure ?? { message: 'No job was started for this item.', facts: {} };
	return [failureItem(session, failure, plan)];
}

export function resultOptions(
	{ session, operation, resource }: Pick<JobRun, 'session' | 'operation' | 'resource'>,
	{ itemIndex, itemIndexes }: Pick<PlannedInput, 'itemIndex' | 'itemIndexes'>,
) {
	const { context } = session;
	const place = { context, itemIndex };
	return {
		output: context.getNodeParameter('output', itemIndex, 'items') as Output,
		simplify: context.getNodeParameter('simplify', itemIndex, false) === true,
		maxItems: readOption(place, 'maxItems', 'Max Items'),
		skip: readOption(place, 'skip', 'Skip'),
		itemIndexes,
		itemOf: itemIndexes.length > 1 ? itemFinder(session, { operation, resource, itemIndexes }) : undefined,
	};
}

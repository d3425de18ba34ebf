import { AmbiguousCreateError, estimateCost, formatCredits, type Job, ProviderError } from '@scrapekit/core';
import { createHash } from 'node:crypto';
import { type IDataObject, NodeOperationError } from 'n8n-workflow';
import { hint, reportReceipt } from './hints';
import type { PlannedInput } from './job-input';
import { type Failure, failureError } from './node-error';
import { jobOperationOf, readLimit } from './parameters';
import type { ExecuteSession } from './session';
import type { Ticket } from './tickets';

export interface CreateOptions {
	readonly operation: string;
	/** The address that the provider calls when the job has ended. */
	readonly webhookUrl?: string | undefined;
	readonly signal?: AbortSignal | undefined;
}

/**
 * Starts a planned job once. When n8n repeats a failed run (Retry On Fail) or a failed execution, the job that was
 * already started is fetched instead. A create with an unknown outcome is looked for and not sent again, because the
 * job may exist (C189). Throws core's errors and NodeOperationError.
 */
export async function createOnce(
	session: ExecuteSession,
	ticket: Ticket,
	plan: PlannedInput,
	{ operation, webhookUrl, signal }: CreateOptions,
): Promise<Job> {
	const { client } = session;
	if (ticket.jobId !== undefined) return await client.get({ id: ticket.jobId, operation }, { signal });
	const input = await plan.read();
	refuseAboveLimit(session, { operation, input, itemIndex: plan.itemIndex });
	const label = labelInput(session, operation, { input, itemIndex: plan.itemIndex });
	const found = await findEarlier(session, operation, { label, ticket, signal });
	if (found !== undefined) return keep(ticket, found);
	const job = await client
		.create(operation, label?.input ?? input, { webhookUrl, signal })
		.catch((error: unknown) => {
			if (AmbiguousCreateError.isInstance(error)) ticket.unknown = true;
			throw error;
		});
	reportReceipt(session, job);
	const { estimatedCredits } = job.receipt;
	if (estimatedCredits !== undefined) ticket.estimatedCredits = estimatedCredits;
	return keep(ticket, job);
}

function keep(ticket: Ticket, job: Job): Job {
	ticket.jobId = job.id;
	ticket.startedAt = Date.now();
	delete ticket.unknown;
	return job;
}

interface LabelledInput {
	readonly input: IDataObject;
	/** The provider's field that holds the label. */
	readonly field: string;
	/** Names the workflow, the node, the item and its input. */
	readonly origin: string;
}

/**
 * Adds the caller's id, where the provider takes one, so that a job can be found again after its create got no answer
 * (X02). Returns undefined where there is no such field, or when the user gave an id.
 */
function labelInput(
	{ context, node }: ExecuteSession,
	operation: string,
	{ input, itemIndex }: { readonly input: IDataObject; readonly itemIndex: number },
): LabelledInput | undefined {
	const field = jobOperationOf({ node }, operation).list?.callersId;
	if (field === undefined || input[field] !== undefined) return undefined;
	const parts = [context.getWorkflow().id, context.getNode().id, operation, itemIndex, input];
	const origin = `n8n-${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)}`;
	return { input: { ...input, [field]: `${origin}-${context.getExecutionId()}` }, field, origin };
}

/** A retried execution looks this far back for the jobs of the execution that failed. */
const DAY_MS = 86_400_000;

/** Finds the job of a create whose answer was lost, or of the execution that n8n retries after a crash. */
async function findEarlier(
	{ context, client }: ExecuteSession,
	operation: string,
	{
		label,
		ticket,
		signal,
	}: {
		readonly label: LabelledInput | undefined;
		readonly ticket: Ticket;
		readonly signal?: AbortSignal | undefined;
	},
): Promise<Job | undefined> {
	const isRetry = context.getMode() === 'retry';
	if (ticket.unknown !== true && (label === undefined || !isRetry)) return undefined;
	const found =
		label === undefined
			? undefined
			: await findByLabel(client, operation, { label, isRetry, signal }).catch(withoutList);
	if (found !== undefined) {
		hint(context, `The job ${found.id} of an earlier try was found, so no second job was started.`);
		return found;
	}
	if (ticket.unknown !== true) return undefined;
	throw failureError(context.getNode(), ticket.lastFailure ?? unknownOutcome, {
		description:
			'Look for the job in the dashboard of the provider before you start it again in a new execution.',
	});
}

const unknownOutcome: Failure = {
	message: 'An earlier try may have created the job, so it is not started again.',
	facts: {},
};

/** Some servers list no jobs. A retry then starts the job anew, as it would without this look-up. */
function withoutList(error: unknown): undefined {
	if (!ProviderError.isInstance(error)) throw error;
	return undefined;
}

async function findByLabel(
	client: ExecuteSession['client'],
	operation: string,
	{
		label: { field, origin, input },
		isRetry,
		signal,
	}: {
		readonly label: LabelledInput;
		readonly isRetry: boolean;
		readonly signal?: AbortSignal | undefined;
	},
): Promise<Job | undefined> {
	const createdAfter = new Date(Date.now() - DAY_MS).toISOString();
	for await (const job of client.list(operation, { createdAfter, signal })) {
		const id = (job.raw as IDataObject)[field];
		if (typeof id !== 'string') continue;
		if (id === input[field] || (isRetry && id.startsWith(`${origin}-`))) return job;
	}
	return undefined;
}

/** Refuses a job that may cost more than the option Spend Limit. */
function refuseAboveLimit(
	{ context, node }: ExecuteSession,
	{
		operation,
		input,
		itemIndex,
	}: { readonly operation: string; readonly input: IDataObject; readonly itemIndex: number },
): void {
	const limit = readLimit({ context, itemIndex }, 'spendLimit', 'Spend Limit');
	if (limit === undefined) return;
	const atMost = estimateCost(node.provider, operation, input)?.atMost;
	if (atMost === undefined || (atMost !== 'unbounded' && atMost <= limit * 1000)) return;
	const cost =
		atMost === 'unbounded' ? 'has no limit on its cost' : `may cost ${formatCredits(atMost)} credits`;
	throw new NodeOperationError(context.getNode(), `The job ${cost}, and the Spend Limit is ${limit}`, {
		description: 'Ask for less, or raise the Spend Limit in Options. Nothing was sent.',
		itemIndex,
	});
}

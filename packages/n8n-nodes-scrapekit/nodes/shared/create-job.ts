import { AmbiguousCreateError, type Job } from '@scrapekit/core';
import { type IDataObject, type IExecuteFunctions, NodeOperationError } from 'n8n-workflow';
import type { ExecuteSession, JobNode } from './session';
import type { Ticket } from './wait-state';

export interface CreateOptions {
	readonly operation: string;
	readonly itemIndex: number;
	/** The address that the provider calls when the job has ended. */
	readonly webhookUrl?: string | undefined;
}

/**
 * Starts the job of a ticket. When n8n repeats a failed run (Retry On Fail), a job that was already started is
 * fetched instead. A create with an unknown outcome fails again and is not sent again, because the job may
 * exist (C189).
 */
export async function createOnce(
	{ context, node, client }: ExecuteSession,
	ticket: Ticket,
	{ operation, itemIndex, webhookUrl }: CreateOptions,
): Promise<Job> {
	const signal = context.getExecutionCancelSignal();
	if (ticket.failure !== undefined)
		throw new NodeOperationError(context.getNode(), ticket.failure, { itemIndex });
	if (ticket.jobId !== undefined) return await client.get({ id: ticket.jobId, operation }, { signal });
	const input = collectInput(context, node, itemIndex);
	const job = await client.create(operation, input, { webhookUrl, signal }).catch((error: unknown) => {
		if (AmbiguousCreateError.isInstance(error)) ticket.failure = error.message;
		throw error;
	});
	ticket.jobId = job.id;
	ticket.startedAt = Date.now();
	return job;
}

/** Collects an operation's input from the node's parameters. Optional fields that were left empty are left out. */
function collectInput(
	context: IExecuteFunctions,
	{ required, zeroMeansAll }: JobNode,
	itemIndex: number,
): IDataObject {
	const input: IDataObject = {};
	for (const name of required) input[name] = context.getNodeParameter(name, itemIndex) as string;
	const additional = context.getNodeParameter('additionalFields', itemIndex, {}) as IDataObject;
	for (const [name, value] of Object.entries(additional)) {
		if (value !== '') input[snakeCase(name)] = value === 0 && zeroMeansAll.includes(name) ? 'all' : value;
	}
	return input;
}

/** Parameters are named `maxLeads`, the fields of the API `max_leads`. */
const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

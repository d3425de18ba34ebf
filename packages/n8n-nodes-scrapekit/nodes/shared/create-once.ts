import { AmbiguousCreateError, type Job } from '@scrapekit/core';
import { NodeOperationError } from 'n8n-workflow';
import { readInput } from './read-input';
import type { ExecuteSession } from './session';
import type { Ticket } from './wait-state';

export interface CreateOptions {
	readonly operation: string;
	readonly itemIndex: number;
	/** Where the provider tells that the job has ended. */
	readonly webhookUrl?: string | undefined;
}

/**
 * Starts the job of a ticket. When n8n repeats a failed run (Retry On Fail), a job that was started is read
 * instead, and a create whose outcome is unknown fails again without being sent: the job may exist (C189).
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
	const input = readInput(context, node.required, itemIndex);
	const job = await client.create(operation, input, { webhookUrl, signal }).catch((error: unknown) => {
		if (AmbiguousCreateError.isInstance(error)) ticket.failure = error.message;
		throw error;
	});
	ticket.jobId = job.id;
	ticket.startedAt = Date.now();
	return job;
}

import { JobNotCompletedError, isTerminal } from '@scrapekit/core';
import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { hasErrorOutput } from './round';
import { type JobNode, openSession, type Session } from './session';
import { toNodeError } from './node-error';
import { receiveWebhook } from './receive-webhook';
import { resultItems, type Output } from './result-items';
import { parkedState, type Ticket, type WaitState } from './wait-state';

const stayParked: IWebhookResponseData = { noWebhookResponse: true };

/**
 * Resumes a parked execution when the last of its jobs has ended. The delivery only prompts this check: every job is
 * fetched with the key. When the items cannot be completed here, the execution stays parked and the timer resumes it.
 */
export async function resumeFromWebhook(
	context: IWebhookFunctions,
	node: JobNode,
	operation: string,
): Promise<IWebhookResponseData> {
	const event = await receiveWebhook(context, node);
	const state = event && parkedState(context);
	if (event === undefined || state === undefined) return stayParked;
	const tickets = state.parked.map((id) => state.tickets[id] ?? {});
	if (!tickets.some(({ jobId }) => jobId === event.jobId)) return stayParked;
	try {
		const session = await openSession(context, node);
		const results = await collectSettled(session, operation, { state, tickets });
		return results === undefined ? stayParked : { noWebhookResponse: true, workflowData: [results, []] };
	} catch (error) {
		context.logger.warn(toNodeError({ context, node }, error, 0).message);
		return stayParked;
	}
}

/** Returns the items of all tickets, or undefined while a job has not ended or only the node itself can complete them. */
async function collectSettled(
	session: Session<IWebhookFunctions>,
	operation: string,
	{ state, tickets }: { readonly state: WaitState; readonly tickets: readonly Ticket[] },
): Promise<INodeExecutionData[] | undefined> {
	const output = session.context.getNodeParameter('output') as Output;
	const movesErrors = hasErrorOutput(session.context.getNode());
	// n8n adds the fields of the input item to an error item only when it runs the node, so the timer has to resume it.
	if (movesErrors && state.polls && tickets.some(({ failure }) => failure !== undefined)) return undefined;
	const items: INodeExecutionData[] = [];
	for (const [itemIndex, { jobId, failure }] of tickets.entries()) {
		const pairedItem = { item: itemIndex };
		if (failure !== undefined) {
			items.push({ json: { error: failure }, pairedItem });
			continue;
		}
		if (jobId === undefined) return undefined;
		const job = await session.client.get({ id: jobId, operation });
		if (!isTerminal(job)) return undefined;
		if (job.status === 'completed') {
			items.push(...(await resultItems(session, job, { output, itemIndex })));
		} else {
			// The node can throw an error only when n8n runs it, which happens after the timer resumed the execution.
			if (state.polls) return undefined;
			const error = new JobNotCompletedError(job).message;
			const json = movesErrors ? { error, details: { job_id: jobId } } : { job_id: jobId, error };
			items.push({ json, pairedItem });
		}
	}
	return items;
}

import { JobNotCompletedError, isTerminal } from '@scrapekit/core';
import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { hasErrorOutput } from './fail';
import type { JobNode } from './job-node';
import { toNodeError } from './node-error';
import { receiveWebhook } from './receive-webhook';
import { resultItems, type Output } from './result-items';
import { openSession, type Session } from './session';
import { parkedState, type Ticket, type WaitState } from './wait-state';

const STAY_PARKED: IWebhookResponseData = { noWebhookResponse: true };

/**
 * Resumes a parked execution when the last of its jobs has ended. The delivery is only a nudge: every job is
 * read again with the key. What cannot be settled here is left to the timer.
 */
export async function resumeFromWebhook(
	context: IWebhookFunctions,
	node: JobNode,
	operation: string,
): Promise<IWebhookResponseData> {
	const event = await receiveWebhook(context, node);
	const state = event && parkedState(context);
	if (event === undefined || state === undefined) return STAY_PARKED;
	const tickets = state.parked.map((id) => state.tickets[id] ?? {});
	if (!tickets.some(({ jobId }) => jobId === event.jobId)) return STAY_PARKED;
	try {
		const session = await openSession(context, node);
		const results = await settle(session, operation, { state, tickets });
		return results === undefined ? STAY_PARKED : { noWebhookResponse: true, workflowData: [results, []] };
	} catch (error) {
		context.logger.warn(toNodeError(context.getNode(), error, 0).message);
		return STAY_PARKED;
	}
}

/** The items of all tickets, or undefined while one of them is open. */
async function settle(
	session: Session<IWebhookFunctions>,
	operation: string,
	{ state, tickets }: { readonly state: WaitState; readonly tickets: readonly Ticket[] },
): Promise<INodeExecutionData[] | undefined> {
	const output = session.context.getNodeParameter('output') as Output;
	const sortsErrors = hasErrorOutput(session.context.getNode());
	// n8n adds the fields of the right input item to an error item only where the node runs, so this waits for the timer.
	if (sortsErrors && state.polls && tickets.some(({ failure }) => failure !== undefined)) return undefined;
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
			// An error can be raised only where the node runs, which the timer brings about.
			if (state.polls) return undefined;
			const error = new JobNotCompletedError(job).message;
			const json = sortsErrors ? { error, details: { job_id: jobId } } : { job_id: jobId, error };
			items.push({ json, pairedItem });
		}
	}
	return items;
}

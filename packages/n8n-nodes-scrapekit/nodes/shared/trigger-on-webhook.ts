import { ApiError, InputError, isTerminal, type Job, type WebhookEvent } from '@scrapekit/core';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { ProviderNode } from './provider-node';
import { receiveDelivery, type ReceivedDelivery } from './receive-webhook';
import type { Session } from './session';
import { isKnown } from './trigger-mark';
import {
	chosenEvents,
	chosenOperations,
	endingKey,
	openTriggerSession,
	type Report,
	reportItem,
} from './trigger-report';

/**
 * Answers a delivery and starts the workflow when it reports a chosen event of the account. A delivery that was forged,
 * is about a job of another account, about another event or about one that was emitted starts no execution.
 */
export async function triggerOnWebhook(
	context: IWebhookFunctions,
	node: ProviderNode,
): Promise<IWebhookResponseData> {
	const delivery = await receiveDelivery(context, node);
	const report = await findReport({ context, node, delivery });
	return report === undefined || isKnown(context, report.key)
		? { noWebhookResponse: true }
		: { noWebhookResponse: true, workflowData: [[reportItem(report)]] };
}

interface Arrival {
	readonly context: IWebhookFunctions;
	readonly node: ProviderNode;
	readonly delivery: ReceivedDelivery;
}

async function findReport({ context, node, delivery }: Arrival): Promise<Report | undefined> {
	const { event, staleJobId } = delivery;
	const events = chosenEvents(context);
	const operations = chosenOperations(context, node);
	if (staleJobId !== undefined) return await findEnded(context, node, { id: staleJobId, operations });
	if (event?.jobId === undefined) return undefined;
	const { type = '', jobId: id, status = 'running', operation } = event;
	const possible = operations.filter((key) => operation === undefined || operation === key);
	const [first] = possible;
	if (first === undefined) return undefined;
	if (events.includes(type)) {
		return { key: event.deduplicationKey, jobId: id, operation: first, data: dataOf(event) };
	}
	if (!isTerminal({ status }) || !events.includes(status)) return undefined;
	if (node.provider.webhook.bringsOutcome === true) {
		return { key: endingKey({ id, operation: first }), jobId: id, operation: first, delivery: event };
	}
	return await findEnded(context, node, { id, operations: possible, event });
}

/** The data of an event, which many providers put into an envelope. */
function dataOf({ type = '', payload }: WebhookEvent): IDataObject {
	const envelope = payload as IDataObject;
	const { data } = envelope;
	const fields = typeof data === 'object' && data !== null ? (data as IDataObject) : envelope;
	return { event: type, ...fields };
}

interface Ending {
	readonly id: string;
	/** The operations of which the job may be. A delivery of some providers does not tell. */
	readonly operations: readonly string[];
	/** Absent for a delivery that was refused for its age. */
	readonly event?: WebhookEvent;
}

/**
 * Reads with the key whether a job has ended as chosen (C186). Returns undefined when it has not, or when it is a job of
 * another account. A report without the job follows an error, so that the execution reads it again and shows the error.
 */
async function findEnded(
	context: IWebhookFunctions,
	node: ProviderNode,
	{ id, operations, event }: Ending,
): Promise<Report | undefined> {
	const session = await openTriggerSession(context, node, { pollEverySeconds: 1 });
	for (const operation of operations) {
		const key = endingKey({ id, operation });
		// A job that was emitted needs no request, however often its end is reported (M10).
		if (isKnown(context, key)) return undefined;
		try {
			const job = await readJob(session, { id, operation }, event);
			const isWanted = isTerminal(job) && chosenEvents(context).includes(endingOf(job, event));
			return isWanted ? { key, jobId: id, operation, job } : undefined;
		} catch (error) {
			if (!isForeign(error)) return { key, jobId: id, operation };
		}
	}
	context.logger.warn(
		`${node.provider.name} reported the job ${id}, which does not exist for the key in the credential of the node "${context.getNode().name}"`,
	);
	return undefined;
}

/** How long a job may still be read as running after a signed delivery has reported its end. */
const LAG_MS = 20_000;

const readJob = async (
	{ client }: Session,
	reference: Pick<Job, 'id' | 'operation'>,
	event: WebhookEvent | undefined,
): Promise<Job> =>
	event?.trust === 'signed'
		? await client.wait(reference, { timeoutMs: LAG_MS })
		: await client.get(reference);

/** A provider without an event for cancelled jobs reports them as failed. */
const endingOf = ({ status }: Job, event: WebhookEvent | undefined): string =>
	status === 'cancelled' && event?.status === 'failed' ? 'failed' : status;

const isForeign = (error: unknown): boolean =>
	InputError.isInstance(error) || (ApiError.isInstance(error) && [404, 410].includes(error.status ?? 0));

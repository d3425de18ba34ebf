import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { ProviderNode } from './provider-node';
import { receiveWebhook } from './receive-webhook';
import { sleepingMemory, wokenItem } from './tickets';

const sleepOn: IWebhookResponseData = { noWebhookResponse: true };

/**
 * Wakes a sleeping execution when one of its jobs has ended. The delivery only ends the sleep early: the items leave by
 * the first output, come back to the node, and there every job is fetched with the key.
 */
export async function resumeFromWebhook(
	context: IWebhookFunctions,
	node: ProviderNode,
): Promise<IWebhookResponseData> {
	const event = await receiveWebhook(context, node);
	const memory = event && sleepingMemory(context);
	if (event === undefined || memory === undefined) return sleepOn;
	const tickets = memory.away.map((id) => memory.tickets[id]);
	if (!tickets.some((ticket) => ticket?.jobId === event.jobId)) return sleepOn;
	const items = sleepingItems(context);
	return items.length === 0 ? sleepOn : { noWebhookResponse: true, workflowData: [items.map(wokenItem), []] };
}

/** The items that the node put to sleep. */
const sleepingItems = (context: IWebhookFunctions): INodeExecutionData[] =>
	context.evaluateExpression('{{ $input.all() }}', 0) as unknown as INodeExecutionData[];

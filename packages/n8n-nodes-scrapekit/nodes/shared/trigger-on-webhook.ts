import type { IHookFunctions, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { JobNode } from './job-node';
import { receiveWebhook } from './receive-webhook';

/** Starts the workflow for a genuine delivery about a job that ended in one of the chosen ways. */
export async function triggerOnWebhook(
	context: IWebhookFunctions,
	node: JobNode,
	operation: string,
): Promise<IWebhookResponseData> {
	const event = await receiveWebhook(context, node);
	const wanted = context.getNodeParameter('endings') as readonly string[];
	const isOurs = event?.operation === operation && wanted.includes(event.status ?? '');
	if (!isOurs) return { noWebhookResponse: true };
	return {
		noWebhookResponse: true,
		workflowData: [[{ json: { job_id: event.jobId ?? '', status: event.status ?? '' } }]],
	};
}

/** A workflow that relies on webhooks must not go live when it would refuse each of them. */
export async function requireSecret(
	context: IHookFunctions,
	{ provider, credential }: JobNode,
): Promise<void> {
	const { webhookSecret } = await context.getCredentials<{ webhookSecret?: string }>(credential);
	if (webhookSecret || context.getNodeParameter('receive') !== 'webhook') return;
	throw new NodeOperationError(context.getNode(), `The ${provider.name} credential holds no webhook secret`, {
		description: `Copy it from the ${provider.name} dashboard into the credential; unsigned webhooks are refused.`,
	});
}

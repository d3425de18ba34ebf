import {
	createWebhookReceiver,
	type Inbox,
	type ProviderDefinition,
	type WebhookEvent,
	type WebhookRejection,
} from '@scrapekit/core';
import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, IWebhookFunctions, NodeExecutionHint } from 'n8n-workflow';
import type { ProviderNode } from './provider-node';
import { n8nClock } from './transport';

/**
 * Verifies a delivery over the bytes as received and answers it at once (C196): 200; 401 when the signature is wrong;
 * 400 when the body cannot be read. Returns undefined when the delivery is not accepted or names no job.
 */
export async function receiveWebhook(
	context: IWebhookFunctions,
	node: ProviderNode,
): Promise<WebhookEvent | undefined> {
	return (await receiveDelivery(context, node)).event;
}

export interface ReceivedDelivery {
	/** The event of an accepted delivery that names a job. */
	readonly event?: WebhookEvent | undefined;
	/** The job of a genuine delivery that is refused for its age. It has to be read with the key (N04, S05). */
	readonly staleJobId?: string | undefined;
}

/** Does the same and also tells which job a delivery was about that was refused for its age alone. */
export async function receiveDelivery(
	context: IWebhookFunctions,
	node: ProviderNode,
): Promise<ReceivedDelivery> {
	const { provider } = node;
	const request = context.getRequestObject();
	if (request.rawBody === undefined) await request.readRawBody();
	let wokenJobId: string | undefined;
	const receive = createWebhookReceiver({
		provider,
		secrets: await readSecrets(context, node),
		inbox: acceptingInbox((jobId) => (wokenJobId = jobId)),
		clock: n8nClock,
	});
	const { status, event, rejection, failure } = await receive({
		method: 'POST',
		headers: headerPairs(request.rawHeaders),
		body: request.rawBody,
	});
	if (failure !== undefined) throw new NodeOperationError(context.getNode(), failure as Error);
	context
		.getResponseObject()
		.status(status)
		.json({ received: status === 200 });
	if (rejection !== undefined && status === 401) reportRefusal(context, provider, rejection);
	return { event, staleJobId: rejection === 'stale_timestamp' ? wokenJobId : undefined };
}

/** The fields of a credential that may hold a signing secret. */
const secretFields = ['webhookSecret', 'previousWebhookSecret'] as const;

/** Lists the secrets by which a delivery may be signed. Blanks around a copied secret are removed. */
export async function readSecrets(
	context: Pick<IWebhookFunctions, 'getCredentials' | 'getWorkflowStaticData'>,
	{ provider, credential }: ProviderNode,
): Promise<readonly string[]> {
	const { secret: kind } = provider.webhook;
	const fields: readonly string[] = kind === 'api-key' ? ['apiKey', ...secretFields] : secretFields;
	const values = await context.getCredentials<Readonly<Record<string, string | undefined>>>(credential);
	const { endpoint } = context.getWorkflowStaticData('node') as { endpoint?: { secret?: string } };
	return [...fields.map((field) => values[field]), endpoint?.secret]
		.map((secret = '') => secret.trim())
		.filter((secret) => secret !== '');
}

/** Accepts repeated deliveries, because the executions that they start recognise a job that was emitted before. */
const acceptingInbox = (wake: Inbox['wake']): Inbox => ({
	wake,
	claim: async () => ({ settle: async () => {}, release: async () => {} }),
	keep: async () => {},
	find: async () => undefined,
	nudge: async () => {},
});

/** Pairs Node's flat list of names and values. Unlike an object, pairs keep duplicates, which are refused later. */
function* headerPairs(rawHeaders: readonly string[]): Generator<[string, string]> {
	for (let index = 0; index < rawHeaders.length; index += 2) {
		yield [rawHeaders[index] ?? '', rawHeaders[index + 1] ?? ''];
	}
}

interface Refusals {
	readonly count: number;
	readonly advice: string;
}

/** The refused deliveries that no execution has shown yet, by node. */
const refusalsByNode = new Map<string, Refusals>();

const keyOf = (context: Pick<IWebhookFunctions, 'getWorkflow' | 'getNode'>): string =>
	`${context.getWorkflow().id ?? ''}:${context.getNode().id}`;

function reportRefusal(
	context: IWebhookFunctions,
	provider: ProviderDefinition,
	rejection: WebhookRejection,
): void {
	const advice = adviceFor(provider, rejection);
	context.logger.warn(`A webhook for the node "${context.getNode().name}" was refused. ${advice}`, {
		reason: rejection,
	});
	const key = keyOf(context);
	refusalsByNode.set(key, { advice, count: (refusalsByNode.get(key)?.count ?? 0) + 1 });
}

/** Shows on the node how many webhooks were refused since its last execution, and what can be done about it. */
export function showRefusals(context: IExecuteFunctions): void {
	const key = keyOf(context);
	const refusals = refusalsByNode.get(key);
	if (refusals === undefined) return;
	refusalsByNode.delete(key);
	const { count, advice } = refusals;
	const which = count === 1 ? 'A webhook for this node was' : `${count} webhooks for this node were`;
	const hint: NodeExecutionHint = { message: `${which} refused. ${advice}`, location: 'outputPane' };
	context.addExecutionHints(hint);
}

function adviceFor({ name, webhook }: ProviderDefinition, rejection: WebhookRejection): string {
	switch (rejection) {
		case 'no_secret':
			return `The ${name} credential holds no webhook secret. Enter it there.`;
		case 'unusable_secret':
			return `The webhook secret in the credential does not have the form that ${name} uses. Copy it again.`;
		case 'stale_timestamp':
			return `The time of the signature differs by more than five minutes. Check the clock of this n8n.`;
		case 'signature_mismatch':
			return webhook.secret === 'endpoint'
				? `Unpublish the workflow and publish it again, so that ${name} gives the webhook a new secret.`
				: `Check the webhook secret in the credential: webhooks of ${name} are refused while it is wrong or out of date.`;
		default:
			return `Without a usable signature of ${name} nothing proves the sender.`;
	}
}

import { ProviderError, type RegisteredEndpoint } from '@scrapekit/core';
import type { IHookFunctions } from 'n8n-workflow';
import { toNodeError } from './node-error';
import type { Session } from './session';
import { chosenEvents, openTriggerSession, type TriggerNode } from './trigger-report';

/** The endpoint that this node has registered. n8n stores what `webhookMethods` write into the static data of a node. */
interface StoredEndpoint {
	readonly id: string;
	readonly url: string;
	readonly events: readonly string[];
	/** The provider shows it once. */
	readonly secret: string;
}

interface EndpointData {
	endpoint?: StoredEndpoint;
}

/**
 * Returns whether the provider has the endpoint of this node, with the URL and the events of now and a secret that is
 * stored here. While the provider cannot be reached, the stored endpoint counts, so that n8n can start.
 */
export async function hasEndpoint(context: IHookFunctions, node: TriggerNode): Promise<boolean> {
	const { endpoint } = context.getWorkflowStaticData('node') as EndpointData;
	const wanted = wantedEndpoint(context, node);
	const isCurrent = endpoint?.url === wanted.url && endpoint.events.join() === wanted.events.join();
	if (!isCurrent) return false;
	const session = await openTriggerSession(context, node);
	try {
		const registered = (await session.client.listEndpoints()).filter((each) =>
			isOwn(each, wanted.url, endpoint),
		);
		return registered.length === 1 && registered[0]?.id === endpoint.id;
	} catch (error) {
		if (!ProviderError.isInstance(error) || !error.retryable) throw toNodeError(session, error);
		context.logger.warn(
			`${node.provider.name} did not answer whether the webhook is registered: ${error.message}`,
		);
		return true;
	}
}

/** Registers the endpoint of this node and removes former ones, which an interrupted activation may have left. */
export async function replaceEndpoint(context: IHookFunctions, node: TriggerNode): Promise<void> {
	const data = context.getWorkflowStaticData('node') as EndpointData;
	const wanted = wantedEndpoint(context, node);
	await removeEndpoints(context, node);
	const session = await openTriggerSession(context, node);
	try {
		const { secret, id } = await session.client.registerEndpoint(wanted);
		data.endpoint = { ...wanted, secret, id: id ?? (await findId(session, wanted.url)) };
	} catch (error) {
		throw toNodeError(session, error);
	}
}

/** Removes every endpoint of this node. */
export async function removeEndpoints(context: IHookFunctions, node: TriggerNode): Promise<void> {
	const data = context.getWorkflowStaticData('node') as EndpointData;
	const { url } = wantedEndpoint(context, node);
	const session = await openTriggerSession(context, node);
	try {
		for (const each of await session.client.listEndpoints()) {
			if (isOwn(each, url, data.endpoint)) await session.client.removeEndpoint(each.id);
		}
	} catch (error) {
		throw toNodeError(session, error);
	}
	delete data.endpoint;
}

const isOwn = (
	{ id, url }: RegisteredEndpoint,
	current: string,
	stored: StoredEndpoint | undefined,
): boolean => url === current || id === stored?.id;

const findId = async ({ client }: Session, url: string): Promise<string> =>
	(await client.findEndpoint(url))?.id ?? '';

/** The endpoint that this node needs: its URL, and the provider's events that can report the chosen ones. */
function wantedEndpoint(
	context: IHookFunctions,
	{ provider, otherEvents = {} }: TriggerNode,
): Pick<StoredEndpoint, 'url' | 'events'> {
	const { registration } = provider.webhook;
	const chosen = chosenEvents(context);
	const others = Object.keys(otherEvents);
	const choosesEndings = chosen.some((event) => !others.includes(event));
	const isNeeded = (event: string) => (others.includes(event) ? chosen.includes(event) : choosesEndings);
	return {
		url: context.getNodeWebhookUrl('default') ?? '',
		events: registration.kind === 'endpoint' ? registration.events.filter(isNeeded) : [],
	};
}

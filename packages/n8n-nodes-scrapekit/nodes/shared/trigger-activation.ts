import type { Operation, ProviderDefinition } from '@scrapekit/core';
import { type IHookFunctions, NodeOperationError } from 'n8n-workflow';
import { readSecrets } from './receive-webhook';
import { hasEndpoint, removeEndpoints, replaceEndpoint } from './trigger-endpoint';
import { chosenOperations, receivingOf, type TriggerNode } from './trigger-report';

/**
 * Returns whether the webhook URL of this node needs no registration. Where the URL is not registered by API, the checks
 * of `register` are made at each activation.
 */
export const isRegistered = async (context: IHookFunctions, node: TriggerNode): Promise<boolean> =>
	registersByApi(node) && (await hasEndpoint(context, node));

/**
 * Registers the webhook URL where the provider's API does that. Throws when no webhook could reach this node or be
 * accepted, unless the node also polls.
 */
export async function register(context: IHookFunctions, node: TriggerNode): Promise<boolean> {
	const problem = (await findSecretProblem(context, node)) ?? (await findUrlProblem(context, node));
	if (problem !== undefined) {
		if (receivingOf(context) === 'webhook') throw new NodeOperationError(context.getNode(), problem);
		context.logger.warn(`The node "${context.getNode().name}" works by polling alone. ${problem}`);
	}
	if (registersByApi(node)) await replaceEndpoint(context, node);
	return true;
}

/** Removes the webhook URL where the provider's API has registered it. */
export async function unregister(context: IHookFunctions, node: TriggerNode): Promise<boolean> {
	if (registersByApi(node)) await removeEndpoints(context, node);
	return true;
}

const registersByApi = ({ provider }: TriggerNode): boolean =>
	provider.webhook.registration.kind === 'endpoint';

async function findSecretProblem(context: IHookFunctions, node: TriggerNode): Promise<string | undefined> {
	const { name, webhook } = node.provider;
	if (webhook.secret !== 'own' || (await readSecrets(context, node)).length > 0) return undefined;
	return `The ${name} credential holds no webhook secret, and unsigned webhooks are refused. Copy the secret from the ${name} dashboard into the credential.`;
}

async function findUrlProblem(context: IHookFunctions, node: TriggerNode): Promise<string | undefined> {
	const { provider, credential } = node;
	const url = context.getNodeWebhookUrl('default') ?? '';
	const advice = 'Set WEBHOOK_URL on the server of this n8n to a public address that starts with https://.';
	const isAccepted = chosenOperations(context, node).every((key) => accepts(provider, key, url));
	if (!isAccepted)
		return `${provider.name} refuses the webhook URL of this node, ${originOf(url)}. ${advice}`;
	const { baseUrl = '' } = await context.getCredentials<{ baseUrl?: string }>(credential);
	// A server in the private network can reach an n8n there.
	if (isPrivate(baseUrl.trim() || provider.baseUrl) || !isPrivate(url)) return undefined;
	return `${provider.name} cannot reach the webhook URL of this node, ${originOf(url)}. ${advice}`;
}

/** Returns whether a job of the operation can be started with the URL. Providers with another registration take any. */
function accepts({ webhook, operations }: ProviderDefinition, key: string, url: string): boolean {
	const { registration } = webhook;
	if (registration.kind !== 'per-job') return true;
	const { shape } = operations[key]?.input as unknown as { readonly shape?: Shape };
	return shape?.[registration.field]?.safeParse(url).success ?? true;
}

/** The fields of a schema that describes an object. */
type Shape = Readonly<Record<string, Pick<Operation['input'], 'safeParse'>>>;

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url);

const privateHosts = [
	/^[^.:]+$/,
	/\.(localhost|local|internal|lan|home|test|example|invalid)$/,
	/^(0|10|127)\./,
	/^169\.254\./,
	/^172\.(1[6-9]|2\d|3[01])\./,
	/^192\.168\./,
	/^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
	/^\[(::1?|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*)\]$/,
];

/** Returns whether the host of a URL is one that programs on the internet cannot reach. */
function isPrivate(url: string): boolean {
	if (!URL.canParse(url)) return false;
	const { hostname } = new URL(url);
	return privateHosts.some((pattern) => pattern.test(hostname));
}

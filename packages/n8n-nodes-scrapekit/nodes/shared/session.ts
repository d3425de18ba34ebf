import { createClient } from '@scrapekit/core';
import type { Client, DeliveredEvents, ProviderDefinition } from '@scrapekit/core';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { ProviderNode } from './provider-node';
import { n8nClock, openTransport, type RequestContext, type ToReadable } from './transport';

/** One call of a node, with a client for the account of its credential. n8n adds the key to each request. */
export interface Session<Context extends RequestContext = RequestContext> {
	readonly context: Context;
	readonly node: ProviderNode;
	readonly client: Client;
	/** Aborts when the user stops the execution. Undefined outside executions. */
	readonly signal: AbortSignal | undefined;
	readonly toReadable: ToReadable;
	/** How often jobs are polled. */
	readonly cadence: ProviderDefinition['cadence'];
}

export type ExecuteSession = Session<IExecuteFunctions>;

export interface SessionOptions {
	/** Seconds between two polls. @default the pace that the provider documents */
	readonly pollEverySeconds?: number;
	/** The deliveries that report jobs of a provider without a status route. */
	readonly deliveries?: DeliveredEvents;
}

/** Opens a session. Throws ConfigurationError for a base URL that cannot be used. */
export async function openSession<Context extends RequestContext>(
	context: Context,
	node: ProviderNode,
	{ pollEverySeconds, deliveries }: SessionOptions = {},
): Promise<Session<Context>> {
	const { credential } = node;
	const { baseUrl = '' } = await context.getCredentials<{ baseUrl?: string }>(credential);
	const { transport, toReadable } = openTransport(context, credential);
	const provider = withCadence(node.provider, pollEverySeconds);
	const client = createClient(provider, {
		transport,
		clock: n8nClock,
		deliveries,
		baseUrl: baseUrl.trim() || node.provider.baseUrl,
	});
	return { context, node, client, signal: cancelSignalOf(context), toReadable, cadence: provider.cadence };
}

const withCadence = (provider: ProviderDefinition, every: number | undefined): ProviderDefinition =>
	every === undefined ? provider : { ...provider, cadence: [{ every }] };

const cancelSignalOf = (context: RequestContext): AbortSignal | undefined =>
	'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;

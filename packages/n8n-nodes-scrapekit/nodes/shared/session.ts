import { createClient } from '@scrapekit/core';
import type { Client, DeliveredEvents, ProviderDefinition, Transport } from '@scrapekit/core';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { ProviderNode } from './provider-node';
import { n8nClock, openTransport, type RequestContext, type ToReadable } from './transport';

/** One call of a node, with a client for the account of its credential. n8n adds the key to each request. */
export interface Session<Context extends RequestContext = RequestContext> {
	readonly context: Context;
	readonly node: ProviderNode;
	readonly client: Client;
	readonly baseUrl: string;
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
	/** How often a request that failed is repeated. @default the number that core chooses */
	readonly retries?: number;
	/** The deliveries that report jobs of a provider without a status route. */
	readonly deliveries?: DeliveredEvents;
}

/** Opens a session. Throws ConfigurationError for a base URL that cannot be used. */
export async function openSession<Context extends RequestContext>(
	context: Context,
	node: ProviderNode,
	{ pollEverySeconds, retries, deliveries }: SessionOptions = {},
): Promise<Session<Context>> {
	const { credential } = node;
	const { baseUrl: ownUrl = '' } = await context.getCredentials<{ baseUrl?: string }>(credential);
	const baseUrl = ownUrl.trim() || node.provider.baseUrl;
	const { transport, toReadable } = openTransport(context, credential);
	const provider = withCadence(node.provider, pollEverySeconds);
	const client = createClient(provider, {
		transport: finishingWrites(transport),
		clock: n8nClock,
		deliveries,
		retries,
		baseUrl,
	});
	const { cadence } = provider;
	return { context, node, client, baseUrl, signal: cancelSignalOf(context), toReadable, cadence };
}

/** How long the answer to a create is awaited after the user has stopped the execution. */
const LAST_ANSWER_MS = 30_000;

/**
 * Lets a request that may start a paid job come to its end after the user has stopped the execution, because its answer
 * has the id of the job.
 */
const finishingWrites =
	(send: Transport): Transport =>
	async (request) => {
		const { signal: stop, method } = request;
		if (stop === undefined || method === 'GET') return await send(request);
		const late = new AbortController();
		const endLater = () => void n8nClock.sleep(LAST_ANSWER_MS).then(() => late.abort(stop.reason));
		stop.addEventListener('abort', endLater, { once: true });
		try {
			return await send({ ...request, signal: late.signal });
		} finally {
			stop.removeEventListener('abort', endLater);
		}
	};

const withCadence = (provider: ProviderDefinition, every: number | undefined): ProviderDefinition =>
	every === undefined ? provider : { ...provider, cadence: [{ every }] };

const cancelSignalOf = (context: RequestContext): AbortSignal | undefined =>
	'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;

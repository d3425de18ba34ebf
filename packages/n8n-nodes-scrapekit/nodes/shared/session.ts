import { createClient } from '@scrapekit/core';
import type { Client, ProviderDefinition } from '@scrapekit/core';
import type { IExecuteFunctions } from 'n8n-workflow';
import { n8nClock, n8nTransport, type RequestContext } from './transport';

/** The facts about one provider that its nodes need to run its jobs. */
export interface JobNode {
	readonly provider: ProviderDefinition;
	/** The credential type's name. */
	readonly credential: string;
	/** Parameters that every job needs. Optional ones are in the collection Additional Fields. */
	readonly required: readonly string[];
	/** Parameters in which 0 asks for as many as the balance pays for, as their descriptions say. */
	readonly zeroMeansAll: readonly string[];
	/** Fields of a job that are copied into each of its results. */
	readonly echo: readonly string[];
}

/** One call of a node, with a client for the account of its credential. n8n adds the key to each request. */
export interface Session<Context extends RequestContext = RequestContext> {
	readonly context: Context;
	readonly node: JobNode;
	readonly client: Client;
}

export type ExecuteSession = Session<IExecuteFunctions>;

export async function openSession<Context extends RequestContext>(
	context: Context,
	node: JobNode,
): Promise<Session<Context>> {
	const { provider, credential } = node;
	const { baseUrl } = await context.getCredentials<{ baseUrl?: string }>(credential);
	const client = createClient(provider, {
		transport: n8nTransport(context, credential),
		clock: n8nClock,
		baseUrl: baseUrl || provider.baseUrl,
	});
	return { context, node, client };
}

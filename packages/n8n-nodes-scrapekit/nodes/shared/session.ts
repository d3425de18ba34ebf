import { createClient } from '@scrapekit/core';
import type { Client } from '@scrapekit/core';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { JobNode } from './job-node';
import { n8nClock, n8nTransport, type RequestContext } from './transport';

/** One call of a node, with a client for the account of its credential; n8n itself adds the key to each request. */
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

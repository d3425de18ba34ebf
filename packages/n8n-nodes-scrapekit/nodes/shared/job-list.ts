import type { HttpResponse, JobOperation, JobStatus } from '@scrapekit/core';
import {
	type IDataObject,
	type IExecuteFunctions,
	type IPollFunctions,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import type { JobNode } from './session';
import { n8nTransport } from './transport';

export interface ListedJob {
	readonly id: string;
	readonly status: JobStatus;
	/** ISO 8601, UTC. */
	readonly createdAt: string;
}

export interface ListRequest {
	/** The jobs of this operation of the provider are listed. */
	readonly operation: string;
	readonly query: Readonly<Record<string, string>>;
	readonly maxPages: number;
}

type ListContext = IExecuteFunctions | IPollFunctions;

/** The documentation describes no list of jobs. A server answers with one of these when it has none (A20). */
const UNSUPPORTED: readonly number[] = [404, 405, 501];

/** Returns the account's jobs, newest first, or undefined when the server offers no list. */
export async function fetchJobList(
	context: ListContext,
	node: JobNode,
	{ operation: key, query, maxPages }: ListRequest,
): Promise<readonly ListedJob[] | undefined> {
	const operation = node.provider.operations[key];
	if (operation?.kind !== 'job' || operation.reconciliation === undefined) return undefined;
	const { baseUrl } = await context.getCredentials<{ baseUrl?: string }>(node.credential);
	const path = operation.reconciliation.route.replace(/^GET /, '');
	const address = (baseUrl || node.provider.baseUrl).replace(/\/+$/, '') + path;
	const jobs: ListedJob[] = [];
	let cursor: string | undefined;
	for (let page = 0; page < maxPages; page++) {
		const search = new URLSearchParams({ ...query, ...(cursor === undefined ? {} : { cursor }) });
		const body = await fetchPage(context, node, `${address}?${search.toString()}`);
		if (body === undefined) return undefined;
		jobs.push(...listedJobs(body[operation.reconciliation.jobs], operation));
		if (typeof body.next_cursor !== 'string') break;
		cursor = body.next_cursor;
	}
	return jobs;
}

async function fetchPage(context: ListContext, node: JobNode, url: string): Promise<IDataObject | undefined> {
	const send = n8nTransport(context, node.credential);
	const response = await send({ method: 'GET', url, headers: { accept: 'application/json' } });
	if (UNSUPPORTED.includes(response.status)) return undefined;
	if (response.status !== 200) throw listRefusal(context, node, response);
	try {
		return JSON.parse(String(response.body)) as IDataObject;
	} catch {
		throw new NodeOperationError(
			context.getNode(),
			`${node.provider.name} returned a list that cannot be read`,
			{
				description: 'The next poll tries again.',
			},
		);
	}
}

function listRefusal(context: ListContext, { provider }: JobNode, { status }: HttpResponse): NodeApiError {
	return new NodeApiError(
		context.getNode(),
		{ status },
		{
			message: `${provider.name} refused to list the jobs (HTTP ${status})`,
			description: status === 401 ? 'Check the API key in the credential.' : 'The next poll tries again.',
			httpCode: String(status),
		},
	);
}

function listedJobs(list: unknown, { parseJob }: JobOperation): readonly ListedJob[] {
	const bodies = Array.isArray(list) ? (list as IDataObject[]) : [];
	return bodies.flatMap((body) => {
		const { id, status } = parseJob(body);
		return id === undefined ? [] : [{ id, status, createdAt: String(body.created_at) }];
	});
}

import { formatCredits, type Job, JobNotCompletedError, type JobReference } from '@scrapekit/core';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { reportBalance } from './balance';
import { callOnce } from './call-once';
import { toText } from './convert';
import { downloadArtifact } from './download-artifact';
import { reportCost, reportNoRows } from './hints';
import { linkTo, planInput } from './job-input';
import { failJob, type JobRun, nameOtherJobs, openRun, resultOptions, startJob } from './job-run';
import { errorItem, failureItem, toNodeError } from './node-error';
import { readTime, requireNumber, requireText } from './parameters';
import type { ActionName, ProviderNode, Resource } from './provider-node';
import { jobFields, pick, resultItems } from './result-items';
import { type ExecuteSession, openSession } from './session';
import { startAndWait } from './start-and-wait';
import { withStop } from './stopped-jobs';
import { answerOfTool, isAgentTool } from './tool';

/**
 * Runs an action node. Its parameter `resource` selects a resource of the binding, and its parameter `operation` what to
 * do with it.
 */
export async function runNode(
	context: IExecuteFunctions,
	node: ProviderNode,
): Promise<INodeExecutionData[][]> {
	const resource = node.resources[context.getNodeParameter('resource', 0)];
	const action = resource?.actions[context.getNodeParameter('operation', 0)];
	if (resource === undefined || action === undefined) throw new TypeError('The node has no such operation.');
	try {
		if (action === 'startAndWait') return await startAndWait(context, node, resource);
		const session = await openSession(context, node);
		if (action === 'start') return [await start(session, resource)];
		return [await runForItems(session, resource, actions[action])];
	} catch (error) {
		throw toNodeError({ context, node }, error);
	}
}

/** Starts the jobs one after another and returns at once, with one item per job. */
async function start(session: ExecuteSession, resource: Resource): Promise<INodeExecutionData[]> {
	const run = openRun(session, resource, resource.operation ?? '');
	return await withStop(run, async () => await startAll(run));
}

async function startAll(run: JobRun): Promise<INodeExecutionData[]> {
	const { session } = run;
	const items: INodeExecutionData[] = [];
	for (const runJob of run.jobs) {
		try {
			await startJob(run, runJob, { signal: session.signal });
		} catch (error) {
			try {
				failJob(run, runJob, error);
			} catch (failure) {
				throw nameOtherJobs(run, failure);
			}
		}
		const { job, ticket, plan } = runJob;
		const pairedItem = linkTo(plan.itemIndexes);
		if (job !== undefined) items.push({ json: jobFields(job), pairedItem });
		else
			items.push(
				failureItem(
					session,
					ticket.failure ?? { message: 'No job was started for this item.', facts: {} },
					plan,
				),
			);
	}
	reportCost(session, run.jobs);
	if (run.jobs.some(({ job }) => job !== undefined)) await reportBalance(session);
	return items;
}

interface Call {
	readonly session: ExecuteSession;
	readonly resource: Resource;
	readonly itemIndex: number;
	/** The provider's operation. */
	readonly operation: string;
}

type Action = (call: Call) => Promise<readonly INodeExecutionData[] | readonly IDataObject[]>;

/** Runs an action once per item. */
async function runForItems(
	session: ExecuteSession,
	resource: Resource,
	action: Action,
): Promise<INodeExecutionData[]> {
	const { context } = session;
	const { operation = '' } = resource;
	const items: INodeExecutionData[] = [];
	for (const itemIndex of context.getInputData().keys()) {
		try {
			const output = await action({ session, resource, itemIndex, operation });
			for (const each of output)
				items.push(isItem(each) ? each : { json: each, pairedItem: { item: itemIndex } });
		} catch (error) {
			session.signal?.throwIfAborted();
			const place = { itemIndex, operation, jobId: jobIdOf(session, itemIndex) };
			if (!context.continueOnFail()) throw toNodeError(session, error, place);
			items.push(errorItem(session, error, place));
		}
	}
	return items;
}

const isItem = (value: INodeExecutionData | IDataObject): value is INodeExecutionData =>
	'pairedItem' in value;

const jobIdOf = ({ context }: ExecuteSession, itemIndex: number): string | undefined => {
	const id = toText(context.getNodeParameter('jobId', itemIndex, null))?.trim();
	return id === '' ? undefined : id;
};

const referenceOf = ({ session: { context }, itemIndex, operation }: Call): JobReference => ({
	operation,
	id: requireText({ context, itemIndex }, 'jobId', 'Job ID'),
});

const results: Action = async (call) => {
	const { session, resource, operation, itemIndex } = call;
	const job = await session.client.get(referenceOf(call), session);
	if (job.status !== 'completed') throw new JobNotCompletedError(job);
	const plan = { itemIndex, itemIndexes: [itemIndex] };
	const run = { session, resource, operation };
	if (isAgentTool(session.context)) return await answerOfTool(run, [{ plan, ticket: {}, job }]);
	const items = await resultItems(session, resource, job, resultOptions(run, plan));
	if (items.length === 0) reportNoRows(session, job);
	return items;
};

/** Runs an operation that answers at once. */
const call: Action = async ({ session, resource, itemIndex, operation: usual }) => {
	const { callOperation: operation = usual, simplified } = resource;
	const row = await callOnce(session, operation, planInput(session, resource, { operation, itemIndex }));
	const simplify =
		simplified !== undefined && session.context.getNodeParameter('simplify', itemIndex, false) === true;
	return [simplify ? pick(row, simplified) : (row as IDataObject)];
};

const list: Action = async ({ session, itemIndex, operation }) => {
	const { context, client, signal } = session;
	const place = { context, itemIndex };
	const limit =
		context.getNodeParameter('returnAll', itemIndex, false) === true
			? Infinity
			: requireNumber(place, {
					value: context.getNodeParameter('limit', itemIndex, 50),
					label: 'Limit',
					min: 1,
				});
	const { status, createdAfter } = context.getNodeParameter('filters', itemIndex, {}) as IDataObject;
	const filters = {
		status: (status || undefined) as Job['status'] | undefined,
		createdAfter: readTime(place, createdAfter, 'Created After'),
	};
	const jobs: IDataObject[] = [];
	for await (const job of client.list(operation, { ...filters, signal })) {
		// A server may ignore a filter.
		if (filters.status === undefined || job.status === filters.status) jobs.push(jobFields(job));
		if (jobs.length >= limit) break;
	}
	return jobs;
};

const account: Action = async ({ session }) => {
	const { id, email, balance } = await session.client.account(session);
	const credits = balance === undefined ? undefined : formatCredits(balance);
	const entries = Object.entries({ account_id: id, email, balance: credits }).filter(
		([, value]) => value !== undefined,
	);
	return [{ valid_key: true, ...Object.fromEntries(entries) } as IDataObject];
};

const artifact: Action = async (callOf) => [
	await downloadArtifact(callOf.session, referenceOf(callOf), callOf.itemIndex),
];

const createEndpoint: Action = async ({ session: { context, client, signal }, itemIndex }) => {
	const url = requireText({ context, itemIndex }, 'url', 'URL');
	const events = context.getNodeParameter('events', itemIndex, []) as readonly string[];
	const endpoint = await client.registerEndpoint({ url, signal, ...(events.length > 0 ? { events } : {}) });
	return [{ url, ...endpoint }];
};

const listEndpoints: Action = async ({ session }) =>
	(await session.client.listEndpoints(session)).map(({ id, url, events }) => ({
		id,
		url,
		events: [...events],
	}));

const deleteEndpoint: Action = async ({ session, itemIndex }) => {
	const { context, client } = session;
	await client.removeEndpoint(requireText({ context, itemIndex }, 'endpointId', 'Endpoint ID'), session);
	return [{ deleted: true }];
};

const actions: Readonly<Record<Exclude<ActionName, 'start' | 'startAndWait'>, Action>> = {
	get: async (callOf) => [jobFields(await callOf.session.client.get(referenceOf(callOf), callOf.session))],
	cancel: async (callOf) => [
		jobFields(await callOf.session.client.cancel(referenceOf(callOf), callOf.session)),
	],
	results,
	call,
	list,
	account,
	artifact,
	createEndpoint,
	listEndpoints,
	deleteEndpoint,
};

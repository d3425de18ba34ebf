import type { Job } from '@scrapekit/core';
import {
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeOperationError,
} from 'n8n-workflow';
import { fetchJobList } from './job-list';
import { toNodeError } from './node-error';
import { receiveWebhook } from './receive-webhook';
import { jobFields, type Output, resultItems } from './result-items';
import { type ExecuteSession, type JobNode, openSession } from './session';

/** Starts the workflow for a verified delivery about a job with one of the chosen final states. */
export async function triggerOnWebhook(
	context: IWebhookFunctions,
	node: JobNode,
	operation: string,
): Promise<IWebhookResponseData> {
	const event = await receiveWebhook(context, node);
	const wanted = context.getNodeParameter('endings') as readonly string[];
	const isWanted = event?.operation === operation && wanted.includes(event.status ?? '');
	if (!isWanted) return { noWebhookResponse: true };
	return {
		noWebhookResponse: true,
		workflowData: [[{ json: { job_id: event.jobId ?? '', status: event.status ?? '' } }]],
	};
}

/** Refuses to activate a workflow that only uses webhooks when there is no secret to verify them with. */
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

/** The number of job ids that n8n stores per node, to recognise the jobs that the node has emitted. */
const MAX_STORED_IDS = 5000;

/**
 * Turns the jobs that a webhook or a poll reported into items, once per job. Each job is fetched with the key. A job
 * that was emitted before gives no item, so the workflow ends here.
 */
export async function emitOnce(
	context: IExecuteFunctions,
	node: JobNode,
	operation: string,
): Promise<INodeExecutionData[][]> {
	const session = await openSession(context, node);
	const reportedIds = context
		.getInputData()
		.flatMap(({ json }) => (typeof json.job_id === 'string' ? [json.job_id] : []));
	const isTest = context.getMode() === 'manual';
	const ids =
		isTest && reportedIds.length === 0 ? await fetchLatestEndedJob(session, operation) : reportedIds;
	const items = new Map<string, INodeExecutionData[]>();
	for (const [itemIndex, id] of ids.entries())
		items.set(id, await jobItems(session, { id, operation, itemIndex }));
	if (isTest) return [[...items.values()].flat()];
	// This comes after the jobs were fetched, so that a job that could not be fetched does not count as emitted.
	const { new: newIds } = await context.helpers.checkProcessedAndRecord([...items.keys()], 'node', {
		mode: 'entries',
		maxEntries: MAX_STORED_IDS,
	});
	return [newIds.flatMap((id) => items.get(String(id)) ?? [])];
}

async function jobItems(
	session: ExecuteSession,
	{
		itemIndex,
		...reference
	}: { readonly id: string; readonly operation: string; readonly itemIndex: number },
): Promise<INodeExecutionData[]> {
	const { context, client } = session;
	try {
		const job: Job = await client.get(reference);
		const output = context.getNodeParameter('output', 0) as Output | 'job';
		if (output === 'job' || job.status !== 'completed') {
			return [{ json: jobFields(job), pairedItem: { item: itemIndex } }];
		}
		return await resultItems(session, job, { output, itemIndex });
	} catch (error) {
		throw toNodeError(session, error, itemIndex);
	}
}

/** Returns the id of the latest ended job, to show its data while the user builds the workflow. */
async function fetchLatestEndedJob(
	session: ExecuteSession,
	operation: string,
): Promise<readonly string[]> {
	const { context } = session;
	const wanted = context.getNodeParameter('endings', 0) as readonly string[];
	const jobs = await fetchJobList(session, { operation, maxJobs: 100 });
	const latest = jobs?.find(({ status }) => wanted.includes(status));
	if (latest !== undefined) return [latest.id];
	throw new NodeOperationError(context.getNode(), 'There is no job to show yet', {
		description:
			jobs === undefined
				? 'This server offers no list of jobs. Start a job with the webhook URL of this node, then listen for it.'
				: `Start a job with the ${session.node.provider.name} node, and test this trigger when it has ended.`,
	});
}

import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Job } from '@scrapekit/core';
import type { JobNode } from './job-node';
import { listJobs } from './list-jobs';
import { toNodeError } from './node-error';
import { jobFields, resultItems, type Output } from './result-items';
import { openSession, type ExecuteSession } from './session';

/** n8n keeps this many job ids per node to recognise those it has emitted. */
const REMEMBERED = 5000;

/**
 * Turns what a webhook or a poll told into items, once per job: each job is read again with the key, and one
 * that was emitted before ends the execution here with nothing.
 */
export async function emitOnce(
	context: IExecuteFunctions,
	node: JobNode,
	operation: string,
): Promise<INodeExecutionData[][]> {
	const session = await openSession(context, node);
	const told = context
		.getInputData()
		.flatMap(({ json }) => (typeof json.job_id === 'string' ? [json.job_id] : []));
	const isTest = context.getMode() === 'manual';
	const ids = isTest && told.length === 0 ? await latestEnded(session, operation) : told;
	const items = new Map<string, INodeExecutionData[]>();
	for (const [itemIndex, id] of ids.entries())
		items.set(id, await itemsOf(session, { id, operation, itemIndex }));
	if (isTest) return [[...items.values()].flat()];
	// Only now, so that a job which could not be read is not taken for emitted.
	const { new: fresh } = await context.helpers.checkProcessedAndRecord([...items.keys()], 'node', {
		mode: 'entries',
		maxEntries: REMEMBERED,
	});
	return [fresh.flatMap((id) => items.get(String(id)) ?? [])];
}

async function itemsOf(
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
		throw toNodeError(context.getNode(), error, itemIndex);
	}
}

/** A real job to show while the workflow is being built. */
async function latestEnded({ context, node }: ExecuteSession, operation: string): Promise<readonly string[]> {
	const wanted = context.getNodeParameter('endings', 0) as readonly string[];
	const jobs = await listJobs(context, node, { operation, query: { limit: '100' }, maxPages: 1 });
	const latest = jobs?.find(({ status }) => wanted.includes(status));
	if (latest !== undefined) return [latest.id];
	throw new NodeOperationError(context.getNode(), 'There is no job to show yet', {
		description:
			jobs === undefined
				? 'This server offers no list of jobs. Start one with the webhook URL of this node, then listen for it.'
				: 'Start a job with the ScrapeKit node, and test this trigger when it has ended.',
	});
}

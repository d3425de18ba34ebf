import {
	ConfigurationError,
	isTerminal,
	type Job,
	jobColumns,
	rowColumns,
	type Row,
	sample,
} from '@scrapekit/core';
import type { INodeExecutionData } from 'n8n-workflow';
import { toNodeError } from './node-error';
import { jobOperationOf } from './parameters';
import { jobFields, type Output, resultItems, toJson } from './result-items';
import type { ExecuteSession } from './session';
import { listJobs } from './trigger-on-poll';
import {
	chosenEvents,
	chosenOperations,
	jobOperations,
	resourceOf,
	type TriggerNode,
} from './trigger-report';

/** Returns the items of an ended job in the chosen output. A job without results gives one item with its fields. */
export async function jobItems(
	session: ExecuteSession,
	job: Job,
	{ itemIndex, maxItems }: { readonly itemIndex: number; readonly maxItems?: number },
): Promise<INodeExecutionData[]> {
	const { context, node } = session;
	const { output, simplify } = readOutput(session);
	const items = await resultItems(session, resourceOf(node, job.operation), job, {
		output: job.status === 'completed' ? output : 'job',
		simplify,
		maxItems,
		itemIndexes: [itemIndex],
	});
	if (items.length === 0) {
		context.addExecutionHints({
			message: `The job ${job.id} has ended without results, so the workflow ends here. Set Output to Job to continue in this case.`,
			location: 'outputPane',
		});
	}
	return items;
}

const readOutput = ({ context }: ExecuteSession) => ({
	output: context.getNodeParameter('output', 0, 'job') as Output,
	simplify: context.getNodeParameter('simplify', 0, false) === true,
});

/** A test run shows at most so many rows of a real job. */
const MAX_ITEMS = 20;
/** Among so many of the newest jobs a test run looks for one that has ended. */
const MAX_JOBS = 100;

/**
 * Returns what the trigger emits, to build the workflow with: the latest job that ended as chosen, or made-up data where
 * there is none or the server offers no list of jobs.
 */
export async function sampleItems(
	session: ExecuteSession,
	{ otherEvents = {} }: TriggerNode,
): Promise<INodeExecutionData[]> {
	const { context, node } = session;
	const operations = chosenOperations(context, node);
	for (const operation of operations) {
		const latest = await findLatest(session, operation);
		if (latest !== undefined) return await jobItems(session, latest, { itemIndex: 0, maxItems: MAX_ITEMS });
	}
	context.addExecutionHints({
		message: `This is made-up sample data, because there is no job of ${node.provider.name} to show.`,
		location: 'outputPane',
	});
	const [event = 'completed'] = chosenEvents(context);
	const data = otherEvents[event];
	if (data !== undefined) return [{ json: { event, ...data, sample: true }, pairedItem: { item: 0 } }];
	return [await madeUpItem(session, operations[0] ?? jobOperations(node)[0] ?? '')];
}

async function findLatest(session: ExecuteSession, operation: string): Promise<Job | undefined> {
	const { context, node } = session;
	if (jobOperationOf({ node }, operation).list === undefined) return undefined;
	const events = chosenEvents(context);
	try {
		const jobs = await listJobs(session, operation, { maxJobs: MAX_JOBS });
		return jobs.find((job) => isTerminal(job) && events.includes(job.status));
	} catch (error) {
		if (ConfigurationError.isInstance(error)) return undefined;
		throw toNodeError(session, error, { operation });
	}
}

async function madeUpItem(session: ExecuteSession, operation: string): Promise<INodeExecutionData> {
	const { context, node } = session;
	const definition = jobOperationOf({ node }, operation);
	const raw = sample(jobColumns(definition));
	const row = sample(rowColumns(definition));
	const { id = 'sample' } = definition.parseJob(raw);
	const job: Job = { id, operation, status: 'completed', raw };
	const { output, simplify } = readOutput(session);
	const pairedItem = { item: 0 };
	if (output === 'items' || output === 'emails') {
		const [json] = toJson(row, { resource: resourceOf(node, operation), job, output, simplify });
		return { json: { ...json, sample: true }, pairedItem };
	}
	const json = { ...jobFields(job), sample: true };
	if (output === 'job') return { json, pairedItem };
	const data = await context.helpers.prepareBinaryData(toCsv(row), `${id}.csv`, 'text/csv');
	return { json, binary: { data }, pairedItem };
}

function toCsv(row: Row): Buffer {
	const cellOf = (value: unknown) => `"${[value ?? ''].flat().map(String).join(';').replace(/"/g, '""')}"`;
	const lines = [Object.keys(row), Object.values(row)].map((cells) => cells.map(cellOf).join(','));
	return Buffer.from(`${lines.join('\r\n')}\r\n`);
}

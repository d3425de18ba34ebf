import { type Job, JobNotCompletedError, type JobReference } from '@scrapekit/core';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { createOnce } from './create-job';
import { toNodeError } from './node-error';
import { startAndWait } from './start-and-wait';
import { jobFields, type Output, resultItems } from './result-items';
import { type ExecuteSession, type JobNode, openSession } from './session';
import { ticketOf } from './wait-state';

/**
 * Runs the node for each item. Its parameter `resource` is the provider's operation, such as `scrape`; its parameter
 * `operation` is what to do with a job of that operation, such as `getLeads`.
 */
export async function runJobs(context: IExecuteFunctions, node: JobNode): Promise<INodeExecutionData[][]> {
	const session = await openSession(context, node);
	const resource = context.getNodeParameter('resource', 0);
	const operation = context.getNodeParameter('operation', 0);
	if (operation === 'startAndWait') return await startAndWait(session, resource);
	const action = jobActions[operation as keyof typeof jobActions];
	const items: INodeExecutionData[] = [];
	for (const itemIndex of context.getInputData().keys()) {
		try {
			items.push(...(await action(session, resource, itemIndex)));
		} catch (error) {
			const failure = toNodeError(session, error, itemIndex);
			if (!context.continueOnFail()) throw failure;
			items.push({ json: { error: failure.message }, pairedItem: { item: itemIndex } });
		}
	}
	return [items];
}

type JobAction = (
	session: ExecuteSession,
	operation: string,
	itemIndex: number,
) => Promise<INodeExecutionData[]>;

const start: JobAction = async (session, operation, itemIndex) => {
	const ticket = ticketOf(session.context, itemIndex);
	return jobItem(await createOnce(session, ticket, { operation, itemIndex }), itemIndex);
};

const get: JobAction = async (session, operation, itemIndex) =>
	jobItem(await session.client.get(reference(session, operation, itemIndex)), itemIndex);

const cancel: JobAction = async (session, operation, itemIndex) =>
	jobItem(await session.client.cancel(reference(session, operation, itemIndex)), itemIndex);

const getLeads: JobAction = async (session, operation, itemIndex) => {
	const { context, client } = session;
	const job = await client.get(reference(session, operation, itemIndex));
	if (job.status !== 'completed') throw new JobNotCompletedError(job);
	const output = context.getNodeParameter('output', itemIndex) as Output;
	return await resultItems(session, job, { output, itemIndex });
};

const jobActions = { start, get, getLeads, cancel } as const;

const reference = ({ context }: ExecuteSession, operation: string, itemIndex: number): JobReference => ({
	operation,
	id: (context.getNodeParameter('jobId', itemIndex) as string).trim(),
});

const jobItem = (job: Job, itemIndex: number): INodeExecutionData[] => [
	{ json: jobFields(job), pairedItem: { item: itemIndex } },
];

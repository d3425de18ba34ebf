import { JobNotCompletedError, type Job, type JobReference } from '@scrapekit/core';
import type { INodeExecutionData } from 'n8n-workflow';
import { createOnce } from './create-once';
import { jobFields, resultItems, type Output } from './result-items';
import type { ExecuteSession } from './session';
import { ticketOf } from './wait-state';

type JobVerb = (
	session: ExecuteSession,
	operation: string,
	itemIndex: number,
) => Promise<INodeExecutionData[]>;

const start: JobVerb = async (session, operation, itemIndex) => {
	const ticket = ticketOf(session.context, itemIndex);
	return jobItem(await createOnce(session, ticket, { operation, itemIndex }), itemIndex);
};

const get: JobVerb = async ({ context, client }, operation, itemIndex) =>
	jobItem(await client.get(reference({ context }, operation, itemIndex)), itemIndex);

const cancel: JobVerb = async ({ context, client }, operation, itemIndex) =>
	jobItem(await client.cancel(reference({ context }, operation, itemIndex)), itemIndex);

const getLeads: JobVerb = async (session, operation, itemIndex) => {
	const { context, client } = session;
	const job = await client.get(reference(session, operation, itemIndex));
	if (job.status !== 'completed') throw new JobNotCompletedError(job);
	const output = context.getNodeParameter('output', itemIndex) as Output;
	return await resultItems(session, job, { output, itemIndex });
};

/** What an operation of the node does for one item; waiting is a matter of its own. */
export const jobVerbs = { start, get, getLeads, cancel } as const;

const reference = (
	{ context }: Pick<ExecuteSession, 'context'>,
	operation: string,
	itemIndex: number,
): JobReference => ({ operation, id: (context.getNodeParameter('jobId', itemIndex) as string).trim() });

const jobItem = (job: Job, itemIndex: number): INodeExecutionData[] => [
	{ json: jobFields(job), pairedItem: { item: itemIndex } },
];

import type { IDataObject, IExecuteFunctions, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';
import type { Client, Job } from '@scrapekit/core';
import type { JobNode } from './job-node';
import type { Session } from './session';

export type Output = 'items' | 'csvFile';

export interface ResultOptions {
	readonly output: Output;
	/** The input item that asked for this job. */
	readonly itemIndex: number;
}

/** A completed job's results: one item per row that repeats where it came from, or one item with the CSV file. */
export async function resultItems(
	{ context, node, client }: Session<IExecuteFunctions | IWebhookFunctions>,
	job: Job,
	{ output, itemIndex }: ResultOptions,
): Promise<INodeExecutionData[]> {
	const pairedItem = { item: itemIndex };
	if (output === 'csvFile') {
		const file = await readFile(client, job);
		const data = await context.helpers.prepareBinaryData(file, `${job.id}.csv`, 'text/csv');
		return [{ json: jobFields(job), binary: { data }, pairedItem }];
	}
	const origin = { job_id: job.id, ...echo(node, job) };
	const items: INodeExecutionData[] = [];
	for await (const row of client.results(job))
		items.push({ json: { ...(row as IDataObject), ...origin }, pairedItem });
	return items;
}

/** A job as its provider describes it. */
export const jobFields = (job: Job): IDataObject => job.raw as IDataObject;

function echo({ echo: fields }: JobNode, job: Job): IDataObject {
	const known = jobFields(job);
	return Object.fromEntries(fields.map((field) => [field, known[field]])) as IDataObject;
}

// prepareBinaryData takes a Buffer or a Node stream, and a community node has no means to make the latter.
async function readFile(client: Client, job: Job): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of client.resultsFile(job, 'csv')) chunks.push(chunk);
	return Buffer.concat(chunks);
}

import type { IDataObject, IExecuteFunctions, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';
import type { Client, Job } from '@scrapekit/core';
import type { JobNode, Session } from './session';

export type Output = 'items' | 'csvFile';

export interface ResultOptions {
	readonly output: Output;
	/** The index of the input item that the job was started or read for. */
	readonly itemIndex: number;
}

/** Returns a completed job's results: one item per row with the job's id and echoed fields, or one item with the CSV file. */
export async function resultItems(
	{ context, node, client }: Session<IExecuteFunctions | IWebhookFunctions>,
	job: Job,
	{ output, itemIndex }: ResultOptions,
): Promise<INodeExecutionData[]> {
	const pairedItem = { item: itemIndex };
	if (output === 'csvFile') {
		const file = await fetchFile(client, job);
		const data = await context.helpers.prepareBinaryData(file, `${job.id}.csv`, 'text/csv');
		return [{ json: jobFields(job), binary: { data }, pairedItem }];
	}
	const origin = { job_id: job.id, ...echo(node, job) };
	const items: INodeExecutionData[] = [];
	for await (const row of client.results(job))
		items.push({ json: { ...(row as IDataObject), ...origin }, pairedItem });
	return items;
}

/** The fields of a job as the provider's answer has them. */
export const jobFields = (job: Job): IDataObject => job.raw as IDataObject;

function echo({ echo: fields }: JobNode, job: Job): IDataObject {
	const known = jobFields(job);
	return Object.fromEntries(fields.map((field) => [field, known[field]])) as IDataObject;
}

// prepareBinaryData takes a Buffer or a Node stream, and community nodes may not import the module to create a stream.
async function fetchFile(client: Client, job: Job): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of client.resultsFile(job, 'csv')) chunks.push(chunk);
	return Buffer.concat(chunks);
}

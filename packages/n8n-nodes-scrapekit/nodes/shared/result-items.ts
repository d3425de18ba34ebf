import type { Job, Row } from '@scrapekit/core';
import type { IDataObject, IExecuteFunctions, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';
import { linkTo } from './job-input';
import type { Resource } from './provider-node';
import type { Session } from './session';

/** One item per row, per e-mail address or per job, or one item with the provider's file. */
export type Output = 'items' | 'emails' | 'job' | 'csvFile';

export interface ResultOptions {
	readonly output: Output;
	readonly simplify?: boolean;
	/** The largest number of rows. @default all */
	readonly maxItems?: number | undefined;
	/** How many rows are left out before the first. @default 0 */
	readonly skip?: number | undefined;
	/** The items that the job was started or fetched for. */
	readonly itemIndexes: readonly number[];
	/** Finds the incoming item of a row of a job for many items. A row without one is linked to all of them. */
	readonly itemOf?: (row: Row) => number | undefined;
}

/** Returns a completed job's results: items with the job's id and echoed columns, or one item with the CSV file. */
export async function resultItems(
	session: Session<IExecuteFunctions | IWebhookFunctions>,
	resource: Resource,
	job: Job,
	options: ResultOptions,
): Promise<INodeExecutionData[]> {
	const { output, itemIndexes } = options;
	const pairedItem = linkTo(itemIndexes);
	if (output === 'job') return [{ json: jobFields(job), pairedItem }];
	if (output === 'csvFile') return [await fileItem(session, job, pairedItem)];
	const items: INodeExecutionData[] = [];
	for await (const { row } of pageOf(session, job, options)) {
		const item = options.itemOf?.(row);
		const link = item === undefined ? pairedItem : { item };
		for (const json of toJson(row, { resource, job, ...options })) items.push({ json, pairedItem: link });
	}
	return items;
}

/** Streams the rows that the options ask for. The rest of the answer is not read. */
export async function* pageOf(
	{ client, signal }: Pick<Session, 'client' | 'signal'>,
	job: Job,
	{ maxItems = Infinity, skip = 0 }: Pick<ResultOptions, 'maxItems' | 'skip'>,
): AsyncGenerator<{ readonly row: Row; readonly index: number }> {
	if (maxItems === 0) return;
	let index = 0;
	for await (const row of client.results(job, { signal })) {
		if (index >= skip) yield { row, index };
		index++;
		if (index >= skip + maxItems) return;
	}
}

/** Returns the fields of the items that a row becomes: one, or one per e-mail address. */
export function toJson(
	row: Row,
	{
		resource,
		job,
		output,
		simplify = false,
	}: Pick<ResultOptions, 'output' | 'simplify'> & { readonly resource: Resource; readonly job: Job },
): readonly IDataObject[] {
	const { simplified, emails } = resource;
	const fields = simplify && simplified !== undefined ? pick(row, simplified) : (row as IDataObject);
	const json = { ...fields, job_id: job.id, ...echo(resource, job) };
	if (output !== 'emails' || emails === undefined) return [json];
	const addresses: unknown = row[emails];
	const rest = Object.fromEntries(Object.entries(json).filter(([column]) => column !== emails));
	// An address is a text, or an object with the address and what is known about it.
	return (Array.isArray(addresses) ? addresses : []).map((address: unknown) =>
		isObject(address) ? { ...rest, ...address } : { email: String(address), ...rest },
	);
}

/** Returns the given columns of a row that it has. A path such as `result.url` becomes the column `url`. */
export const pick = (row: Row, paths: readonly string[]): IDataObject =>
	Object.fromEntries(
		paths.flatMap((path) => {
			const keys = path.split('.');
			const value = keys.reduce<unknown>((object, key) => fieldOf(object, key), row);
			return value === undefined ? [] : [[keys.at(-1), value]];
		}),
	) as IDataObject;

const fieldOf = (object: unknown, key: string): unknown =>
	isObject(object) && Object.hasOwn(object, key) ? object[key] : undefined;

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields of a job as the provider's answer has them. */
export function jobFields({ id, status, raw }: Job): IDataObject {
	return { job_id: id, status, ...(isObject(raw) ? raw : {}) };
}

function echo({ echo: columns = [] }: Resource, job: Job): IDataObject {
	const known = jobFields(job);
	return Object.fromEntries(
		columns.filter((column) => column in known).map((column) => [column, known[column]]),
	);
}

async function fileItem(
	{ context, client, signal, toReadable }: Session<IExecuteFunctions | IWebhookFunctions>,
	job: Job,
	pairedItem: INodeExecutionData['pairedItem'],
): Promise<INodeExecutionData> {
	const file = await toReadable(client.resultsFile(job, 'csv', { signal }));
	const data = await context.helpers.prepareBinaryData(file, `${job.id}.csv`, 'text/csv');
	return { json: jobFields(job), binary: { data }, pairedItem };
}

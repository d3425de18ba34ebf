import { type Field, type Operation } from '@scrapekit/core';
import { parse as parseCsv } from 'csv-parse/sync';
import { type IDataObject, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { toList, toText } from './convert';
import { formFields, listField, operationOf, parameterName, type Place, readFields } from './parameters';
import type { Resource } from './provider-node';
import type { ExecuteSession } from './session';

/** The input of one job or call, and the incoming items that it is about. */
export interface PlannedInput {
	/** The first of the items, by which errors and parameters of the job are found. */
	readonly itemIndex: number;
	readonly itemIndexes: readonly number[];
	/** Reads the input. Throws NodeOperationError that names the field. */
	readonly read: () => Promise<IDataObject>;
}

/** Links an output item to the incoming items that it is about. */
export const linkTo = (itemIndexes: readonly number[]): INodeExecutionData['pairedItem'] =>
	itemIndexes.length === 1 ? { item: itemIndexes[0] ?? 0 } : itemIndexes.map((item) => ({ item }));

/** Plans one job for all items when they are its elements, and otherwise one job per item. */
export function planInputs(
	session: ExecuteSession,
	resource: Resource,
	operationKey: string,
): readonly PlannedInput[] {
	const operation = operationOf(session, operationKey);
	const { context } = session;
	const itemIndexes = [...context.getInputData().keys()];
	const list = listField(operation);
	const inOneJob = list !== undefined && context.getNodeParameter('inputFrom', 0, 'items') === 'items';
	if (inOneJob && itemIndexes.length > 0) {
		const read = async () => readBatch(session, { resource, operation, list, itemIndexes });
		return [{ itemIndex: 0, itemIndexes, read }];
	}
	return itemIndexes.map((itemIndex) => planInput(session, resource, { operation: operationKey, itemIndex }));
}

/** Plans the job or the call of one item. */
export function planInput(
	session: ExecuteSession,
	resource: Resource,
	{ operation: key, itemIndex }: { readonly operation: string; readonly itemIndex: number },
): PlannedInput {
	const operation = operationOf(session, key);
	const reading = { resource, operation, list: listField(operation), itemIndex };
	return { itemIndex, itemIndexes: [itemIndex], read: async () => await readOne(session, reading) };
}

interface Reading {
	readonly resource: Resource;
	readonly operation: Operation;
	readonly list: Field | undefined;
}

const otherFields = ({ operation, list }: Reading): readonly Field[] =>
	formFields(operation).filter((field) => field !== list);

/** Reads an input whose list has one element per incoming item. */
function readBatch(
	{ context }: ExecuteSession,
	reading: Reading & { readonly list: Field; readonly itemIndexes: readonly number[] },
): IDataObject {
	const { list, itemIndexes, resource } = reading;
	const elements = itemIndexes.map((itemIndex) => readElement({ context, itemIndex }, list, resource));
	const rest = readFields({ context, itemIndex: 0 }, otherFields(reading), 'additionalFields');
	return { ...rest, [list.key]: elements as IDataObject[] };
}

function readElement(place: Place, { element, label }: Field, resource: Resource): unknown {
	if (element?.fields !== undefined) return readFields(place, element.fields, 'recordFields');
	const value: unknown = place.context.getNodeParameter(resource.element ?? '', place.itemIndex, '');
	const text = toText(value);
	if (text !== undefined) return text;
	throw new NodeOperationError(place.context.getNode(), `An entry for "${label}" is not a text`, {
		description: 'Check the expression: it has to give one text for each incoming item. Nothing was sent.',
		itemIndex: place.itemIndex,
	});
}

async function readOne(
	session: ExecuteSession,
	reading: Reading & { readonly itemIndex: number },
): Promise<IDataObject> {
	const { context } = session;
	const { list, itemIndex } = reading;
	const place = { context, itemIndex };
	const input = readFields(place, otherFields(reading), 'additionalFields');
	if (list === undefined) return input;
	return { ...input, [list.key]: (await readElements(place, list, reading.resource)) as IDataObject[] };
}

/** Reads the elements of a list from a parameter or from a CSV file of the item. */
async function readElements(place: Place, list: Field, resource: Resource): Promise<readonly unknown[]> {
	const { context, itemIndex } = place;
	const { element } = list;
	if (context.getNodeParameter('inputFrom', itemIndex) === 'csvFile') {
		const rows = await readCsvFile(place);
		if (element?.fields === undefined) return columnOf(place, rows, resource.element ?? '');
		const { fields } = element;
		return rows.map((row) => toRecord(fields, row));
	}
	const elements = toList(context.getNodeParameter('list', itemIndex, ''));
	if (elements === undefined) {
		throw new NodeOperationError(context.getNode(), `"${list.label}" is not a list`, {
			description: 'Give one entry per line, or a JSON array. Nothing was sent.',
			itemIndex,
		});
	}
	const fields = element?.fields;
	if (fields === undefined) return elements;
	return elements.map((each) => (isRow(each) ? toRecord(fields, each) : each));
}

const isRow = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const csvOptions = {
	bom: true,
	columns: true,
	delimiter: [',', ';', '\t'] as string[],
	relax_column_count: true,
	skip_empty_lines: true,
	trim: true,
} as const;

type CsvRows = readonly Readonly<Record<string, string>>[];

async function readCsvFile({ context, itemIndex }: Place): Promise<CsvRows> {
	const name = String(context.getNodeParameter('binaryField', itemIndex, 'data'));
	context.helpers.assertBinaryData(itemIndex, name);
	const file = await context.helpers.getBinaryDataBuffer(itemIndex, name);
	try {
		return parseCsv(file.toString('utf8'), csvOptions);
	} catch (error) {
		throw new NodeOperationError(
			context.getNode(),
			`The file in "${name}" is not a CSV file: ${(error as Error).message}`,
			{
				description: 'Give a CSV file with the names of its columns in the first line. Nothing was sent.',
				itemIndex,
			},
		);
	}
}

function columnOf({ context, itemIndex }: Place, rows: CsvRows, fallback: string): readonly string[] {
	const column = String(context.getNodeParameter('column', itemIndex, fallback)).trim();
	const headers = Object.keys(rows[0] ?? {});
	const header = headers.find((each) => normalizeName(each) === normalizeName(column));
	if (header === undefined) {
		throw new NodeOperationError(context.getNode(), `The CSV file has no column "${column}"`, {
			description: `Its columns are: ${headers.join(', ') || 'none'}. Nothing was sent.`,
			itemIndex,
		});
	}
	return rows.map((row) => row[header] ?? '').filter((text) => text.trim() !== '');
}

/** Takes the fields of a record from a row, whose columns may be named by key, by label or as a parameter. */
function toRecord(fields: readonly Field[], row: Readonly<Record<string, unknown>>): IDataObject {
	const byName = new Map(Object.entries(row).map(([name, value]) => [normalizeName(name), value]));
	const record: IDataObject = {};
	for (const { key, label } of fields) {
		const names = [key, parameterName(key), label].map(normalizeName);
		const name = names.find((each) => byName.has(each));
		const value = name === undefined ? undefined : byName.get(name);
		if (value !== undefined && value !== null && value !== '') record[key] = value as IDataObject[string];
	}
	return record;
}

const normalizeName = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '');

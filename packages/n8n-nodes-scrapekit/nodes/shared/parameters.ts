import { inputFields, type Field, type JobOperation, type Operation } from '@scrapekit/core';
import { type IDataObject, type IExecuteFunctions, NodeOperationError } from 'n8n-workflow';
import type { ExecuteSession } from './session';

/** The text `max_leads` of an API is the parameter `maxLeads` of a node. */
export const parameterName = (key: string): string =>
	key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const fieldsOfOperation = new WeakMap<Operation, readonly Field[]>();

/** The fields of an operation's input that a form shows, in the order of the definition. */
export function formFields(operation: Operation): readonly Field[] {
	const known = fieldsOfOperation.get(operation);
	if (known !== undefined) return known;
	const fields = inputFields(operation).filter(({ filledBy }) => filledBy !== 'host');
	fieldsOfOperation.set(operation, fields);
	return fields;
}

/** The list whose elements a job processes one by one, such as the addresses of a verification job. */
export const listField = (operation: Operation): Field | undefined =>
	formFields(operation).find(({ type, required }) => type === 'list' && required);

export const operationOf = ({ node }: Pick<ExecuteSession, 'node'>, key: string): Operation => {
	const operation = node.provider.operations[key];
	if (operation === undefined) throw new TypeError(`${node.provider.name} has no operation ${key}.`);
	return operation;
};

export function jobOperationOf(session: Pick<ExecuteSession, 'node'>, key: string): JobOperation {
	const operation = operationOf(session, key);
	if (operation.kind === 'job') return operation;
	throw new TypeError(`The operation ${key} starts no job.`);
}

/** Where the parameters of an item are read. */
export interface Place {
	readonly context: IExecuteFunctions;
	readonly itemIndex: number;
}

/**
 * Reads the fields of an operation's input from the parameters of an item, without the list that `list` names. Empty
 * fields are left out. Throws NodeOperationError, with the field's name, for a value of another type.
 */
export function readFields(place: Place, fields: readonly Field[], collection: string): IDataObject {
	const input: IDataObject = {};
	for (const field of fields) {
		const value = readField(place, field, collection);
		if (value !== undefined) input[field.key] = value;
	}
	return input;
}

function readField(place: Place, field: Field, collection: string): IDataObject[string] | undefined {
	const name = parameterName(field.key);
	const { alternative } = field;
	if (alternative !== undefined && readBoolean(place, name.replace(/^max/, alternative))) return alternative;
	const { context, itemIndex } = place;
	const optional = context.getNodeParameter(collection, itemIndex, {}) as IDataObject;
	const value = optional[name] ?? context.getNodeParameter(name, itemIndex, null);
	return isEmpty(value) ? undefined : (convert(place, field, value) as IDataObject[string]);
}

const readBoolean = ({ context, itemIndex }: Place, name: string): boolean => {
	const value: unknown = context.getNodeParameter(name, itemIndex, false);
	return value === true || value === 'true';
};

const isEmpty = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** Converts a value that an expression gave to the type of the field, where the meaning is plain. */
function convert(place: Place, field: Field, value: unknown): unknown {
	switch (field.type) {
		case 'integer':
		case 'number':
			return toNumber(value) ?? refuse(place, field, value, 'a number, such as 100');
		case 'boolean':
			return toBoolean(value) ?? refuse(place, field, value, 'true or false');
		case 'list':
			return toList(value) ?? refuse(place, field, value, 'a list');
		case 'object':
			return toObject(value) ?? refuse(place, field, value, 'a JSON object, such as {"key": "value"}');
		default:
			return toText(value) ?? refuse(place, field, value, 'a text');
	}
}

const toNumber = (value: unknown): number | undefined => {
	if (typeof value === 'number') return value;
	return typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : undefined;
};

const toBoolean = (value: unknown): boolean | undefined => {
	if (typeof value === 'boolean') return value;
	const word = typeof value === 'string' ? value.trim().toLowerCase() : undefined;
	if (word === 'true') return true;
	return word === 'false' ? false : undefined;
};

/** A text as it is; a number or a truth value in words. */
export const toText = (value: unknown): string | undefined => {
	if (typeof value === 'string') return value;
	return ['number', 'boolean', 'bigint'].includes(typeof value) ? String(value) : undefined;
};

/** The elements of an array, of a JSON array in a text, or of a text with one element per line or comma. */
export function toList(value: unknown): readonly unknown[] | undefined {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'string') return undefined;
	if (value.trimStart().startsWith('[')) {
		const parsed = parseJson(value);
		return Array.isArray(parsed) ? parsed : undefined;
	}
	return value
		.split(/[\n,;]/)
		.map((line) => line.trim())
		.filter((line) => line !== '');
}

function toObject(value: unknown): IDataObject | undefined {
	const object = typeof value === 'string' ? parseJson(value) : value;
	const isObject = typeof object === 'object' && object !== null && !Array.isArray(object);
	return isObject ? (object as IDataObject) : undefined;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function refuse({ context, itemIndex }: Place, { label }: Field, value: unknown, wanted: string): never {
	const given = typeof value === 'string' ? `"${value.slice(0, 60)}"` : describeType(value);
	throw new NodeOperationError(context.getNode(), `"${label}" needs ${wanted}, and not ${given}`, {
		description: 'Correct the field or its expression and run the node again. Nothing was sent.',
		itemIndex,
	});
}

function describeType(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	return typeof value === 'object' ? 'an object' : `the ${typeof value} ${String(value)}`;
}

/**
 * Reads a text that has to be given, such as a job ID. Throws NodeOperationError that names the parameter when it is
 * missing, null or of a type that is no text.
 */
export function requireText({ context, itemIndex }: Place, name: string, label: string): string {
	const value: unknown = context.getNodeParameter(name, itemIndex, null);
	const text = toText(value)?.trim() ?? '';
	if (text !== '') return text;
	const found = isEmpty(value) ? 'is empty' : `is ${describeType(value)}`;
	throw new NodeOperationError(context.getNode(), `"${label}" ${found}`, {
		description: `Give one ${label} per item. If it is an expression, check that the item has the field it names. Nothing was sent.`,
		itemIndex,
	});
}

/** A positive number in the collection Options; undefined when it was cleared. Throws NodeOperationError otherwise. */
export function readOption(place: Place, name: string, label: string): number | undefined {
	const { context, itemIndex } = place;
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const value = options[name];
	if (isEmpty(value)) return undefined;
	const number = toNumber(value);
	if (number !== undefined && Number.isFinite(number) && number >= 0) return number;
	throw new NodeOperationError(context.getNode(), `"${label}" needs a number of 0 or more`, {
		description: 'Correct the option and run the node again. Nothing was sent.',
		itemIndex,
	});
}

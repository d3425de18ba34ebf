import { inputFields, type Field, type JobOperation, type Operation } from '@scrapekit/core';
import { type IDataObject, type IExecuteFunctions, NodeOperationError } from 'n8n-workflow';
import { describeValue, isEmpty, toBoolean, toList, toNumber, toObject, toText } from './convert';
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

function refuse({ context, itemIndex }: Place, { label }: Field, value: unknown, wanted: string): never {
	throw new NodeOperationError(
		context.getNode(),
		`"${label}" needs ${wanted}, and not ${describeValue(value)}`,
		{
			description: 'Correct the field or its expression and run the node again. Nothing was sent.',
			itemIndex,
		},
	);
}

/**
 * Reads a text that has to be given, such as a job ID. Throws NodeOperationError that names the parameter when it is
 * missing, null or of a type that is no text.
 */
export function requireText({ context, itemIndex }: Place, name: string, label: string): string {
	const value: unknown = context.getNodeParameter(name, itemIndex, null);
	const text = toText(value)?.trim() ?? '';
	if (text !== '') return text;
	const found = isEmpty(value) ? 'is empty' : `is ${describeValue(value)}`;
	throw new NodeOperationError(context.getNode(), `"${label}" ${found}`, {
		description: `Give one ${label} per item. If it is an expression, check that the item has the field it names. Nothing was sent.`,
		itemIndex,
	});
}

/** Reads a number in the collection Options; undefined when it was cleared. Throws NodeOperationError for another value. */
export function readOption(place: Place, name: string, label: string): number | undefined {
	const options = place.context.getNodeParameter('options', place.itemIndex, {}) as IDataObject;
	const value = options[name];
	return isEmpty(value) ? undefined : requireNumber(place, { value, label, min: 0 });
}

/**
 * Reads a limit in the collection Options; undefined when the user has not added it. A limit that was added protects
 * from costs, so an empty one is an error. Throws NodeOperationError for a value that is no number.
 */
export function readLimit(place: Place, name: string, label: string): number | undefined {
	const options = place.context.getNodeParameter('options', place.itemIndex, {}) as IDataObject;
	return name in options ? requireNumber(place, { value: options[name], label, min: 0 }) : undefined;
}

/** Converts the value of a parameter to a number. Throws NodeOperationError with its label for another value. */
export function requireNumber(
	{ context, itemIndex }: Place,
	{ value, label, min }: { readonly value: unknown; readonly label: string; readonly min: number },
): number {
	const number = toNumber(value);
	if (number !== undefined && Number.isFinite(number) && number >= min) return number;
	const found = isEmpty(value) ? 'is empty' : `is ${describeValue(value)}`;
	throw new NodeOperationError(
		context.getNode(),
		`"${label}" ${found}, and has to be a number of ${min} or more`,
		{
			description: 'Correct the field or its expression and run the node again. Nothing was sent.',
			itemIndex,
		},
	);
}

/** Converts the value of a date field to ISO 8601; undefined when it is empty. Throws NodeOperationError otherwise. */
export function readTime({ context, itemIndex }: Place, value: unknown, label: string): string | undefined {
	if (isEmpty(value)) return undefined;
	// A date that the user picked is a text. An expression may give one of n8n's own date objects, which prints as one.
	const time = Date.parse(String(value));
	if (!Number.isNaN(time)) return new Date(time).toISOString();
	throw new NodeOperationError(
		context.getNode(),
		`"${label}" needs a date, and not ${describeValue(value)}`,
		{
			description: 'Pick a date, or give one such as 2026-11-28T09:00:00Z. Nothing was sent.',
			itemIndex,
		},
	);
}

import type { IDataObject } from 'n8n-workflow';

/** Whether a parameter has no value: it is missing, null or blank. */
export const isEmpty = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** A number, or the number that a text is. */
export const toNumber = (value: unknown): number | undefined => {
	if (typeof value === 'number') return value;
	return typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : undefined;
};

/** A truth value, or the text true or false. */
export const toBoolean = (value: unknown): boolean | undefined => {
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

/** An object, or the JSON object that a text is. */
export function toObject(value: unknown): IDataObject | undefined {
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

/** Names a value in a message for people. */
export function describeValue(value: unknown): string {
	if (typeof value === 'string') return `"${value.slice(0, 60)}"`;
	if (Array.isArray(value)) return 'a list';
	return typeof value === 'object' ? 'an object' : `the ${typeof value} ${String(value)}`;
}

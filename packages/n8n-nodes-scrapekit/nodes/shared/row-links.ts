import type { Row } from '@scrapekit/core';
import { toText } from './convert';
import { listField, operationOf, readFields } from './parameters';
import type { Resource } from './provider-node';
import type { ExecuteSession } from './session';

interface BatchJob {
	readonly operation: string;
	readonly resource: Resource;
	readonly itemIndexes: readonly number[];
}

/**
 * Returns a function that finds the incoming item of a row, for a job whose list has one element per item. It is the item
 * whose element the row repeats, such as the same e-mail address, or the same name and website of a person.
 */
export function itemFinder(
	session: ExecuteSession,
	{ operation, resource, itemIndexes }: BatchJob,
): (row: Row) => number | undefined {
	const { context } = session;
	const { element: name = '' } = resource;
	const fields = listField(operationOf(session, operation))?.element?.fields;
	const keys = fields?.map(({ key }) => key) ?? [name];
	const valuesOf = (itemIndex: number) =>
		fields === undefined
			? { [name]: context.getNodeParameter(name, itemIndex, '') }
			: readFields({ context, itemIndex }, fields, 'recordFields');
	const items = new Map<string, number>();
	for (const itemIndex of itemIndexes) {
		const element = describeElement(valuesOf(itemIndex), keys);
		if (!items.has(element)) items.set(element, itemIndex);
	}
	return (row) => items.get(describeElement(row, keys));
}

const describeElement = (values: Readonly<Record<string, unknown>>, keys: readonly string[]): string =>
	JSON.stringify(keys.map((key) => (toText(values[key]) ?? '').trim().toLowerCase()));

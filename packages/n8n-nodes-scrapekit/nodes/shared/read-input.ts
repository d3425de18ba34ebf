import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/**
 * Collects an operation's input from the node's parameters: `query` and `location` stand on their own, all
 * optional fields in Additional Fields. Untouched fields are left out.
 */
export function readInput(
	context: IExecuteFunctions,
	required: readonly string[],
	itemIndex: number,
): IDataObject {
	const input: IDataObject = {};
	for (const name of required) input[name] = context.getNodeParameter(name, itemIndex) as string;
	const additional = context.getNodeParameter('additionalFields', itemIndex, {}) as IDataObject;
	for (const [name, value] of Object.entries(additional)) if (value !== '') input[snakeCase(name)] = value;
	return input;
}

/** `maxLeads` as the API spells it: `max_leads`. */
const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

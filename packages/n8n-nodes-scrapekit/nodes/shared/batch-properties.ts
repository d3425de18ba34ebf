import type { INodeProperties } from 'n8n-workflow';

/** Returns the choice of the source of a batch, and the field that names the file of an incoming item. */
export const batchProperties = (resource: string[]): INodeProperties[] => [
	{
		displayName: 'Input From',
		name: 'inputFrom',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'CSV File',
				value: 'csvFile',
				description: 'A CSV file in each incoming item. One job is started for each file.',
			},
			{
				name: 'Incoming Items',
				value: 'items',
				description: 'One entry from each incoming item. One job is started for all items together.',
			},
			{
				name: 'List',
				value: 'list',
				description: 'A list in a field. One job is started for each incoming item.',
			},
		],
		default: 'items',
		description: 'Where the job gets its entries from',
		displayOptions: { show: { resource, operation: ['start', 'startAndWait'] } },
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryField',
		type: 'string',
		required: true,
		default: 'data',
		hint: 'The name of the input binary field containing the file to be processed',
		displayOptions: {
			show: { resource, operation: ['start', 'startAndWait'], inputFrom: ['csvFile'] },
		},
	},
];

/** Returns the field that names the column of a CSV file with the texts of the batch. */
export const columnProperty = (resource: string[], element: string): INodeProperties => ({
	displayName: 'Column',
	name: 'column',
	type: 'string',
	required: true,
	default: element,
	description: 'The header of the column to read in the CSV file',
	displayOptions: {
		show: { resource, operation: ['start', 'startAndWait'], inputFrom: ['csvFile'] },
	},
});

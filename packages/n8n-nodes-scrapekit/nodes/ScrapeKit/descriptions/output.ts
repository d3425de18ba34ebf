import type { INodeProperties } from 'n8n-workflow';

export const outputProperties: INodeProperties[] = [
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'CSV File',
				value: 'csvFile',
				description: 'One item per job, with the CSV file of its leads in the field "data"',
			},
			{
				name: 'One Item per Lead',
				value: 'items',
				description: 'Each lead also has the job ID, the query and the location',
			},
		],
		default: 'items',
		displayOptions: {
			show: { resource: ['scrape'], operation: ['getLeads', 'startAndWait'] },
		},
	},
];

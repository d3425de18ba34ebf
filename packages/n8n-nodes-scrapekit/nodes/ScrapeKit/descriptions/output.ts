import type { INodeProperties } from 'n8n-workflow';

/** In which form leads leave the node. */
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
				description: 'One item per job, with the file ScrapeKit makes in its field "data"',
			},
			{
				name: 'One Item per Lead',
				value: 'items',
				description: 'Each with the job ID, the query and the location it came from',
			},
		],
		default: 'items',
		displayOptions: {
			show: { resource: ['scrape'], operation: ['getLeads', 'startAndWait'] },
		},
	},
];

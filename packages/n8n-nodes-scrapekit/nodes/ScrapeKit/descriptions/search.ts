import type { INodeProperties } from 'n8n-workflow';

const showOnlyForStarting = {
	resource: ['scrape'],
	operation: ['start', 'startAndWait'],
};

export const searchProperties: INodeProperties[] = [
	{
		displayName: 'Query',
		name: 'query',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. dentists',
		description: 'The type of business to look for, up to 120 characters',
		displayOptions: { show: showOnlyForStarting },
	},
	{
		displayName: 'Location',
		name: 'location',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Austin, Texas',
		description: 'City, region or postal area, up to 120 characters',
		displayOptions: { show: showOnlyForStarting },
	},
];

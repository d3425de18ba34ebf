import type { INodeProperties } from 'n8n-workflow';

const showOnlyForStarting = {
	resource: ['scrape'],
	operation: ['start', 'startAndWait'],
};

/** What to look for, and where. */
export const searchProperties: INodeProperties[] = [
	{
		displayName: 'Query',
		name: 'query',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. dentists',
		description: 'Niche or type of business, up to 120 characters',
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

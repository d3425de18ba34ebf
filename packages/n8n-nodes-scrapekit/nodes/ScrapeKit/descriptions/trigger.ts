import type { INodeProperties } from 'n8n-workflow';

export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'ScrapeKit learns where to call from each job, not from the account: copy the Production URL above into "Webhook URL" under Additional Fields wherever a job is started.',
		name: 'webhookNotice',
		type: 'notice',
		default: '',
		displayOptions: { hide: { receive: ['polling'] } },
	},
	{
		displayName: 'Receive',
		name: 'receive',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Polling Only',
				value: 'polling',
				description: 'Ask for ended jobs at the poll times; jobs need no webhook URL',
			},
			{
				name: 'Webhook and Polling',
				value: 'webhookAndPolling',
				description: 'Act on webhooks at once, and find by polling what no webhook told',
			},
			{
				name: 'Webhook Only',
				value: 'webhook',
				description: 'Never ask; ScrapeKit sends each webhook only once',
			},
		],
		default: 'webhookAndPolling',
		description:
			'How to learn that a job has ended. Polling needs a server that lists its jobs, which ScrapeKit does not document.',
	},
	{
		displayName: 'Trigger On',
		name: 'endings',
		type: 'multiOptions',
		noDataExpression: true,
		options: [
			{ name: 'Cancelled', value: 'cancelled' },
			{ name: 'Completed', value: 'completed' },
			{ name: 'Failed', value: 'failed' },
		],
		default: ['completed'],
		description: 'The ends of a job that start the workflow',
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'CSV File',
				value: 'csvFile',
				description: 'The job, with the file ScrapeKit makes in its field "data"',
			},
			{
				name: 'Job',
				value: 'job',
				description: 'Only what is known about the job, without its leads',
			},
			{
				name: 'One Item per Lead',
				value: 'items',
				description: 'Each with the job ID, the query and the location it came from',
			},
		],
		default: 'items',
	},
];

import type { INodeProperties } from 'n8n-workflow';

export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'ScrapeKit has no webhook setting for the whole account. Copy the Production URL above into "Webhook URL" under Additional Fields of each node that starts a job.',
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
				description: 'Check for ended jobs at the poll times; jobs need no webhook URL',
			},
			{
				name: 'Webhook and Polling',
				value: 'webhookAndPolling',
				description: 'Start at once on a webhook, and find other ended jobs at the poll times',
			},
			{
				name: 'Webhook Only',
				value: 'webhook',
				description: 'Never check; a job is missed if its webhook is lost, because ScrapeKit sends it only once',
			},
		],
		default: 'webhookAndPolling',
		description:
			'How to learn that a job has ended. Polling works only if the server can list its jobs, which ScrapeKit does not document.',
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
		description: 'The final states of a job that start the workflow',
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
				description: 'The job, with the CSV file of its leads in the field "data"',
			},
			{
				name: 'Job',
				value: 'job',
				description: 'Only the fields of the job, without its leads',
			},
			{
				name: 'One Item per Lead',
				value: 'items',
				description: 'Each lead also has the job ID, the query and the location',
			},
		],
		default: 'items',
	},
];

import type { INodeProperties } from 'n8n-workflow';
import { simplify, testWith } from '../shared/trigger-properties';

export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'ScrapeKit has no webhook setting for the whole account. Copy the production URL above into the field Webhook URL of each node that starts a job.',
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
				name: 'Webhook Only',
				value: 'webhook',
				description:
					'Never check; a job is missed if its webhook is lost, because ScrapeKit sends it only once',
			},
			{
				name: 'Webhook and Polling',
				value: 'webhookAndPolling',
				description: 'Start at once on a webhook, and find other ended jobs at the poll times',
			},
		],
		default: 'webhookAndPolling',
		description:
			'How to learn that a job has ended. Polling works only if the server can list its jobs, which ScrapeKit does not document.',
	},
	{
		displayName: 'Jobs',
		name: 'jobs',
		type: 'multiOptions',
		required: true,
		noDataExpression: true,
		options: [
			{
				name: 'Scrape Job',
				value: 'scrape',
				description: 'Finds businesses of one type in one place on Google Maps, with their contact details',
			},
			{
				name: 'Verification Job',
				value: 'verify',
				description: 'Verifies a list of email addresses, so that you know which of them accept mail',
			},
		],
		default: ['scrape'],
		description: 'The jobs that start the workflow',
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		noDataExpression: true,
		options: [
			{
				name: 'Cancelled',
				value: 'cancelled',
				description: 'The job was stopped before its end',
			},
			{
				name: 'Completed',
				value: 'completed',
				description: 'The job has ended and its results can be fetched',
			},
			{
				name: 'Failed',
				value: 'failed',
				description: 'The job has ended without results',
			},
		],
		default: ['completed'],
		description: 'What starts the workflow',
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
				description: 'The job, with the CSV file of its rows in the field "data"',
			},
			{
				name: 'Job',
				value: 'job',
				description: 'Only the fields of the job, without its results',
			},
			{
				name: 'One Item per Email',
				value: 'emails',
				description:
					'One item for each address that was found, with the data of its lead; a verification job gives its rows',
			},
			{
				name: 'One Item per Row',
				value: 'items',
				description: 'Each item also has the job ID; a row is a lead or a verified address',
			},
		],
		default: 'items',
		description:
			'What the workflow continues with when a job is completed. Other jobs give one item with the fields of the job.',
	},
	{ ...simplify, displayOptions: { show: { jobs: ['scrape'], output: ['emails', 'items'] } } },
	{ ...testWith, displayOptions: { hide: { receive: ['polling'] } } },
];

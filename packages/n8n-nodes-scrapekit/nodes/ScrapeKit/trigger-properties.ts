import type { INodeProperties } from 'n8n-workflow';
import { simplify, testWith } from '../shared/trigger-properties';

export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'This trigger works without a webhook URL if the ScrapeKit server can list its jobs. It then starts the workflow up to two minutes after a job has ended. To start it at once, and with every server, open Webhook URLs above, choose Production URL, and copy it into the additional field Webhook URL of each ScrapeKit node with the operation Start.',
		name: 'webhookNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { receive: ['webhookAndPolling'] } },
	},
	{
		displayName:
			'Open Webhook URLs above, choose Production URL, and copy it into the additional field Webhook URL of each ScrapeKit node with the operation Start. Jobs without it do not start the workflow.',
		name: 'webhookNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { receive: ['webhook'] } },
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
				description: 'Look for finished jobs at the Poll Times; jobs need no webhook URL',
			},
			{
				name: 'Webhook Only',
				value: 'webhook',
				description:
					'Start at once on a webhook; a job is missed if its webhook is lost, because ScrapeKit sends it only once',
			},
			{
				name: 'Webhook and Polling',
				value: 'webhookAndPolling',
				description: 'Start at once on a webhook, and look for other finished jobs at the Poll Times',
			},
		],
		default: 'webhookAndPolling',
		description:
			'How the trigger learns that a job has ended. A webhook is a message that ScrapeKit sends when a job has ended. Polling means that the trigger looks for finished jobs. It works only if the server can list its jobs, which ScrapeKit does not promise.',
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
				description: 'One item per job, with the CSV file of its leads or addresses in the field "data"',
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
					'Each email address also has the fields of its lead. A verification job gives one item for each of its addresses.',
			},
			{
				name: 'One Item per Lead or Address',
				value: 'items',
				description: 'Each lead or address also has the ID of the job',
			},
		],
		default: 'items',
		description:
			'What the workflow continues with when a job is completed. A job that failed or was cancelled gives one item with the fields of the job.',
	},
	{ ...simplify, displayOptions: { show: { jobs: ['scrape'], output: ['emails', 'items'] } } },
	{ ...testWith, displayOptions: { hide: { receive: ['polling'] } } },
];

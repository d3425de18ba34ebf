import type { INodeProperties } from 'n8n-workflow';

const showOnlyForStartAndWait = { resource: ['scrape'], operation: ['startAndWait'] };

export const startAndWaitProperties: INodeProperties[] = [
	{
		displayName:
			'Connect the output "Still Running" back to the input of this node. The workflow pauses until ScrapeKit reports that the job has ended. If that report does not arrive, this connection lets the node check the job itself.',
		name: 'loopNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: showOnlyForStartAndWait },
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: { maxLeads: 100 },
		displayOptions: { show: showOnlyForStartAndWait },
		options: [
			{
				displayName: 'Max Leads',
				name: 'maxLeads',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 500000 },
				default: 100,
				description:
					'The largest number of leads to return, from 1 to 500000. Each lead costs 0.015 credits, and a number that costs more than the balance is lowered. 0 returns as many leads as the balance pays for.',
			},
			{
				displayName: 'Verify Emails',
				name: 'verifyEmails',
				type: 'boolean',
				default: false,
				description: 'Whether to verify the email addresses of each lead. This costs 0.005 credits more for each address.',
			},
		],
	},
	{
		displayName: 'Waiting',
		name: 'waiting',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: { show: showOnlyForStartAndWait },
		options: [
			{
				displayName: 'Give Up After (Minutes)',
				name: 'giveUpAfter',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 60,
				description: 'How long to wait for a job. The job continues after that, and Get Leads can fetch its leads later.',
			},
			{
				displayName: 'Poll Every (Seconds)',
				name: 'pollEvery',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description:
					'How often to check the job when no webhook arrives. 0 checks every 5 seconds in the first minute, every 15 seconds up to ten minutes, then every 60 seconds. N8n may continue a paused workflow up to a minute late.',
			},
			{
				displayName: 'Resume By',
				name: 'resumeBy',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Webhook and Polling',
						value: 'webhookAndPolling',
						description: 'The node also checks the job itself, in case a webhook is lost. Connect "Still Running" to the input of this node.',
					},
					{
						name: 'Webhook Only',
						value: 'webhook',
						description:
							'No connection is needed. Items without results leave by "Still Running" when the time is up.',
					},
				],
				default: 'webhookAndPolling',
				description: 'What makes the paused workflow continue',
			},
			{
				displayName: 'Wait in Place (Seconds)',
				name: 'waitInPlace',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 60 },
				default: 5,
				description: 'How long to wait for a small job before the workflow is paused',
			},
		],
	},
];

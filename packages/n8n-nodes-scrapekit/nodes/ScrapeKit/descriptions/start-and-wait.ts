import type { INodeProperties } from 'n8n-workflow';

const showOnlyForStartAndWait = { resource: ['scrape'], operation: ['startAndWait'] };

export const startAndWaitProperties: INodeProperties[] = [
	{
		displayName:
			'Connect the output "Still Running" back to the input of this node. The execution sleeps until ScrapeKit calls back; that wire lets it ask for the job when no call comes.',
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
		default: {},
		displayOptions: { show: showOnlyForStartAndWait },
		options: [
			{
				displayName: 'Max Leads',
				name: 'maxLeads',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 500000 },
				default: 0,
				description:
					'How many leads to return at most. 0 uses the whole balance. More than the balance pays for is reduced to what it pays for.',
			},
			{
				displayName: 'Verify Emails',
				name: 'verifyEmails',
				type: 'boolean',
				default: false,
				description: 'Whether to verify the email addresses of each lead, for 0.005 credits per email on top',
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
				description: 'How long to wait for a job. It goes on afterwards, and Get Leads can fetch it later.',
			},
			{
				displayName: 'Poll Every (Seconds)',
				name: 'pollEvery',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description:
					'How often to ask for the job when no webhook comes. 0 follows the documentation: every 5 seconds in the first minute, every 15 up to ten minutes, then every 60. N8n itself wakes sleeping executions up to a minute late.',
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
						description: 'A lost webhook costs one polling interval at most. Needs the wire.',
					},
					{
						name: 'Webhook Only',
						value: 'webhook',
						description:
							'Without the wire: what has no results when the time is up leaves by "Still Running"',
					},
				],
				default: 'webhookAndPolling',
				description: 'What wakes the sleeping execution',
			},
			{
				displayName: 'Wait in Place (Seconds)',
				name: 'waitInPlace',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 60 },
				default: 5,
				description: 'How long to wait for small jobs before the execution is put to sleep',
			},
		],
	},
];

import type { INodeProperties } from 'n8n-workflow';

const showOnlyForStart = { resource: ['scrape'], operation: ['start'] };

export const startProperties: INodeProperties[] = [
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: { show: showOnlyForStart },
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
			{
				displayName: 'Webhook URL',
				name: 'webhookUrl',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://n8n.example.com/webhook/…',
				description:
					'Address ScrapeKit calls once when the job has ended, such as the one a ScrapeKit Trigger shows. It must start with https://.',
			},
		],
	},
];

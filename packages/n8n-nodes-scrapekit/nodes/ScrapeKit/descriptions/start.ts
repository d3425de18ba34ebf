import type { INodeProperties } from 'n8n-workflow';

const showOnlyForStart = { resource: ['scrape'], operation: ['start'] };

export const startProperties: INodeProperties[] = [
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: { maxLeads: 100 },
		displayOptions: { show: showOnlyForStart },
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
			{
				displayName: 'Webhook URL',
				name: 'webhookUrl',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://example.com/webhooks/scrapekit',
				description:
					'ScrapeKit calls this address once when the job has ended. It must be a secure address (https). A ScrapeKit Trigger node shows its own address to copy.',
			},
		],
	},
];

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
					'The largest number of leads to return. Required. Each lead is charged. 0 returns as many leads as the balance pays for. A number that costs more than the balance is lowered.',
			},
			{
				displayName: 'Verify Emails',
				name: 'verifyEmails',
				type: 'boolean',
				default: false,
				description: 'Whether to verify the email addresses of each lead. This costs 0.005 credits more per address.',
			},
			{
				displayName: 'Webhook URL',
				name: 'webhookUrl',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://n8n.example.com/webhook/…',
				description:
					'ScrapeKit calls this address once when the job has ended. A ScrapeKit Trigger node shows its own address to copy. It must start with https://.',
			},
		],
	},
];

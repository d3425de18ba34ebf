import type { INodeProperties } from 'n8n-workflow';
import { simplifyProperty } from '../../shared/job-properties';
import type { Resource } from '../../shared/provider-node';

export const pageResource: Resource = {
	operation: 'scrape',
	callOperation: 'scrapeNow',
	actions: { queue: 'start', scrape: 'call' },
	simplified: [
		'result.url',
		'result.success',
		'result.status_code',
		'result.reason',
		'result.content',
		'result.content_type',
		'result.format',
		'result.size',
		'result.duration',
		'result.log_url',
	],
};

const resource = ['page'];

export const pageProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource } },
		options: [
			{
				name: 'Queue',
				value: 'queue',
				description:
					'Queues the scrape of one page, and a webhook brings the result. Each scrape uses API credits of your Scrapfly plan. The webhook itself costs nothing.',
				action: 'Start a paid scrape',
			},
			{
				name: 'Scrape',
				value: 'scrape',
				description:
					'Scrapes one page and answers with its content. Each scrape uses API credits of your Scrapfly plan.',
				action: 'Scrape a page as a paid request',
			},
		],
		default: 'scrape',
	},
	{
		displayName:
			'Scrapfly sends the page to the webhook with the name below, and this node continues without it. A Scrapfly Trigger node receives the page. The free plan of Scrapfly has no webhooks.',
		name: 'queueNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { resource, operation: ['queue'] }, hide: { '@tool': [true] } },
	},
	{
		displayName: 'Page URL',
		name: 'url',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://httpbin.org/anything',
		description: 'The address of the page to scrape. Each scrape uses API credits of your Scrapfly plan.',
		displayOptions: { show: { resource } },
	},
	{
		displayName: 'Webhook Name',
		name: 'webhookName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. example',
		description:
			'The name of a webhook that you created in the Scrapfly dashboard, in the project and environment of your API key',
		displayOptions: { show: { resource, operation: ['queue'] } },
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: { show: { resource } },
		options: [
			{
				displayName: 'Bypass Protection',
				name: 'asp',
				type: 'boolean',
				default: false,
				description: 'Whether to get past protection against robots. This may use more API credits.',
			},
			{
				displayName: 'Country',
				name: 'country',
				type: 'string',
				default: '',
				placeholder: 'e.g. us',
				description: 'The country from which the page is opened, as two letters',
			},
			{
				displayName: 'Format',
				name: 'format',
				type: 'options',
				options: [
					{ name: 'As the Website Sends It', value: 'raw' },
					{ name: 'Clean HTML', value: 'clean_html' },
					{ name: 'JSON', value: 'json' },
					{ name: 'Markdown', value: 'markdown' },
					{ name: 'Text Only', value: 'text' },
				],
				default: 'markdown',
				description: 'The form in which the page is returned',
			},
			{
				displayName: 'Render JavaScript',
				name: 'renderJs',
				type: 'boolean',
				default: false,
				description: 'Whether to open the page in a browser. This may use more API credits.',
			},
			{
				displayName: 'Use Cache',
				name: 'cache',
				type: 'boolean',
				default: false,
				description: 'Whether to return a stored copy of the page if there is one',
			},
		],
	},
	simplifyProperty({ resource, operation: ['scrape'] }),
];

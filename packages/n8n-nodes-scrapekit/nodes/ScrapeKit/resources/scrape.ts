import type { INodeProperties } from 'n8n-workflow';
import {
	jobOptions,
	optionsProperty,
	simplifyProperty,
	waitingProperties,
} from '../../shared/job-properties';
import type { Resource } from '../../shared/provider-node';
import { listProperties, webhookUrl } from './job-fields';

export const scrapeResource: Resource = {
	operation: 'scrape',
	actions: {
		cancel: 'cancel',
		get: 'get',
		getLeads: 'results',
		getMany: 'list',
		start: 'start',
		startAndWait: 'startAndWait',
	},
	echo: ['query', 'location'],
	simplified: ['name', 'emails_found', 'phone', 'website', 'rating', 'email_status', 'place_id'],
	emails: 'emails_found',
};

const resource = ['scrape'];
const starting = { resource, operation: ['start', 'startAndWait'] };
const returningRows = { resource, operation: ['getLeads', 'startAndWait'] };

const operations: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['scrape'] } },
	options: [
		{
			name: 'Cancel',
			value: 'cancel',
			description: 'Stop a scrape job; the leads found until then are charged and cannot be fetched',
			action: 'Cancel a scrape job',
		},
		{
			name: 'Get',
			value: 'get',
			description: 'Show the status, the progress and the cost of a scrape job, which is free',
			action: 'Get a scrape job',
		},
		{
			name: 'Get Leads',
			value: 'getLeads',
			description: 'Fetch the leads of a completed scrape job, which is free and can be repeated',
			action: 'Get the leads of a scrape job',
		},
		{
			name: 'Get Many',
			value: 'getMany',
			description: 'List the scrape jobs of the account, newest first; some servers have no such list',
			action: 'Get many scrape jobs',
		},
		{
			name: 'Start',
			value: 'start',
			description:
				'Finds businesses of one type in one place on Google Maps, with their contact details. The workflow continues at once with the ID of the scrape job. Each lead costs 0.015 credits. Verifying the addresses of leads costs 0.005 credits more for each address. A job that fails or is cancelled is charged for the leads found until then.',
			action: 'Start a paid scrape job',
		},
		{
			name: 'Start and Wait',
			value: 'startAndWait',
			description:
				'Finds businesses of one type in one place on Google Maps, with their contact details. The workflow continues with the leads. Each lead costs 0.015 credits. Verifying the addresses of leads costs 0.005 credits more for each address. A job that fails or is cancelled is charged for the leads found until then.',
			action: 'Start a paid scrape job and wait for its leads',
		},
	],
	default: 'startAndWait',
};

const verifyEmails: INodeProperties = {
	displayName: 'Verify Emails',
	name: 'verifyEmails',
	type: 'boolean',
	default: false,
	description:
		'Whether to verify the email addresses of each lead. This costs 0.005 credits more for each address.',
};

const input: INodeProperties[] = [
	{
		displayName: 'Query',
		name: 'query',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. dentists',
		description: 'The type of business to look for, up to 120 characters',
		displayOptions: { show: starting },
	},
	{
		displayName: 'Location',
		name: 'location',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Austin, Texas',
		description: 'City, region or postal area, up to 120 characters',
		displayOptions: { show: starting },
	},
	{
		displayName: 'Max Leads',
		name: 'maxLeads',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 500000 },
		required: true,
		default: 100,
		description:
			'The largest number of leads to return, from 1 to 500000. Each lead costs 0.015 credits, and a number that costs more than the balance is lowered.',
		displayOptions: { show: { ...starting, allLeads: [false] } },
	},
	{
		displayName: 'Use Whole Balance',
		name: 'allLeads',
		type: 'boolean',
		default: false,
		description: 'Whether to ask for as many leads as the balance pays for',
		displayOptions: { show: starting },
	},
	{
		displayName: 'This job can spend all credits of your account, because the number of leads has no limit.',
		name: 'allLeadsNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { ...starting, allLeads: [true] } },
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: { show: { resource, operation: ['start'] } },
		options: [verifyEmails, webhookUrl],
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: { show: { resource, operation: ['startAndWait'] } },
		options: [verifyEmails],
	},
];

const output: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'CSV File',
			value: 'csvFile',
			description: 'One item per job, with the CSV file of its leads in the field "data"',
		},
		{
			name: 'Job',
			value: 'job',
			description: 'Only the fields of the job, without its leads',
		},
		{
			name: 'One Item per Email',
			value: 'emails',
			description: 'Each email address also has the fields of its lead',
		},
		{
			name: 'One Item per Lead',
			value: 'items',
			description: 'Each lead also has the ID, the query and the location of the job',
		},
	],
	default: 'items',
	displayOptions: { show: returningRows, hide: { '@tool': [true] } },
};

export const scrapeProperties: INodeProperties[] = [
	operations,
	...input,
	{
		displayName: 'Job ID',
		name: 'jobId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. sk_job_4f7a9b1c',
		description: 'The job_id from the output of Start',
		displayOptions: { show: { resource, operation: ['cancel', 'get', 'getLeads'] } },
	},
	...waitingProperties(resource),
	output,
	simplifyProperty(returningRows, ['emails', 'items']),
	...listProperties(resource),
	optionsProperty({ resource, operation: ['start'] }, [jobOptions.spendLimit]),
	optionsProperty({ resource, operation: ['getLeads'] }, [jobOptions.maxItems, jobOptions.skip]),
	optionsProperty({ resource, operation: ['startAndWait'] }, [
		jobOptions.cancelOnStop,
		jobOptions.giveUpAfter,
		jobOptions.maxItems,
		jobOptions.pollEvery,
		jobOptions.skip,
		jobOptions.spendLimit,
		jobOptions.waitBeforeSleep,
	]),
];

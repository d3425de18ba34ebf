import type { INodeProperties } from 'n8n-workflow';
import { batchProperties, columnProperty } from '../../shared/batch-properties';
import {
	jobOptions,
	optionsProperty,
	simplifyProperty,
	waitingProperties,
} from '../../shared/job-properties';
import type { Resource } from '../../shared/provider-node';
import { externalId, jobIdProperty, source, webhookUrl } from './job-fields';

export const companiesResource: Resource = {
	operation: 'companies',
	actions: { get: 'get', getResults: 'results', start: 'start', startAndWait: 'startAndWait' },
	element: 'item',
	simplified: [
		'item',
		'company_name',
		'emails',
		'company_phone',
		'company_website',
		'company_domain',
		'company_linkedin',
		'found',
		'reason',
	],
	emails: 'emails',
};

const resource = ['companies'];
const starting = { resource, operation: ['start', 'startAndWait'] };
const returningRows = { resource, operation: ['getResults', 'startAndWait'] };

const max: INodeProperties = {
	displayName: 'Max Results',
	name: 'max',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 100,
	placeholder: 'e.g. 100',
	description: 'The largest number of results to return. Scrupp may charge your account for each company.',
};

export const companiesProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['companies'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				description: 'Show the status of a company task, which is free',
				action: 'Get a company task',
			},
			{
				name: 'Get Results',
				value: 'getResults',
				description: 'Fetch the companies of a completed company task',
				action: 'Get the results of a company task',
			},
			{
				name: 'Start',
				value: 'start',
				description:
					'Finds companies with their websites and contact details. Scrupp may charge your account for each result. Its documentation does not state the price. The workflow continues at once with the ID of the company task.',
				action: 'Start a paid company task',
			},
			{
				name: 'Start and Wait',
				value: 'startAndWait',
				description:
					'Finds companies with their websites and contact details. Scrupp may charge your account for each result. Its documentation does not state the price. The workflow continues with the companies when the company task has ended.',
				action: 'Start a paid company task and wait for its companies',
			},
		],
		default: 'startAndWait',
	},
	...batchProperties(resource),
	{
		displayName: 'Item',
		name: 'item',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. ibm',
		description:
			'The companies to look up. Scrupp may charge your account for each company that it finds. One comes from each incoming item.',
		hint: 'Drag a field of the incoming items here',
		displayOptions: { show: { ...starting, inputFrom: ['items'] } },
	},
	{
		displayName: 'Items',
		name: 'list',
		type: 'string',
		typeOptions: { rows: 5 },
		required: true,
		default: '',
		placeholder: 'e.g. ibm, microsoft',
		description:
			'The companies to look up. Scrupp may charge your account for each company that it finds. Separate them by commas or line breaks.',
		displayOptions: { show: { ...starting, inputFrom: ['list'] } },
	},
	columnProperty(resource, 'item'),
	jobIdProperty(resource),
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: { max: 100 },
		displayOptions: { show: { resource, operation: ['start'] } },
		options: [externalId, max, source, webhookUrl],
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: { max: 100 },
		displayOptions: { show: { resource, operation: ['startAndWait'] } },
		options: [externalId, max, source],
	},
	...waitingProperties(resource),
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Job',
				value: 'job',
				description: 'Only the fields of the job, without its companies',
			},
			{
				name: 'One Item per Company',
				value: 'items',
				description: 'Each company also has the ID of the job',
			},
			{
				name: 'One Item per Email',
				value: 'emails',
				description: 'Each email address also has the fields of its company',
			},
		],
		default: 'items',
		displayOptions: { show: returningRows, hide: { '@tool': [true] } },
	},
	simplifyProperty(returningRows, ['emails', 'items']),
	optionsProperty({ resource, operation: ['getResults'] }, [jobOptions.maxItems, jobOptions.skip]),
	optionsProperty({ resource, operation: ['startAndWait'] }, [
		jobOptions.giveUpAfter,
		jobOptions.maxItems,
		jobOptions.pollEvery,
		jobOptions.skip,
		jobOptions.waitBeforeSleep,
	]),
];

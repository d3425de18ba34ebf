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

export const contactsResource: Resource = {
	operation: 'contacts',
	actions: { get: 'get', getResults: 'results', start: 'start', startAndWait: 'startAndWait' },
	element: 'item',
	simplified: [
		'item',
		'first_name',
		'last_name',
		'email',
		'email_status',
		'company_name',
		'company_domain',
		'found',
		'reason',
	],
};

const resource = ['contacts'];
const starting = { resource, operation: ['start', 'startAndWait'] };
const returningRows = { resource, operation: ['getResults', 'startAndWait'] };

const max: INodeProperties = {
	displayName: 'Max Results',
	name: 'max',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 100,
	placeholder: 'e.g. 100',
	description: 'The largest number of results to return. Scrupp may charge your account for each contact.',
};

export const contactsProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['contacts'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				description: 'Show the status of a contact task, which is free',
				action: 'Get a contact task',
			},
			{
				name: 'Get Results',
				value: 'getResults',
				description: 'Fetch the contacts of a completed contact task',
				action: 'Get the results of a contact task',
			},
			{
				name: 'Start',
				value: 'start',
				description:
					'Finds people who work at companies, with their email addresses. Scrupp may charge your account for each result. Its documentation does not state the price. The workflow continues at once with the ID of the contact task.',
				action: 'Start a paid contact task',
			},
			{
				name: 'Start and Wait',
				value: 'startAndWait',
				description:
					'Finds people who work at companies, with their email addresses. Scrupp may charge your account for each result. Its documentation does not state the price. The workflow continues with the contacts when the contact task has ended.',
				action: 'Start a paid contact task and wait for its contacts',
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
			'The companies or people to look up contacts for. Scrupp may charge your account for each contact that it finds. One comes from each incoming item.',
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
			'The companies or people to look up contacts for. Scrupp may charge your account for each contact that it finds. Separate them by commas or line breaks.',
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
				description: 'Only the fields of the job, without its contacts',
			},
			{
				name: 'One Item per Contact',
				value: 'items',
				description: 'Each contact also has the ID of the job',
			},
		],
		default: 'items',
		displayOptions: { show: returningRows, hide: { '@tool': [true] } },
	},
	simplifyProperty(returningRows, ['items']),
	optionsProperty({ resource, operation: ['getResults'] }, [jobOptions.maxItems, jobOptions.skip]),
	optionsProperty({ resource, operation: ['startAndWait'] }, [
		jobOptions.giveUpAfter,
		jobOptions.maxItems,
		jobOptions.pollEvery,
		jobOptions.skip,
		jobOptions.waitBeforeSleep,
	]),
];

import type { INodeProperties } from 'n8n-workflow';
import { batchProperties, columnProperty } from '../../shared/batch-properties';
import { jobOptions, optionsProperty, waitingProperties } from '../../shared/job-properties';
import type { Resource } from '../../shared/provider-node';
import { additionalFields, jobIdProperty } from './job-fields';

export const domainScanResource: Resource = {
	operation: 'domainScan',
	actions: { get: 'get', getResults: 'results', start: 'start', startAndWait: 'startAndWait' },
	element: 'website',
	emails: 'emails',
};

const resource = ['domainScan'];
const starting = { resource, operation: ['start', 'startAndWait'] };
const returningRows = { resource, operation: ['getResults', 'startAndWait'] };

export const domainScanProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['domainScan'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				description: 'Show the status of a domain scan',
				action: 'Get a domain scan',
			},
			{
				name: 'Get Results',
				value: 'getResults',
				description: 'Fetch the websites of a completed domain scan',
				action: 'Get the results of a domain scan',
			},
			{
				name: 'Start',
				value: 'start',
				description:
					'Finds the verified email addresses that belong to websites. The workflow continues at once with the ID of the domain scan. MatchKraft may charge your account for each record. Its documentation does not state the price.',
				action: 'Start a paid domain scan',
			},
			{
				name: 'Start and Wait',
				value: 'startAndWait',
				description:
					'Finds the verified email addresses that belong to websites. The workflow continues with the websites. MatchKraft may charge your account for each record. Its documentation does not state the price.',
				action: 'Start a paid domain scan and wait for its websites',
			},
		],
		default: 'startAndWait',
	},
	...batchProperties(resource),
	{
		displayName: 'Website',
		name: 'website',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com',
		description:
			'The websites to search for email addresses. One comes from each incoming item. MatchKraft may charge your account for each.',
		hint: 'Drag a field of the incoming items here',
		displayOptions: { show: { ...starting, inputFrom: ['items'] } },
	},
	{
		displayName: 'Websites',
		name: 'list',
		type: 'string',
		typeOptions: { rows: 5 },
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com, https://example2.com',
		description:
			'The websites to search for email addresses. Separate them by commas or line breaks. MatchKraft may charge your account for each.',
		displayOptions: { show: { ...starting, inputFrom: ['list'] } },
	},
	columnProperty(resource, 'website'),
	additionalFields(resource),
	jobIdProperty(resource),
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
				description: 'Only the fields of the job, without its websites',
			},
			{
				name: 'One Item per Email',
				value: 'emails',
				description: 'Each email address also has the fields of its website',
			},
			{
				name: 'One Item per Website',
				value: 'items',
				description: 'Each website also has the ID of the job',
			},
		],
		default: 'items',
		displayOptions: { show: returningRows, hide: { '@tool': [true] } },
	},
	optionsProperty({ resource, operation: ['getResults'] }, [jobOptions.maxItems, jobOptions.skip]),
	optionsProperty({ resource, operation: ['startAndWait'] }, [
		jobOptions.giveUpAfter,
		jobOptions.maxItems,
		jobOptions.pollEvery,
		jobOptions.skip,
		jobOptions.waitBeforeSleep,
	]),
];

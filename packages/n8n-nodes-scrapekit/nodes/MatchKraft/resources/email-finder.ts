import type { INodeProperties } from 'n8n-workflow';
import { batchProperties } from '../../shared/batch-properties';
import { jobOptions, optionsProperty, waitingProperties } from '../../shared/job-properties';
import type { Resource } from '../../shared/provider-node';
import { additionalFields, jobIdProperty } from './job-fields';

export const emailFinderResource: Resource = {
	operation: 'emailFinder',
	actions: { get: 'get', getResults: 'results', start: 'start', startAndWait: 'startAndWait' },
};

const resource = ['emailFinder'];
const starting = { resource, operation: ['start', 'startAndWait'] };
const returningRows = { resource, operation: ['getResults', 'startAndWait'] };

export const emailFinderProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['emailFinder'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				description: 'Show the status of an email search',
				action: 'Get an email search',
			},
			{
				name: 'Get Results',
				value: 'getResults',
				description: 'Fetch the people of a completed email search',
				action: 'Get the results of an email search',
			},
			{
				name: 'Start',
				value: 'start',
				description:
					"Finds the work email addresses of people from their names and their companies' websites. The workflow continues at once with the ID of the email search. MatchKraft may charge your account for each record. Its documentation does not state the price.",
				action: 'Start a paid email search',
			},
			{
				name: 'Start and Wait',
				value: 'startAndWait',
				description:
					"Finds the work email addresses of people from their names and their companies' websites. The workflow continues with the people. MatchKraft may charge your account for each record. Its documentation does not state the price.",
				action: 'Start a paid email search and wait for its people',
			},
		],
		default: 'startAndWait',
	},
	...batchProperties(resource),
	{
		displayName: 'First Name',
		name: 'firstName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Arseniy',
		description: 'The first name of the person',
		displayOptions: { show: { ...starting, inputFrom: ['items'] } },
	},
	{
		displayName: 'Last Name',
		name: 'lastName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Grusha',
		description: 'The last name of the person',
		displayOptions: { show: { ...starting, inputFrom: ['items'] } },
	},
	{
		displayName: 'Website',
		name: 'website',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://dataprana.io',
		description: "The website of the person's company",
		displayOptions: { show: { ...starting, inputFrom: ['items'] } },
	},
	{
		displayName: 'People',
		name: 'list',
		type: 'string',
		typeOptions: { rows: 5 },
		required: true,
		default: '',
		placeholder: 'e.g. [{"firstName":"Arseniy","lastName":"Grusha","website":"https://dataprana.io"}]',
		description:
			'The people to find an address for, each with a name and the website of a company. Give them as a JSON array. MatchKraft may charge your account for each.',
		displayOptions: { show: { ...starting, inputFrom: ['list'] } },
	},
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
				description: 'Only the fields of the job, without its people',
			},
			{
				name: 'One Item per Person',
				value: 'items',
				description: 'Each person also has the ID of the job',
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

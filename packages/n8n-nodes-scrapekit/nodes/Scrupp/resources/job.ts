import type { INodeProperties } from 'n8n-workflow';
import { jobOptions, optionsProperty, waitingProperties } from '../../shared/job-properties';
import type { Resource } from '../../shared/provider-node';
import { jobIdProperty, webhookUrl } from './job-fields';

export const jobResource: Resource = {
	operation: 'job',
	actions: { get: 'get', getResults: 'results', start: 'start', startAndWait: 'startAndWait' },
};

const resource = ['job'];
const starting = { resource, operation: ['start', 'startAndWait'] };

export const jobProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['job'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				description: 'Show the status of a job, which is free',
				action: 'Get a job',
			},
			{
				name: 'Get Results',
				value: 'getResults',
				description: 'Fetch the results of a completed job',
				action: 'Get the results of a job',
			},
			{
				name: 'Start',
				value: 'start',
				description:
					'Runs a job of any type that the Jobs API of Scrupp offers. Scrupp may charge your account for each result. Its documentation does not state the price. The workflow continues at once with the ID of the job.',
				action: 'Start a paid job',
			},
			{
				name: 'Start and Wait',
				value: 'startAndWait',
				description:
					'Runs a job of any type that the Jobs API of Scrupp offers. Scrupp may charge your account for each result. Its documentation does not state the price. The workflow continues with the results when the job has ended.',
				action: 'Start a paid job and wait for its results',
			},
		],
		default: 'startAndWait',
	},
	{
		displayName: 'Job Type',
		name: 'type',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. company.linkedin',
		description: 'The type of the job, as the documentation of Scrupp names it',
		displayOptions: { show: starting },
	},
	{
		displayName: 'Job Input',
		name: 'input',
		type: 'json',
		required: true,
		default: '{}',
		description: 'The fields that this type of job needs. Scrupp may charge your account for each result.',
		displayOptions: { show: starting },
	},
	jobIdProperty(resource),
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: { show: { resource, operation: ['start'] } },
		options: [webhookUrl],
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
				description: 'Only the fields of the job, without its results',
			},
			{
				name: 'One Item per Result',
				value: 'items',
				description: 'Each result also has the ID of the job',
			},
		],
		default: 'items',
		displayOptions: {
			show: { resource, operation: ['getResults', 'startAndWait'] },
			hide: { '@tool': [true] },
		},
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

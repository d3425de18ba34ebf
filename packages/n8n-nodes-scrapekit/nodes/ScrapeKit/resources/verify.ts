import type { INodeProperties } from 'n8n-workflow';
import { batchProperties, columnProperty } from '../../shared/batch-properties';
import { jobOptions, optionsProperty, waitingProperties } from '../../shared/job-properties';
import type { Resource } from '../../shared/provider-node';
import { listProperties, webhookUrl } from './job-fields';

export const verifyResource: Resource = {
	operation: 'verify',
	actions: {
		cancel: 'cancel',
		get: 'get',
		getMany: 'list',
		getResults: 'results',
		start: 'start',
		startAndWait: 'startAndWait',
	},
	element: 'email',
};

const resource = ['verify'];
const starting = { resource, operation: ['start', 'startAndWait'] };

const operations: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['verify'] } },
	options: [
		{
			name: 'Cancel',
			value: 'cancel',
			description:
				'Stop a verification job; the addresses verified until then are charged and their results cannot be fetched',
			action: 'Cancel a verification job',
		},
		{
			name: 'Get',
			value: 'get',
			description: 'Show the status, the progress and the cost of a verification job, which is free',
			action: 'Get a verification job',
		},
		{
			name: 'Get Many',
			value: 'getMany',
			description: 'List the verification jobs of the account, newest first; some servers have no such list',
			action: 'Get many verification jobs',
		},
		{
			name: 'Get Results',
			value: 'getResults',
			description: 'Fetch the results of a completed verification job, which is free and can be repeated',
			action: 'Get the results of a verification job',
		},
		{
			name: 'Start',
			value: 'start',
			description:
				'Verifies a list of email addresses, so that you know which of them accept mail. The workflow continues at once with the ID of the verification job. Each address costs 0.005 credits. Addresses with the status unknown cost nothing. A job that fails or is cancelled is charged for the addresses verified until then.',
			action: 'Start a paid verification job',
		},
		{
			name: 'Start and Wait',
			value: 'startAndWait',
			description:
				'Verifies a list of email addresses, so that you know which of them accept mail. The workflow continues with the addresses. Each address costs 0.005 credits. Addresses with the status unknown cost nothing. A job that fails or is cancelled is charged for the addresses verified until then.',
			action: 'Start a paid verification job and wait for its addresses',
		},
	],
	default: 'startAndWait',
};

const input: INodeProperties[] = [
	...batchProperties(resource),
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. hello@smileaustin.com',
		description:
			'The addresses to verify, up to 100000. One comes from each incoming item. Each address with a verdict costs 0.005 credits. Duplicates and texts that are no address are left out.',
		hint: 'Drag a field of the incoming items here',
		displayOptions: { show: { ...starting, inputFrom: ['items'] } },
	},
	{
		displayName: 'Email Addresses',
		name: 'list',
		type: 'string',
		typeOptions: { rows: 5 },
		required: true,
		default: '',
		placeholder: 'e.g. hello@smileaustin.com, info@downtown-dental.com',
		description:
			'The addresses to verify, up to 100000. Separate them by commas or line breaks. Each address with a verdict costs 0.005 credits. Duplicates and texts that are no address are left out.',
		displayOptions: { show: { ...starting, inputFrom: ['list'] } },
	},
	columnProperty(resource, 'email'),
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: { show: { resource, operation: ['start'] } },
		options: [webhookUrl],
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
			description: 'One item per job, with the CSV file of its addresses in the field "data"',
		},
		{
			name: 'Job',
			value: 'job',
			description: 'Only the fields of the job, without its addresses',
		},
		{
			name: 'One Item per Address',
			value: 'items',
			description: 'Each address also has the ID of the job',
		},
	],
	default: 'items',
	displayOptions: {
		show: { resource, operation: ['getResults', 'startAndWait'] },
		hide: { '@tool': [true] },
	},
};

export const verifyProperties: INodeProperties[] = [
	operations,
	...input,
	{
		displayName: 'Job ID',
		name: 'jobId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. sk_verify_c1d2e3f4',
		description: 'The job_id from the output of Start',
		displayOptions: { show: { resource, operation: ['cancel', 'get', 'getResults'] } },
	},
	...waitingProperties(resource),
	output,
	...listProperties(resource),
	optionsProperty({ resource, operation: ['start'] }, [jobOptions.spendLimit]),
	optionsProperty({ resource, operation: ['getResults'] }, [jobOptions.maxItems, jobOptions.skip]),
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

import type { INodeProperties } from 'n8n-workflow';
import { batchProperties, columnProperty } from '../../shared/batch-properties';
import {
	jobOptions,
	optionsProperty,
	simplifyProperty,
	waitingProperties,
} from '../../shared/job-properties';
import type { Resource } from '../../shared/provider-node';
import { additionalFields, jobIdProperty } from './job-fields';

export const emailValidationResource: Resource = {
	operation: 'emailValidation',
	actions: { get: 'get', getResults: 'results', start: 'start', startAndWait: 'startAndWait' },
	element: 'email',
	simplified: ['email', 'status', 'score', 'reason'],
};

const resource = ['emailValidation'];
const starting = { resource, operation: ['start', 'startAndWait'] };
const returningRows = { resource, operation: ['getResults', 'startAndWait'] };

export const emailValidationProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['emailValidation'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				description: 'Show the status of an email validation',
				action: 'Get an email validation',
			},
			{
				name: 'Get Results',
				value: 'getResults',
				description: 'Fetch the addresses of a completed email validation',
				action: 'Get the results of an email validation',
			},
			{
				name: 'Start',
				value: 'start',
				description:
					'Checks email addresses, their domains and whether they are traps for spam. The workflow continues at once with the ID of the email validation. MatchKraft may charge your account for each record. Its documentation does not state the price.',
				action: 'Start a paid email validation',
			},
			{
				name: 'Start and Wait',
				value: 'startAndWait',
				description:
					'Checks email addresses, their domains and whether they are traps for spam. The workflow continues with the addresses. MatchKraft may charge your account for each record. Its documentation does not state the price.',
				action: 'Start a paid email validation and wait for its addresses',
			},
		],
		default: 'startAndWait',
	},
	...batchProperties(resource),
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. john@gmail.com',
		description:
			'The addresses to validate. One comes from each incoming item. MatchKraft may charge your account for each.',
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
		placeholder: 'e.g. john@gmail.com, test@domain.com',
		description:
			'The addresses to validate. Separate them by commas or line breaks. MatchKraft may charge your account for each.',
		displayOptions: { show: { ...starting, inputFrom: ['list'] } },
	},
	columnProperty(resource, 'email'),
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
				description: 'Only the fields of the job, without its addresses',
			},
			{
				name: 'One Item per Address',
				value: 'items',
				description: 'Each address also has the ID of the job',
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

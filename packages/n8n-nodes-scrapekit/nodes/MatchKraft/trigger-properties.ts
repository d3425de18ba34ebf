import type { INodeProperties } from 'n8n-workflow';
import { simplify, testWith } from '../shared/trigger-properties';

export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'MatchKraft has one webhook URL for the whole account. Paste the production URL above into its dashboard under Integrations, Webhook. Jobs that other programs have started arrive as well.',
		name: 'webhookNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Jobs',
		name: 'jobs',
		type: 'multiOptions',
		required: true,
		noDataExpression: true,
		options: [
			{
				name: 'Domain Scan',
				value: 'domainScan',
				description: 'Finds the verified email addresses that belong to websites',
			},
			{
				name: 'Email Search',
				value: 'emailFinder',
				description:
					"Finds the work email addresses of people from their names and their companies' websites",
			},
			{
				name: 'Email Validation',
				value: 'emailValidation',
				description: 'Checks email addresses, their domains and whether they are traps for spam',
			},
		],
		default: ['domainScan', 'emailFinder', 'emailValidation'],
		description: 'The jobs that start the workflow',
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		noDataExpression: true,
		options: [
			{
				name: 'Completed',
				value: 'completed',
				description: 'The job has ended and its results can be fetched',
			},
			{
				name: 'Failed',
				value: 'failed',
				description: 'The job has ended without results',
			},
		],
		default: ['completed'],
		description: 'What starts the workflow',
	},
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
				name: 'One Item per Email',
				value: 'emails',
				description: 'One item for each address that a domain scan has found; other jobs give their rows',
			},
			{
				name: 'One Item per Row',
				value: 'items',
				description: 'Each item also has the job ID; a row is a website, an address or a person',
			},
		],
		default: 'items',
		description:
			'What the workflow continues with when a job is completed. Other jobs give one item with the fields of the job.',
	},
	{ ...simplify, displayOptions: { show: { jobs: ['emailValidation'], output: ['emails', 'items'] } } },
	testWith,
];

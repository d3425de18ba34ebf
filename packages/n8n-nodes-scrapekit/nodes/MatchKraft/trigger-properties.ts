import type { INodeProperties } from 'n8n-workflow';
import { simplify, testWith } from '../shared/trigger-properties';

export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'Open Webhook URLs above, choose Production URL, copy it, and paste it into the MatchKraft dashboard under Integrations, Webhook. MatchKraft has one URL for the whole account, so jobs that other programs have started also start this workflow.',
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
				description:
					'Each email address also has the fields of its website. Other jobs give one item for each address or person.',
			},
			{
				name: 'One Item per Website, Address or Person',
				value: 'items',
				description: 'Each website, address or person also has the ID of the job',
			},
		],
		default: 'items',
		description:
			'What the workflow continues with when a job is completed. A job that failed gives one item with the fields of the job.',
	},
	{ ...simplify, displayOptions: { show: { jobs: ['emailValidation'], output: ['emails', 'items'] } } },
	testWith,
];

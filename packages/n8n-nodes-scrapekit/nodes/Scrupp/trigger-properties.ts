import type { INodeProperties } from 'n8n-workflow';
import { simplify, testWith } from '../shared/trigger-properties';

export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'Open Webhook URLs above, choose Production URL, and copy it into the additional field Webhook URL of each Scrupp node with the operation Start and the Job Type below as its Resource. Jobs without it do not start the workflow.',
		name: 'webhookNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Job Type',
		name: 'jobs',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Company Task',
				value: 'companies',
				description: 'Finds companies with their websites and contact details',
			},
			{
				name: 'Contact Task',
				value: 'contacts',
				description: 'Finds people who work at companies, with their email addresses',
			},
			{
				name: 'Job',
				value: 'job',
				description: 'Runs a job of any type that the Jobs API of Scrupp offers',
			},
		],
		default: 'companies',
		description:
			'The type of the jobs that have the URL of this trigger. The webhooks of Scrupp do not say of which type a job is.',
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
				name: 'One Item per Company, Contact or Result',
				value: 'items',
				description: 'Each company, contact or result also has the ID of the job',
			},
			{
				name: 'One Item per Email',
				value: 'emails',
				description:
					'Each email address also has the fields of its company. Other jobs give one item for each contact or result.',
			},
		],
		default: 'items',
		description:
			'What the workflow continues with when a job is completed. A job that failed gives one item with the fields of the job.',
	},
	{ ...simplify, displayOptions: { show: { jobs: ['companies', 'contacts'], output: ['emails', 'items'] } } },
	testWith,
];

import type { INodeProperties } from 'n8n-workflow';
import { testWith } from '../shared/trigger-properties';
import type { TriggerNode } from '../shared/trigger-report';
import { scrapeNest } from './node';

/** ScrapeNest, for its trigger. */
export const scrapeNestTrigger: TriggerNode = {
	...scrapeNest,
	otherEvents: {
		'artifact.ready': {
			job_id: 'job_01HX5N3W4Q8K',
			artifact_id: 'art_01HX5N3W4Q8K',
			name: 'page.html',
			content_type: 'text/html',
			size: 5120,
		},
	},
};

export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'Nothing has to be copied. When you publish the workflow, this trigger gives its Production URL to ScrapeNest. Jobs that other programs have started also start this workflow.',
		name: 'webhookNotice',
		type: 'notice',
		default: '',
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
			{
				name: 'File Ready',
				value: 'artifact.ready',
				description: 'A file of a job can be downloaded. The item has the IDs of the job and of the file.',
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
				name: 'One Item per File',
				value: 'items',
				description: 'Each file also has the ID of the job',
			},
		],
		default: 'items',
		description:
			'What the workflow continues with when a job is completed. A job that failed gives one item with the fields of the job.',
	},
	testWith,
];

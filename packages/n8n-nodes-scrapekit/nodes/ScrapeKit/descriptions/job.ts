import type { INodeProperties } from 'n8n-workflow';

/** Shown for the operations on a job that was started before. */
export const jobProperties: INodeProperties[] = [
	{
		displayName: 'Job ID',
		name: 'jobId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. sk_job_4f7a9b1c',
		description: 'The job_id from the output of Start',
		displayOptions: {
			show: { resource: ['scrape'], operation: ['cancel', 'get', 'getLeads'] },
		},
	},
];

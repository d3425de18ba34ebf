import type { INodeProperties } from 'n8n-workflow';

/** Which job to read or cancel. */
export const jobProperties: INodeProperties[] = [
	{
		displayName: 'Job ID',
		name: 'jobId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. sk_job_4f7a9b1c',
		description: 'The job_id that Start answered with',
		displayOptions: {
			show: { resource: ['scrape'], operation: ['cancel', 'get', 'getLeads'] },
		},
	},
];

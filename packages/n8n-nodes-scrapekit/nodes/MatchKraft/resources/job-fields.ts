import type { INodeProperties } from 'n8n-workflow';

/** Returns the field that names a job which was started before. */
export const jobIdProperty = (resource: string[]): INodeProperties => ({
	displayName: 'Job ID',
	name: 'jobId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 20f70187-b941-4bb0-b10f-599b025fc425',
	description: 'The job_id from the output of Start',
	displayOptions: { show: { resource, operation: ['get', 'getResults'] } },
});

/** Returns the optional fields of a job. */
export const additionalFields = (resource: string[]): INodeProperties => ({
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	displayOptions: { show: { resource, operation: ['start', 'startAndWait'] } },
	options: [
		{
			displayName: 'Job Name',
			name: 'jobName',
			type: 'string',
			default: 'API job',
			placeholder: 'e.g. Leads of June',
			description: 'A name by which you recognise the job in the MatchKraft dashboard',
		},
	],
});

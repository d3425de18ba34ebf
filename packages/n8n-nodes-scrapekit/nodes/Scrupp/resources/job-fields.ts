import type { INodeProperties } from 'n8n-workflow';

/** Returns the field that names a job which was started before. */
export const jobIdProperty = (resource: string[]): INodeProperties => ({
	displayName: 'Job ID',
	name: 'jobId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 6666',
	description: 'The job_id from the output of Start',
	displayOptions: { show: { resource, operation: ['get', 'getResults'] } },
});

export const externalId: INodeProperties = {
	displayName: 'External ID',
	name: 'externalId',
	type: 'string',
	default: '',
	placeholder: 'e.g. row_9481',
	description: 'Your own ID, which Scrupp repeats in the webhook',
};

export const source: INodeProperties = {
	displayName: 'Source',
	name: 'source',
	type: 'string',
	default: '',
	placeholder: 'e.g. zapier',
	description: 'The name of the program that starts the task, which Scrupp repeats in the webhook',
};

export const webhookUrl: INodeProperties = {
	displayName: 'Webhook URL',
	name: 'webhookUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/webhooks/scrupp',
	description:
		'Scrupp calls this address when the task has ended, and again if the call fails. A Scrupp Trigger node shows its own address to copy.',
};

import type { INodeProperties } from 'n8n-workflow';

/** The fields that are the same in the form of every trigger. */

/** Whether to test the workflow with a sample or with a webhook. The method of each trigger's webhook depends on it. */
export const testWith: INodeProperties = {
	displayName: 'Test With',
	name: 'testWith',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Sample',
			value: 'sample',
			description: 'Show the latest finished job at once, or a made-up one if there is none to show',
		},
		{
			name: 'Webhook',
			value: 'webhook',
			description: 'Wait for a real webhook, which has to be sent to the Test URL',
		},
	],
	default: 'sample',
	description: 'What a test in the editor shows. A published workflow does not use this.',
};

export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
	displayOptions: { show: { output: ['emails', 'items'] } },
};

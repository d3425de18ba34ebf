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
			description: 'Show the latest job that ended, or made-up data, at once',
		},
		{
			name: 'Webhook',
			value: 'webhook',
			description: 'Wait for a webhook that is sent to the test URL',
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

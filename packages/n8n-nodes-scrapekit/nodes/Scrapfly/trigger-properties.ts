import type { INodeProperties } from 'n8n-workflow';
import { simplify, testWith } from '../shared/trigger-properties';
import type { TriggerNode } from '../shared/trigger-report';
import { scrapfly } from './node';
import { pageResource } from './resources/page';

/** Scrapfly, for its trigger. A queued page is the row of its job, and not the field `result` of an answer. */
export const scrapflyTrigger: TriggerNode = {
	...scrapfly,
	resources: {
		page: {
			...pageResource,
			simplified: pageResource.simplified?.map((path) => path.replace(/^result\./, '')),
		},
	},
};

export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'Open Webhook URLs above, choose Production URL, and copy it. Create a webhook with this URL in the Scrapfly dashboard, copy its secret into the credential, and queue pages with its name. The webhook brings the scraped page, and there is no other way to get it.',
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
				description: 'The page was scraped',
			},
			{
				name: 'Failed',
				value: 'failed',
				description: 'The page could not be scraped',
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
				description: 'Everything that Scrapfly sends about the page',
			},
			{
				name: 'One Item per Page',
				value: 'items',
				description: 'The page, with the ID of the job',
			},
		],
		default: 'items',
		description:
			'What the workflow continues with when a page was scraped. A failed page gives everything that Scrapfly sends about it.',
	},
	simplify,
	testWith,
];

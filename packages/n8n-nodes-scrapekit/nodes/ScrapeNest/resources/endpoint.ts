import type { INodeProperties } from 'n8n-workflow';
import type { Resource } from '../../shared/provider-node';

export const endpointResource: Resource = {
	actions: { create: 'createEndpoint', delete: 'deleteEndpoint', getMany: 'listEndpoints' },
};

const resource = ['endpoint'];

export const endpointProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource } },
		options: [
			{
				name: 'Create',
				value: 'create',
				description: 'Register an address to which ScrapeNest sends webhooks, which is free',
				action: 'Create a webhook endpoint',
			},
			{
				name: 'Delete',
				value: 'delete',
				description: 'Remove an address, which then receives no more webhooks',
				action: 'Delete a webhook endpoint',
			},
			{
				name: 'Get Many',
				value: 'getMany',
				description: 'List the registered addresses, without their secrets',
				action: 'Get many webhook endpoints',
			},
		],
		default: 'getMany',
	},
	{
		displayName:
			'ScrapeNest shows the signing secret of the endpoint only once, so it is part of the output of this node. Store it where no one else can read it. A ScrapeNest Trigger node needs none of this, because it registers its own endpoint.',
		name: 'secretNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { resource, operation: ['create'] } },
	},
	{
		displayName: 'URL',
		name: 'url',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com/webhooks/scrapenest',
		description: 'The address to which ScrapeNest sends webhooks',
		displayOptions: { show: { resource, operation: ['create'] } },
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: [
			{
				name: 'File Ready',
				value: 'artifact.ready',
				description: 'A job has produced a file',
			},
			{
				name: 'Job Completed',
				value: 'job.completed',
				description: 'A job has ended, with success or not',
			},
		],
		default: ['job.completed'],
		description: 'The events about which ScrapeNest sends a webhook',
		displayOptions: { show: { resource, operation: ['create'] } },
	},
	{
		displayName: 'Endpoint ID',
		name: 'endpointId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. whe_01HX5N3W4Q8K',
		description: 'The ID of the endpoint, as Get Many shows it',
		displayOptions: { show: { resource, operation: ['delete'] } },
	},
];

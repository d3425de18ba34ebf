import type { INodeProperties } from 'n8n-workflow';
import type { Resource } from '../../shared/provider-node';

export const accountResource: Resource = { actions: { get: 'account' } };

export const accountProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['account'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				description: 'Check the API key and show the API credits that are left, which is free',
				action: 'Get the account',
			},
		],
		default: 'get',
	},
];

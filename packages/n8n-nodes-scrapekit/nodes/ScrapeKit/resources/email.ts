import type { INodeProperties } from 'n8n-workflow';
import type { Resource } from '../../shared/provider-node';

export const emailResource: Resource = {
	operation: 'verifyEmail',
	actions: { verify: 'call' },
};

export const emailProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['email'] } },
		options: [
			{
				name: 'Verify',
				value: 'verify',
				description:
					'Verifies one email address and answers at once. The check costs 0.005 credits. It costs nothing if the status is unknown.',
				action: 'Verify one email address as a paid request',
			},
		],
		default: 'verify',
	},
	{
		displayName: 'Email Address',
		name: 'email',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. hello@smileaustin.com',
		description: 'The address to verify. The check costs 0.005 credits.',
		displayOptions: { show: { resource: ['email'], operation: ['verify'] } },
	},
];

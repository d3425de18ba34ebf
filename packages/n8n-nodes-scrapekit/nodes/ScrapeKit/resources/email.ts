import type { Resource } from '../../shared/provider-node';

export const emailResource: Resource = {
	operation: 'verifyEmail',
	actions: { verify: 'call' },
};

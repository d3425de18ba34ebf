import type { Resource } from '../../shared/provider-node';

export const verifyResource: Resource = {
	operation: 'verify',
	actions: {
		cancel: 'cancel',
		get: 'get',
		getMany: 'list',
		getResults: 'results',
		start: 'start',
		startAndWait: 'startAndWait',
	},
	element: 'email',
};
